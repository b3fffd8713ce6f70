import { z } from 'zod';
import type { BridgeUpdate, Capabilities, LinkStatus } from '../bridge.ts';
import type { Draft } from '../draft.ts';
import { drillMinutes, drillReadinessSchema, type DrillEnd } from '../model/drill.ts';
import {
  drillBegun,
  drillEnded,
  drillReport,
  drillTallySchema,
  isSettled,
  withOutgoing,
  withUse,
  type DrillTally,
  type DrillUse,
} from '../rules/drill.ts';
import { drillOf } from '../rules/drillOf.ts';
import { missedBetween, openWorst, type Missed } from '../rules/missed.ts';
import type { FeedState } from './reduce.ts';
import { createTurns } from '../turns.ts';

const minuteMs = 60_000;
/** Under this id the tally of a drill lies among the drafts, which both shells keep over a restart. */
const draftId = 'drill';

/** What a page asks for: a drill of so long, with readiness as that page sees it now. */
export const drillWishSchema = z.strictObject({
  minutes: z.literal(drillMinutes),
  readiness: drillReadinessSchema.optional(),
});
export type DrillWish = z.infer<typeof drillWishSchema>;

/** The console's feed, as far as a drill needs it. */
export interface DrillFeed {
  /** Cuts the console off for so long, unless `reconnect` comes before; throws one sentence where the feed is not live. */
  cut(drill: string, ms: number): void;
  subscribe(listener: (update: BridgeUpdate) => void): () => void;
  send(name: string, params: unknown): Promise<string>;
  /** The newest state; undefined where none is known. */
  state(): FeedState | undefined;
}

interface DrillKeeperOptions {
  readonly feed: DrillFeed;
  readonly shell: Capabilities['shell'];
  readonly drafts: {
    get(id: string): Promise<Draft | undefined>;
    set(id: string, draft: Draft | undefined): Promise<void>;
  };
  readonly now: () => number;
  readonly newId: () => string;
}

/** Runs drills: cuts the console off on purpose, notes how it goes, and brings that on record once the feed is back. */
export class DrillKeeper {
  readonly #options: DrillKeeperOptions;
  #tally: DrillTally | undefined;
  #before: FeedState | undefined;
  /** Ids of the acts that were there before the cut. */
  #known: ReadonlySet<string> = new Set();
  #missed: Missed | undefined;
  #status: LinkStatus | undefined;
  #clockOffsetMs = 0;
  #acts: readonly string[] = [];
  #isTelling = false;
  readonly #inTurn = createTurns();
  #undo: (() => void) | undefined;

  constructor(options: DrillKeeperOptions) {
    this.#options = options;
  }

  /** Takes up a drill that a restart ended, then follows the feed. */
  async start(): Promise<void> {
    const kept = await this.#options.drafts.get(draftId).catch(() => undefined);
    const tally = kept === undefined ? undefined : readTally(kept.text);
    if (tally !== undefined && this.#tally === undefined)
      this.#tally = drillEnded(tally, kept?.keptAt ?? tally.from, 'restart');
    this.#undo = this.#options.feed.subscribe((update) => this.#hear(update));
  }

  stop(): void {
    this.#undo?.();
  }

  /** Cuts the console off from its feed; rejects with one sentence where that may not be now. */
  async begin({ minutes, readiness }: DrillWish): Promise<void> {
    const { feed, newId } = this.#options;
    if (this.#tally !== undefined)
      throw new Error('The drill before is not on record yet; begin another one when it is.');
    const before = feed.state();
    if (this.#status?.kind !== 'live' || before === undefined)
      throw new Error('The feed is not live, so there is nothing to be cut off from.');
    const [worst] = openWorst(before.entities);
    if (worst !== undefined)
      throw new Error(`${worst.id} is ${worst.severity} and open: drill when it is over.`);
    const drill = newId();
    const { url } = this.#status;
    this.#before = before;
    this.#known = new Set(this.#acts);
    this.#missed = undefined;
    const plannedMs = minutes * minuteMs;
    this.#tally = drillBegun({ drill, gateway: url, from: this.#correctedNow(), plannedMs, readiness });
    try {
      feed.cut(drill, plannedMs);
    } catch (error) {
      this.#tally = undefined;
      throw error;
    }
    await this.#keep();
  }

  /** Notes what is tried; outside of a drill nothing. */
  note(use: DrillUse): void {
    if (this.#tally !== undefined) this.#change(withUse(this.#tally, use));
  }

  #hear(update: BridgeUpdate): void {
    if (update.kind === 'status') this.#onStatus(update.status, update.clockOffsetMs);
    if (update.kind !== 'outgoing') return;
    this.#acts = update.outgoing.map(({ id }) => id);
    // A link that only begins has not read its outbox yet, and tells of no acts.
    if (this.#tally === undefined || !(this.#isCut() || this.#status?.kind === 'live')) return;
    this.#change(withOutgoing(this.#tally, update.outgoing, (id) => this.#known.has(id)));
  }

  #onStatus(status: LinkStatus, clockOffsetMs: number): void {
    const wasCut = this.#isCut();
    this.#status = status;
    this.#clockOffsetMs = clockOffsetMs;
    if (this.#tally === undefined) return;
    if (wasCut && !this.#isCut())
      this.#change(drillEnded(this.#tally, this.#correctedNow(), this.#endedBy()));
    if (status.kind !== 'live') return;
    const after = this.#options.feed.state();
    if (this.#before !== undefined && after !== undefined)
      this.#missed ??= missedBetween(this.#before.entities, after.entities);
    void this.#tell();
  }

  #isCut(): boolean {
    const drill = drillOf(this.#status);
    return drill !== undefined && drill.id === this.#tally?.drill;
  }

  #endedBy(): DrillEnd {
    const { from = 0, plannedMs = 0 } = this.#tally ?? {};
    return this.#correctedNow() >= from + plannedMs ? 'time' : 'person';
  }

  #change(tally: DrillTally): void {
    if (tally !== this.#tally) {
      this.#tally = tally;
      void this.#keep();
    }
    // Also where nothing changed: what could not be told before is tried again.
    void this.#tell();
  }

  /** Gives the record once all is known; what is given is on disk, so that the tally is not needed any more. */
  async #tell(): Promise<void> {
    const tally = this.#tally;
    if (tally === undefined || this.#isTelling || this.#status?.kind !== 'live' || !isSettled(tally)) return;
    this.#isTelling = true;
    try {
      await this.#options.feed.send('drill.record', drillReport(tally, this.#options.shell, this.#missed));
      this.#tally = undefined;
      this.#before = undefined;
      await this.#keep();
    } catch {
      // It stays among the drafts: the next change, or the next start, tries again.
    } finally {
      this.#isTelling = false;
    }
  }

  #keep(): Promise<void> {
    const { drafts, now } = this.#options;
    const tally = this.#tally;
    const draft = tally && { text: JSON.stringify(tally), base: 0, keptAt: Math.round(now()) };
    // A tally that can't be kept is lost only where the console is killed as well: no reason to stop the drill.
    return this.#inTurn(() => drafts.set(draftId, draft)).catch(() => undefined);
  }

  #correctedNow(): number {
    return this.#options.now() + this.#clockOffsetMs;
  }
}

function readTally(text: string): DrillTally | undefined {
  try {
    const parsed = drillTallySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
