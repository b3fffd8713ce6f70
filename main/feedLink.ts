import type { BridgeUpdate } from '../shared/bridge.ts';
import { createLink, type FeedSocket, type Link, type LinkClock } from '../shared/feed/link.ts';
import type { OutboxStorage } from '../shared/feed/outbox.ts';
import type { FeedState } from '../shared/feed/reduce.ts';

/** Where the feed is. */
export interface FeedEndpoint {
  readonly url: string;
  readonly token?: string;
  /** Under what name its last state is kept. */
  readonly source: string;
}

export interface FeedLinkDeps {
  readonly version: string;
  readonly connect: (url: string, subprotocol: string) => FeedSocket;
  readonly clock: LinkClock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly outbox: OutboxStorage;
  readonly lastState: {
    load(source: string): Promise<FeedState | undefined>;
    keep(source: string, state: FeedState): void;
  };
}

type Listener = (update: BridgeUpdate) => void;

/** The console's link to its feed: one link at a time, replaced when the settings name another gateway. */
export class ConsoleFeed {
  readonly #deps: FeedLinkDeps;
  readonly #listeners = new Map<Listener, (() => void) | undefined>();
  readonly #notices = new Map<string, BridgeUpdate>();
  #link: Link | undefined;
  #sending = new Set<Promise<string>>();
  #turn: Promise<void> = Promise.resolve();

  constructor(deps: FeedLinkDeps) {
    this.#deps = deps;
  }

  /** Connects to a gateway; whoever listens stays subscribed. */
  use(endpoint: FeedEndpoint): Promise<void> {
    const used = this.#turn.then(() => this.#replace(endpoint));
    this.#turn = used.catch(() => undefined);
    return used;
  }

  /** Calls with state, status and outgoing at once, then with each update. Returns its own undo. */
  subscribe(listener: Listener): () => void {
    this.#listeners.set(listener, this.#link?.subscribe(listener));
    for (const notice of this.#notices.values()) listener(notice);
    return () => {
      this.#listeners.get(listener)?.();
      this.#listeners.delete(listener);
    };
  }

  /** Tells the operator something, now and whenever a page opens. */
  notice(id: string, text: string): void {
    const notice: BridgeUpdate = { kind: 'notice', id, text };
    this.#notices.set(id, notice);
    for (const listener of this.#listeners.keys()) listener(notice);
  }

  /** Resolves with the command's id once it is on disk; rejects with one sentence. */
  async send(name: string, params: unknown): Promise<string> {
    await this.#turn;
    if (this.#link === undefined)
      throw new Error('The console has no gateway yet; the command was not given.');
    const sending = this.#link.send(name, params);
    this.#sending.add(sending);
    try {
      return await sending;
    } finally {
      this.#sending.delete(sending);
    }
  }

  /** Tries now. */
  reconnect(): void {
    this.#link?.reconnect();
  }

  /** Waits for commands that are being written, then closes. */
  async stop(): Promise<void> {
    await this.#turn;
    await Promise.allSettled(this.#sending);
    this.#link?.stop();
    this.#link = undefined;
  }

  async #replace({ url, token, source }: FeedEndpoint): Promise<void> {
    // What the old link is writing must be in the outbox before the new one reads it.
    await Promise.allSettled(this.#sending);
    this.#link?.stop();
    const { version, connect, clock, random, newId, outbox, lastState } = this.#deps;
    const initial = await lastState.load(source);
    const client = { name: 'watchfloor-desktop', version };
    const link = createLink({ url, token, client, connect, clock, random, newId, outbox, initial });
    this.#link = link;
    const starting = link.start();
    for (const listener of this.#listeners.keys()) this.#listeners.set(listener, link.subscribe(listener));
    link.subscribe((update) => {
      if (update.kind === 'state' || update.kind === 'patch' || update.kind === 'beat') {
        lastState.keep(source, link.state());
      }
    });
    await starting;
  }
}
