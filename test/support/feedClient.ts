import { WebSocket } from 'ws';
import type { BridgeUpdate, LinkStatus, Outgoing } from '../../shared/bridge.ts';
import { createLink, type FeedSocket } from '../../shared/feed/link.ts';
import { memoryOutboxStorage } from '../../shared/feed/outbox.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';

/** A console without a screen: the real link over a real socket. */
export interface FeedClient {
  send(name: string, params: Readonly<Record<string, unknown>>): Promise<string>;
  state(): FeedState;
  status(): LinkStatus;
  outgoing(): readonly Outgoing[];
  /** Waits until `found` returns a value. */
  until<Value>(what: string, found: () => Value | undefined, timeoutMs?: number): Promise<Value>;
  /** Waits until the feed is live. */
  live(): Promise<true>;
  /** Tries again now, without waiting for the backoff. */
  reconnect(): void;
  stop(): void;
}

const connect = (url: string, subprotocol: string): FeedSocket => {
  const socket = new WebSocket(url, subprotocol, { perMessageDeflate: false });
  const feedSocket: FeedSocket = {
    send: (text) => socket.send(text),
    close: () => socket.terminate(),
    onOpen: undefined,
    onMessage: undefined,
    onClose: undefined,
  };
  socket.on('open', () => feedSocket.onOpen?.());
  socket.on('message', (data: Buffer) => feedSocket.onMessage?.(data.toString('utf8')));
  socket.on('close', () => feedSocket.onClose?.('closed'));
  socket.on('error', () => undefined);
  return feedSocket;
};

/** Connects to a gateway's feed; `name` is the operator's. */
export async function feedClient(feedUrl: string, name: string, token?: string): Promise<FeedClient> {
  const link = createLink({
    url: feedUrl,
    token,
    person: name,
    client: { name: 'test', version: 'test' },
    connect,
    clock: {
      now: () => Date.now(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    random: Math.random,
    newId: () => crypto.randomUUID(),
    outbox: memoryOutboxStorage(),
  });
  let outgoing: readonly Outgoing[] = [];
  const listener = (update: BridgeUpdate): void => {
    if (update.kind === 'outgoing') outgoing = update.outgoing;
  };
  const unsubscribe = link.subscribe(listener);
  await link.start();
  return {
    send: (name, params) => link.send(name, params),
    state: () => link.state(),
    status: () => link.status(),
    outgoing: () => outgoing,
    reconnect: () => link.reconnect(),
    until: (what, found, timeoutMs) => until(what, found, timeoutMs),
    live: () => until('a live feed', () => (link.status().kind === 'live' ? true : undefined)),
    stop() {
      unsubscribe();
      link.stop();
    },
  };
}

/** Asks again and again until there is an answer; rejects naming what never came. */
export async function until<Value>(
  what: string,
  found: () => Value | undefined,
  timeoutMs = 20_000,
): Promise<Value> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const value = found();
    if (value !== undefined) return value;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
