import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A call that a real HTTP server took. */
export interface ReceivedCall {
  readonly path: string;
  readonly body: unknown;
}

/** How a call is answered; one that hangs is never answered. */
export type CallAnswer = 'takes' | 'refuses' | 'hangs';

/** The other side of actions and channels: a real web server and a real mail server on loopback. */
export interface Receivers {
  readonly url: string;
  readonly mailPort: number;
  /** In the order of their arrival. */
  readonly calls: readonly ReceivedCall[];
  /** Whole mails with their headers. */
  readonly mails: readonly string[];
  stop(): Promise<void>;
}

/** Starts both; `answerOf` says how each call is answered. */
export async function startReceivers(answerOf: (call: ReceivedCall) => CallAnswer): Promise<Receivers> {
  const calls: ReceivedCall[] = [];
  const mails: string[] = [];
  const web = createServer((request, response) => {
    void text(request).then((body) => {
      const call = { path: request.url ?? '', body: JSON.parse(body) as unknown };
      calls.push(call);
      const answer = answerOf(call);
      if (answer === 'hangs') return;
      response.writeHead(answer === 'takes' ? 200 : 503).end(answer === 'takes' ? 'ok' : 'not now');
    });
  });
  const mail = new SMTPServer({
    ...{ disableReverseLookup: true, disabledCommands: ['STARTTLS', 'AUTH'], closeTimeout: 10 },
    onData: (stream, _session, done) => {
      void text(stream).then((raw) => {
        mails.push(raw);
        done();
      });
    },
  });
  mail.on('error', () => undefined);
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const taking = mail.listen(0, '127.0.0.1');
  await new Promise((resolve) => taking.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(web.address() as AddressInfo).port}`,
    mailPort: (taking.address() as AddressInfo).port,
    calls,
    mails,
    async stop() {
      web.closeAllConnections();
      await new Promise((resolve) => web.close(resolve));
      await new Promise<void>((resolve) => mail.close(resolve));
    },
  };
}
