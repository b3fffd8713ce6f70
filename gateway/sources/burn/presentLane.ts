import { askCounts, countedAt } from './askCounts.ts';
import type { BurnContext } from './burnContext.ts';
import { settledUntil, tailSince, type Progress } from './progress.ts';
import { QueryRate } from './queryRate.ts';
import type { RecordedReader } from './recordedReader.ts';

/** Queries of one instant about objectives that one Prometheus gets in a minute, at most. */
export const presentPerMinute = 80;

/** Asks for the counts as of now, one query after the other: those that burn, and those that waited longest. */
export class PresentLane {
  readonly #context: BurnContext;
  readonly #recorded: RecordedReader;
  readonly #rate = new QueryRate(presentPerMinute);
  #turn = 0;

  constructor(context: BurnContext, recorded: RecordedReader) {
    this.#context = context;
    this.#recorded = recorded;
  }

  /** Asks what is due and allowed. */
  async round(signal: AbortSignal): Promise<void> {
    const { clock, isWell } = this.#context;
    if (isWell()) await this.#recorded.round(this.#rate, signal);
    while (!signal.aborted && isWell()) {
      const now = clock.now();
      const next = this.#next(now);
      if (next === undefined || !this.#rate.take(now)) return;
      this.#turn += 1;
      if (!(await this.#ask(next, signal))) return;
    }
  }

  #next(now: number): Progress | undefined {
    const { refreshMs } = this.#context;
    const due = this.#direct(now).filter(({ askedAt }) => askedAt <= now - refreshMs || askedAt > now);
    const burning = due.filter(({ burns }) => burns);
    // Every other one, so that many that burn never keep one that begins to from being seen.
    const among = this.#turn % 2 === 0 && burning.length > 0 ? burning : due;
    return among.toSorted((one, other) => one.askedAt - other.askedAt)[0];
  }

  #direct(now: number): readonly Progress[] {
    return this.#context.all.filter((one) => !this.#recorded.covers(one, now));
  }

  /** False where the server did not answer: then the others are not asked either for now. */
  async #ask(progress: Progress, signal: AbortSignal): Promise<boolean> {
    const { ask, source, clock, sink, settleMs, isWell } = this.#context;
    const { question } = progress;
    const now = clock.now();
    const at = countedAt(now);
    progress.askedAt = now;
    const since = tailSince(progress, settledUntil(now, settleMs));
    const read = await askCounts(ask, { question, at, since, signal });
    if (signal.aborted) return false;
    const base = { source, objective: question.counted.id } as const;
    if (!read.ok) {
      const { refused, sentence } = read.error;
      progress.missed = refused ? 0 : progress.missed + 1;
      // A server that answers nobody says so itself. One that leaves only this query unanswered, twice, is too slow for it.
      const isSlow = progress.missed > 1 && isWell();
      if (refused || isSlow) sink({ kind: 'burn-failed', ...base, at: clock.now(), problem: sentence });
      return refused;
    }
    const { windows, tail } = read.value;
    progress.missed = 0;
    progress.burns = (windows[0]?.bad ?? 0) > 0 || (tail?.bad ?? 0) > 0;
    if (progress.slicesProblem !== undefined) {
      sink({ kind: 'burn-failed', ...base, at, problem: progress.slicesProblem });
      return true;
    }
    sink({
      kind: 'burn',
      ...base,
      at,
      reads: 'direct',
      everyMs: this.#everyMs(progress, now),
      windows,
      tail,
    });
    return true;
  }

  /** How often this one is asked, as things are: those that burn get up to half of the turns. */
  #everyMs({ burns }: Progress, now: number): number {
    const { refreshMs } = this.#context;
    const direct = this.#direct(now);
    const turns = (presentPerMinute * refreshMs) / 60_000;
    if (direct.length <= turns) return refreshMs;
    const burning = direct.filter((one) => one.burns).length;
    const share = Math.min(burning, turns / 2);
    const rounds = burns ? burning / share : (direct.length - burning) / (turns - share);
    return Math.ceil(refreshMs * Math.max(1, rounds));
  }
}
