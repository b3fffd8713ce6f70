import { assertNever } from '../assertNever.ts';
import type { BridgeUpdate, LinkStatus } from '../bridge.ts';
import type { Contacts } from '../contacts/contactSeal.ts';
import { drillOf } from '../rules/drillOf.ts';
import { Asking } from './asking.ts';
import { createBackoff, type Backoff } from './backoff.ts';
import { createClockOffset } from './clockOffset.ts';
import { Connection, type Ending, type LinkClock } from './connection.ts';
import { protocolVersion, subprotocol, type Bye, type GatewayFrame, type Welcome } from './frames.ts';
import { linkTimes, type Link, type LinkCounts, type LinkOptions } from './linkOptions.ts';
import { OutgoingQueue } from './outgoing.ts';
import { describeEnding, hostOf } from './problems.ts';
import type { QuestionAnswer, QuestionName, QuestionParams } from './questions.ts';
import { emptyFeedState, type FeedState } from './reduce.ts';
import { FeedReplica, type Taken } from './replica.ts';
import { WhoActs } from './whoActs.ts';

export type { FeedSocket, LinkClock } from './connection.ts';
export type { Link, LinkCounts, LinkOptions } from './linkOptions.ts';

/** A link; call `start`. */
export const createLink = (options: LinkOptions): Link => new FeedLink(options);

class FeedLink implements Link {
  readonly #options: LinkOptions;
  readonly #clock: LinkClock;
  readonly #host: string;
  readonly #backoff: Backoff;
  readonly #offset = createClockOffset();
  readonly #replica: FeedReplica;
  readonly #queue: OutgoingQueue;
  readonly #asking: Asking;
  readonly #who: WhoActs;
  readonly #listeners = new Set<(update: BridgeUpdate) => void>();
  readonly #notices = new Map<string, BridgeUpdate>();
  #status: LinkStatus;
  #toldOffsetMs = 0;
  #connection: Connection | undefined;
  #session: Welcome | undefined;
  #undoRetry: (() => void) | undefined;
  #undoStable: (() => void) | undefined;
  #counts: LinkCounts = { connections: 0, malformedFrames: 0, gaps: 0 };
  #phase: 'new' | 'running' | 'stopped' = 'new';

