import type { Bye, ConsoleFrame, Welcome } from './frames.ts';
import { protocolVersion } from './frames.ts';
import { Connection, type FeedSocket, type LinkClock } from './connection.ts';

/** How a gateway answers a console's first word. */
export type Greeting =
  | { readonly kind: 'welcome'; readonly welcome: Welcome }
  | { readonly kind: 'bye'; readonly bye: Bye }
  /** It was never reached, went away, or said what can't be read. */
  | { readonly kind: 'failed'; readonly opened: boolean; readonly reason: string };

interface GreetOptions {
  readonly clock: LinkClock;
  readonly connect: () => FeedSocket;
  readonly hello: Omit<Extract<ConsoleFrame, { type: 'hello' }>, 'type' | 'protocol'>;
}

/** Says hello to a gateway, hears its answer, and leaves: nothing is followed. Never rejects. */
export function greetGateway({ clock, connect, hello }: GreetOptions): Promise<Greeting> {
  return new Promise((answer) => {
    let opened = false;
    const connection = new Connection(clock, {
      onOpen() {
        opened = true;
        connection.send({ type: 'hello', protocol: protocolVersion, ...hello });
      },
      onFrame(frame) {
        // Anything else before these breaks the feed's order, and the watch for silence ends it.
        if (frame.type !== 'welcome' && frame.type !== 'bye') return;
        connection.close();
        answer(frame.type === 'welcome' ? { kind: 'welcome', welcome: frame } : { kind: 'bye', bye: frame });
      },
      onEnd(ending) {
        const reason =
          ending.kind === 'malformed' ? ending.error : ending.kind === 'silent' ? undefined : ending.reason;
        answer({ kind: 'failed', opened, reason: reason ?? 'it does not answer' });
      },
    });
    connection.open(connect);
  });
}
