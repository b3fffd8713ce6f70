import { lookup } from 'node:dns/promises';
import { connect as tcpConnect } from 'node:net';
import type { Duplex } from 'node:stream';
import { codeOf } from '../shared/codeOf.ts';
import type { ConnectionReport, ConnectionStep } from '../shared/connectionReport.ts';
import type { LinkClock } from '../shared/feed/link.ts';
import { subprotocol } from '../shared/feed/frames.ts';
import { greetGateway } from '../shared/feed/greetGateway.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import type { ConnectionSettings } from '../shared/settings/settings.ts';
import { adviceFor } from './connectionAdvice.ts';
import { connectFeed } from './feedSocket.ts';
import { endOf, routeOf, tlsOver, tunnel } from './gatewayRoute.ts';
import { feedUrlOf } from './gatewayUrl.ts';
import { readTlsFiles } from './tlsFiles.ts';

export interface TrialDeps {
  readonly clock: LinkClock;
  readonly version: string;
  readonly person: string | undefined;
}

/** How far a connection got; whether it is kept is for its caller. */
export type Trial = Omit<ConnectionReport, 'kept'>;

/** No answer of a step in so long is none, ms. */
const stepPatienceMs = 10_000;

/** Tries how a gateway is reached, step by step, as the feed would; nothing of it stays open. Never rejects. */
export async function tryConnection(deps: TrialDeps, settings: ConnectionSettings): Promise<Trial> {
  const { gatewayUrl, token } = settings;
  // The gateway inside the console is reached by nobody else.
  if (gatewayUrl === undefined) return { url: '', steps: [] };
  const url = feedUrlOf(gatewayUrl);
  if (!url.ok) return failure(gatewayUrl, [], 'dns', url.error, undefined);
  const steps: { step: ConnectionStep; text: string }[] = [];
  let at: ConnectionStep = 'files';
  const open: Duplex[] = [];
  const passed = (step: ConnectionStep, text: string): void => void steps.push({ step, text });
  try {
    const files = readTlsFiles(settings, deps.clock.now());
    if (!files.ok) return failure(url.value, steps, 'files', files.error, undefined);
    if (settings.caFile ?? settings.clientCertFile) passed('files', 'read, and they fit together');
    const target = endOf(url.value);
    const route = routeOf(settings);
    const first = route.proxyUrl === undefined ? target : endOf(route.proxyUrl);
    at = 'dns';
    const { address } = await inTime(deps.clock, lookup(first.host));
    passed('dns', `${first.host} is ${address}`);
    at = 'tcp';
    let socket: Duplex = tcpConnect(first.port, address);
    open.push(socket);
    await inTime(deps.clock, opened(socket, 'connect'));
    passed('tcp', `port ${first.port} answers`);
    if (route.proxyUrl !== undefined) {
      at = 'proxy';
      socket = await inTime(deps.clock, tunnel(url.value, route, files.value));
      open.push(socket);
      passed('proxy', `lets ${target.host}:${target.port} through`);
    }
    if (target.isSecure) {
      at = 'tls';
      const secure = tlsOver(socket, target.host, files.value);
      open.push(secure);
      await inTime(deps.clock, opened(secure, 'secureConnect'));
      passed('tls', `${secure.getProtocol() ?? 'TLS'}, the certificate is trusted`);
    }
    at = 'http';
    return await greet(
      deps,
      { url: url.value, steps },
      () => connectFeed(url.value, subprotocol, route),
      token,
    );
  } catch (error) {
    return failure(url.value, steps, at, reasonOf(error), codeOf(error));
  } finally {
    for (const socket of open.reverse()) socket.destroy();
  }
}

async function greet(
  { clock, version, person }: TrialDeps,
  { url, steps }: { readonly url: string; readonly steps: Trial['steps'] },
  connect: () => ReturnType<typeof connectFeed>,
  token: string | undefined,
): Promise<Trial> {
  const client = { name: 'watchfloor-desktop', version };
  const greeting = await greetGateway({ clock, connect, hello: { token, person, client } });
  const upgraded = [...steps, { step: 'http' as const, text: 'a feed is there' }];
  if (greeting.kind === 'failed') {
    const { opened: wasOpened, reason } = greeting;
    if (wasOpened) return failure(url, upgraded, 'protocol', reason, undefined);
    // A gateway that asks for a client certificate says so only after the handshake of TLS 1.3.
    const certificate = /alert certificate required|alert (bad|unknown) certificate|alert unknown ca/i.test(
      reason,
    );
    if (certificate) {
      const others = steps.filter(({ step }) => step !== 'tls');
      const failed = failure(url, others, 'tls', reason, undefined);
      const todo = 'It asks for a client certificate that it knows: name the certificate and its key.';
      return {
        ...failed,
        failed: { step: 'tls', reason: 'the gateway refuses this client certificate, or misses one', todo },
      };
    }
    const isOther = /subprotocol/i.test(reason);
    return failure(url, isOther ? upgraded : steps, isOther ? 'protocol' : 'http', reason, undefined);
  }
  if (greeting.kind === 'bye') {
    const step = greeting.bye.reason === 'protocol' ? 'protocol' : 'token';
    if (greeting.bye.reason === 'access' || step === 'protocol')
      return failure(url, upgraded, step, greeting.bye.message, undefined);
    return failure(url, upgraded, 'http', greeting.bye.message, undefined, 'Try again in a minute.');
  }
  const { session, gateway } = greeting.welcome;
  return {
    url,
    steps: [
      ...upgraded,
      { step: 'token', text: `${session.person}, ${session.role}` },
      { step: 'protocol', text: `${subprotocol}, gateway ${gateway.name} ${gateway.version}` },
    ],
    welcome: { gateway: gateway.name, person: session.person, role: session.role },
  };
}

function failure(
  url: string,
  steps: Trial['steps'],
  step: ConnectionStep,
  reason: string,
  code: string | undefined,
  todo = adviceFor(step, code),
): Trial {
  return { url, steps, failed: { step, reason: reason.replace(/\.$/, ''), todo } };
}

/** Resolves with a socket that is open. */
function opened<Socket extends Duplex>(socket: Socket, event: 'connect' | 'secureConnect'): Promise<Socket> {
  return new Promise((answer, reject) => {
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('it closed the connection')));
    socket.once(event, () => answer(socket));
  });
}

/** Waits no longer than a step may take. */
function inTime<Value>(clock: LinkClock, work: Promise<Value>): Promise<Value> {
  return new Promise((answer, reject) => {
    const undo = clock.after(stepPatienceMs, () =>
      reject(Object.assign(new Error(`no answer in ${stepPatienceMs / 1_000} s`), { code: 'ETIMEDOUT' })),
    );
    work.then(answer, reject).finally(undo);
  });
}