  constructor(options: LinkOptions) {
    const { clock, url, random } = options;
    this.#options = options;
    this.#who = new WhoActs(options.person, options.token !== undefined);
    this.#clock = clock;
    this.#host = hostOf(url);
    this.#backoff = createBackoff({ firstMs: linkTimes.retryFirstMs, maxMs: linkTimes.retryMaxMs, random });
    this.#replica = new FeedReplica(options.initial ?? emptyFeedState);
    this.#status = { kind: 'connecting', url, since: clock.now() };
    this.#queue = new OutgoingQueue({
      clock,
      storage: options.outbox,
      newId: options.newId,
      giver: () => this.#who.giver,
      correctedNow: () => clock.now() + this.#offset.offsetMs,
      transmit: (frame) => this.#connection?.send(frame),
      changed: (outgoing) => this.#emit({ kind: 'outgoing', outgoing }),
      notice: (id, text) => {
        const notice: BridgeUpdate = { kind: 'notice', id, text };
        this.#notices.set(id, notice);
        this.#emit(notice);
      },
    });
    this.#asking = new Asking({
      clock,
      newId: options.newId,
      transmit: (frame) => this.#connection?.send(frame),
    });
  }

  async start(): Promise<void> {
    if (this.#phase !== 'new') return;
    this.#phase = 'running';
    await this.#queue.load();
    this.#connect();
  }

  stop(): void {
    this.#phase = 'stopped';
    this.#disconnect();
    this.#queue.stop();
    this.#listeners.clear();
  }

  subscribe(listener: (update: BridgeUpdate) => void): () => void {
    this.#listeners.add(listener);
    listener({ kind: 'state', state: this.#replica.state });
    listener({ kind: 'status', status: this.#status, clockOffsetMs: this.#toldOffsetMs });
    listener({ kind: 'outgoing', outgoing: this.#queue.list() });
    for (const notice of this.#notices.values()) listener(notice);
    return () => void this.#listeners.delete(listener);
  }

  async send(name: string, params: unknown): Promise<string> {
    if (this.#phase === 'stopped') throw new Error('The console is closing; the command was not given.');
    return this.#queue.give(name, params);
  }

  discard(id: string): Promise<void> {
    return this.#queue.discard(id);
  }

  ask<Name extends QuestionName>(name: Name, params: QuestionParams<Name>): Promise<QuestionAnswer<Name>> {
    return this.#asking.ask(name, params);
  }

  introduce(person: string | undefined): void {
    if (!this.#who.become(person) || this.#phase !== 'running' || this.#status.kind === 'refused') return;
    // The hello that ends the drill carries the name.
    if (this.isCut()) return;
    this.#connectAnew();
  }

  cut(drill: string, ms: number): void {
    if (this.#phase !== 'running' || this.#status.kind !== 'live')
      throw new Error('The feed is not live, so there is nothing to be cut off from.');
    this.#disconnect(true);
    const from = this.#clock.now();
    this.#undoRetry = this.#clock.after(ms, () => this.#endDrill());
    this.#tell({
      ...{ kind: 'lost', url: this.#options.url, since: from, asOf: this.#replica.state.at },
      ...{ problem: 'Cut off on purpose, for a drill', drill: { id: drill, from, until: from + ms } },
    });
  }

  reconnect(): void {
    if (this.isCut()) return this.#endDrill();
    if (this.#phase === 'running' && this.#status.kind !== 'live') this.#connectAnew();
  }

  isCut(): boolean {
    return drillOf(this.#status) !== undefined;
  }

  unseal(contacts: Contacts): void {
    this.#replica.unseal(contacts);
    this.#emit({ kind: 'state', state: this.#replica.state });
  }

  state(): FeedState {
    return this.#replica.state;
  }

  status(): LinkStatus {
    return this.#status;
  }

  counts(): LinkCounts {
    return this.#counts;
  }

  /** From here on the feed is lost for real, until the gateway answers. */
  #endDrill(): void {
    if (this.#status.kind !== 'lost') return;
    this.#tell({ ...this.#status, problem: 'The drill is over; connecting', drill: undefined });
    this.#connectAnew();
  }

  #connectAnew(): void {
    this.#disconnect();
    this.#backoff.reset();
    if (this.#status.kind === 'live' || this.#status.kind === 'refused')
      this.#tell({ kind: 'connecting', url: this.#options.url, since: this.#clock.now() });
    this.#connect();
  }

  #connect(): void {
    if (this.#phase !== 'running') return;
    const { url, token, client } = this.#options;
    const { person } = this.#who;
    // While a try is under way there is no next one to announce.
    if (this.#status.kind === 'lost') this.#tell({ ...this.#status, nextTryAt: undefined });
    this.#counts = { ...this.#counts, connections: this.#counts.connections + 1 };
    const resume = this.#replica.begin();
    const connection = new Connection(this.#clock, {
      onOpen: () =>
        connection.send({ type: 'hello', protocol: protocolVersion, token, person, client, resume }),
      onFrame: (frame) => this.#onFrame(frame, connection),
      onEnd: (ending) => this.#onEnd(ending),
    });
    // Told to connect while the outbox was still being read: only the newest connection counts.
    this.#connection?.close();
    this.#connection = connection;
    connection.open(() => this.#options.connect(url, subprotocol));
  }

  #onFrame(frame: GatewayFrame, connection: Connection): void {
    // A gateway that only beats while it owes the rest of a snapshot does not count as one that answers.
    if (frame.type !== 'beat' || this.#replica.settled) connection.heard();
    switch (frame.type) {
      case 'bye':
        return this.#onBye(frame);
      case 'result':
        return this.#queue.result(frame);
      case 'answer':
        return this.#asking.answer(frame);
      case 'welcome':
        this.#session = frame;
        this.#who.welcomed(frame.session);
        this.#offset.restart();
        this.#sampleClock(frame.serverTime);
        connection.expect(frame.heartbeat);
        return this.#after(this.#replica.take(frame));
      case 'beat':
        this.#sampleClock(frame.at);
        return this.#after(this.#replica.take(frame), { kind: 'beat', beat: frame });
      case 'patch':
        return this.#after(this.#replica.take(frame), { kind: 'patch', patch: frame });
      case 'snapshot':
        return this.#after(this.#replica.take(frame));
      default:
        return assertNever(frame, 'frame');
    }
  }

  #after(taken: Taken, applied?: BridgeUpdate): void {
    if (taken.kind === 'fault') return this.#onFault(taken.problem, taken.gap);
    if (taken.kind === 'replaced') this.#emit({ kind: 'state', state: this.#replica.state });
    if (taken.kind === 'applied' && applied !== undefined) this.#emit(applied);
    if (this.#replica.caughtUp && this.#status.kind !== 'live') this.#goLive();
  }

  #goLive(): void {
    if (this.#session === undefined) return;
    const { session, gateway } = this.#session;
    const { url } = this.#options;
    this.#undoStable = this.#clock.after(linkTimes.stableAfterMs, () => this.#backoff.reset());
    const since = this.#clock.now();
    this.#tell({
      kind: 'live',
      url,
      since,
      person: session.person,
      role: session.role,
      vouched: session.vouched,
      gateway: gateway.name,
    });
    this.#queue.open();
    this.#asking.open();
  }

  #onFault(problem: string, gap: boolean): void {
    this.#replica.distrust(gap);
    if (gap) this.#counts = { ...this.#counts, gaps: this.#counts.gaps + 1 };
    // At once the first time; a gateway that keeps breaking is not hammered.
    const waitMs = this.#backoff.fresh && gap ? (this.#backoff.next(), 0) : this.#backoff.next();
    const what = gap ? 'A step of the feed is missing' : `Gateway ${this.#host} broke the feed's order`;
    this.#lose(`${what}: ${problem}`, waitMs);
  }

  #onEnd(ending: Ending): void {
    if (ending.kind === 'malformed') {
      this.#replica.distrust(true);
      this.#counts = { ...this.#counts, malformedFrames: this.#counts.malformedFrames + 1 };
    }
    this.#lose(describeEnding(this.#host, ending), this.#backoff.next());
  }

  #onBye({ reason, message, retryAfterMs }: Bye): void {
    const problem = `Gateway ${this.#host}: ${message}`;
    if ((reason === 'access' || reason === 'protocol') && retryAfterMs === undefined) {
      this.#disconnect();
      this.#tell({ kind: 'refused', url: this.#options.url, since: this.#clock.now(), problem });
      return;
    }
    const askedMs = Math.min(retryAfterMs ?? 0, linkTimes.retryAfterMaxMs);
    this.#lose(problem, askedMs + this.#backoff.next());
  }

  #lose(problem: string, waitMs: number): void {
    this.#disconnect();
    const { epoch, at } = this.#replica.state;
    const now = this.#clock.now();
    this.#undoRetry = this.#clock.after(waitMs, () => this.#connect());
    this.#tell({
      kind: 'lost',
      url: this.#options.url,
      since: this.#status.kind === 'lost' ? this.#status.since : now,
      asOf: epoch === '' ? undefined : at,
      problem,
      nextTryAt: now + waitMs,
    });
  }

  #disconnect(isDrill = false): void {
    this.#undoRetry?.();
    this.#undoStable?.();
    this.#connection?.close();
    this.#connection = undefined;
    this.#session = undefined;
    this.#queue.close();
    this.#asking.close(isDrill);
  }

  #sampleClock(serverTime: number): void {
    this.#offset.sample(serverTime, this.#clock.now());
    if (Math.abs(this.#offset.offsetMs - this.#toldOffsetMs) > linkTimes.offsetStepMs)
      this.#emit(this.#statusUpdate());
  }

  #tell(status: LinkStatus): void {
    this.#status = status;
    this.#emit(this.#statusUpdate());
  }

  #statusUpdate(): BridgeUpdate {
    this.#toldOffsetMs = this.#offset.offsetMs;
    return { kind: 'status', status: this.#status, clockOffsetMs: this.#toldOffsetMs };
  }

  #emit(update: BridgeUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }
}
