import type { ConnectionReport } from '../../shared/connectionReport.ts';
import type { FeedSocket, LinkClock } from '../../shared/feed/link.ts';
import { subprotocol } from '../../shared/feed/frames.ts';
import { greetGateway } from '../../shared/feed/greetGateway.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

interface BrowserTrial {
  /** Of the page: `https://noc.example`. */
  readonly origin: string;
  readonly feedUrl: string;
  readonly token: string | undefined;
  readonly person: string | undefined;
  readonly version: string;
  readonly clock: LinkClock;
  readonly fetch: (url: string) => Promise<{ readonly ok: boolean; readonly status: number }>;
  readonly connect: (url: string, subprotocol: string) => FeedSocket;
}

type Trial = Omit<ConnectionReport, 'kept'>;

const asks = 'Ask whoever runs the gateway; the page itself came from there, or from this browser’s copy.';

/** Tries the page's own gateway. Browsers tell a page nothing of DNS, TCP and TLS: these are in `http` here. Never rejects. */
export async function tryFromBrowser(trial: BrowserTrial): Promise<Trial> {
  const { origin, feedUrl: url, token, person, version, clock } = trial;
  const failed = (steps: Trial['steps'], failure: NonNullable<Trial['failed']>): Trial => ({
    ...{ url, steps, failed: { ...failure, reason: failure.reason.replace(/\.$/, '') } },
  });
  try {
    const { ok, status } = await trial.fetch(`${origin}/healthz`);
    if (!ok) return failed([], { step: 'http', reason: `the gateway answered ${status}`, todo: asks });
  } catch (error) {
    return failed([], { step: 'http', reason: reasonOf(error), todo: asks });
  }
  const http = { step: 'http' as const, text: 'the gateway answers' };
  const greeting = await greetGateway({
    clock,
    connect: () => trial.connect(url, subprotocol),
    hello: { token, person, client: { name: 'watchfloor-browser', version } },
  });
  if (greeting.kind === 'failed') {
    const todo =
      'Something on the way lets no WebSocket through: a proxy, say. Ask whoever runs the network.';
    return failed([http], { step: 'protocol', reason: greeting.reason, todo });
  }
  if (greeting.kind === 'bye') {
    const isToken = greeting.bye.reason === 'access';
    const todo = isToken
      ? 'Enter a token that is valid at this gateway; an administrator makes one with "watchfloor token add".'
      : 'Load the page anew, so that it is of the gateway’s version.';
    return failed([http], { step: isToken ? 'token' : 'protocol', reason: greeting.bye.message, todo });
  }
  const { session, gateway } = greeting.welcome;
  return {
    url,
    steps: [
      http,
      { step: 'token', text: `${session.person}, ${session.role}` },
      { step: 'protocol', text: `${subprotocol}, gateway ${gateway.name} ${gateway.version}` },
    ],
    welcome: { gateway: gateway.name, person: session.person, role: session.role },
  };
}
