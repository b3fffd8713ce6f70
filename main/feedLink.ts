import type { BridgeUpdate } from '../shared/bridge.ts';
import type { Contacts } from '../shared/contacts/contactSeal.ts';
import { createLink, type FeedSocket, type Link, type LinkClock } from '../shared/feed/link.ts';
import type { OutboxStorage } from '../shared/feed/outbox.ts';
import { parseQuestion } from '../shared/feed/questions.ts';
import type { DeskInfo } from '../shared/model/desk.ts';
import type { FeedState } from '../shared/feed/reduce.ts';
import type { GatewayRoute } from './gatewayRoute.ts';

/** Where the feed is. */
export interface FeedEndpoint {
  readonly url: string;
  readonly token?: string;
  /** Under what name its last state is kept. */
  readonly source: string;
  /** Certificates and proxy on the way; absent for a gateway of this console's own. */
  readonly route?: GatewayRoute;
}

export interface FeedLinkDeps {
  readonly version: string;
  /** Who is at this console, by the settings of the moment. */
  readonly person: () => string | undefined;
  readonly connect: (url: string, subprotocol: string, route: GatewayRoute | undefined) => FeedSocket;
  readonly clock: LinkClock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly outbox: OutboxStorage;
  /** Told of every state; cheap to be told often. */
  readonly onState: (state: FeedState) => void;
  readonly lastState: {
    load(source: string): Promise<FeedState | undefined>;
    keep(source: string, state: FeedState): void;
  };
}

type Listener = (update: BridgeUpdate) => void;
/** What pages are told by a name; notices have a way of their own. */
export type NamedUpdate = Exclude<BridgeUpdate, { readonly kind: 'notice' }>;

/** The console's link to its feed: one link at a time, replaced when the settings name another gateway. */
export class ConsoleFeed {
  readonly #deps: FeedLinkDeps;
  readonly #listeners = new Map<Listener, (() => void) | undefined>();
  /** What whoever listens is told at once, the newest of each. */
  readonly #standing = new Map<string, BridgeUpdate>();
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
    for (const update of this.#standing.values()) listener(update);
    return () => {
      this.#listeners.get(listener)?.();
      this.#listeners.delete(listener);
    };
  }

  /** Tells the operator something, now and whenever a page opens; other words of the same id replace it. */
  notice(id: string, text: string): void {
    const told = this.#standing.get(`notice ${id}`);
    // The same words every few seconds, dismissed or not, would be noise.
    if (told?.kind !== 'notice' || told.text !== text)
      this.#tell(`notice ${id}`, { kind: 'notice', id, text });
  }

  /** Tells an update that is not the feed's own, now and whenever a page opens; a later one of the same name replaces it. */
  tell(name: string, update: NamedUpdate): void {
    this.#tell(name, update);
  }

  /** Tells the pages that are open something once. */
  pass(update: NamedUpdate): void {
    for (const listener of this.#listeners.keys()) listener(update);
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

  /** Withdraws a command that was never sent, or puts away one that is final; rejects with one sentence otherwise. */
  async discard(id: string): Promise<void> {
    await this.#turn;
    await this.#link?.discard(id);
  }

  /** Resolves with the gateway's answer; rejects with one sentence. */
  async ask(name: string, params: Readonly<Record<string, unknown>>): Promise<unknown> {
    await this.#turn;
    if (this.#link === undefined) throw new Error('The console has no gateway yet; nothing can be asked.');
    const parsed = parseQuestion(name, params);
    if (!parsed.ok) throw new Error(parsed.message);
    return this.#link.ask(parsed.question.name, parsed.question.params);
  }

  /** The desk as last known: what the policy says that this console may do. */
  desk(): DeskInfo | undefined {
    return this.#link?.state().entities.desk['desk'];
  }

  /** The newest state that is known, an earlier run's included. */
  state(): FeedState | undefined {
    const state = this.#link?.state();
    return state === undefined || state.epoch === '' ? undefined : state;
  }

  /** Puts contacts of the last known state that were locked in their places. */
  unseal(contacts: Contacts): void {
    this.#link?.unseal(contacts);
  }

  /** Follows the settings: somebody else may be at the console. Without a change nothing happens. */
  introduce(): void {
    this.#link?.introduce(this.#deps.person());
  }

  /** Cuts the console off on purpose for so long; throws one sentence unless the feed is live. */
  cut(drill: string, ms: number): void {
    if (this.#link === undefined) throw new Error('The console has no gateway yet.');
    this.#link.cut(drill, ms);
  }

  /** True while it is cut off on purpose. */
  isCut(): boolean {
    return this.#link?.isCut() === true;
  }

  /** Tries now; ends a drill. */
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

  #tell(name: string, update: BridgeUpdate): void {
    this.#standing.set(name, update);
    for (const listener of this.#listeners.keys()) listener(update);
  }

  async #replace({ url, token, source, route }: FeedEndpoint): Promise<void> {
    // What the old link is writing must be in the outbox before the new one reads it.
    await Promise.allSettled(this.#sending);
    this.#link?.stop();
    const { version, clock, random, newId, outbox, lastState } = this.#deps;
    const connect = (to: string, subprotocol: string): FeedSocket =>
      this.#deps.connect(to, subprotocol, route);
    const initial = await lastState.load(source);
    const client = { name: 'watchfloor-desktop', version };
    const person = this.#deps.person();
    const link = createLink({ url, token, person, client, connect, clock, random, newId, outbox, initial });
    this.#link = link;
    const starting = link.start();
    for (const listener of this.#listeners.keys()) this.#listeners.set(listener, link.subscribe(listener));
    link.subscribe((update) => {
      if (update.kind === 'state' || update.kind === 'patch' || update.kind === 'beat') {
        lastState.keep(source, link.state());
        this.#deps.onState(link.state());
      }
    });
    await starting;
  }
}
