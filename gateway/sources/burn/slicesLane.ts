import type { Instant } from '../../../shared/model/instant.ts';
import type { QueryFailure } from '../prometheusAnswer.ts';
import { askSlices } from './askCounts.ts';
import type { BurnContext } from './burnContext.ts';
import { missingSlices, noteSlices, settledUntil, type Progress } from './progress.ts';
import { QueryRate } from './queryRate.ts';
import type { RecordedReader } from './recordedReader.ts';
import { sliceMs } from '../../burn/slices.ts';

/** Queries for slices that one Prometheus gets in a minute, at most. */
export const slicesPerMinute = 40;
const retryMs = 60_000;
const retrySoonMs = 10_000;
/** A day: an answer that is too heavy even then is given up for now. */
const fewestAtOnce = 288;

/** How often the newest slices are asked directly: each time one is whole, unless that would take over half the rate. */
export const slicesEveryMs = (objectives: number): number =>
  Math.max(1, Math.ceil(objectives / ((slicesPerMinute / 2) * (sliceMs / 60_000)))) * sliceMs;

/**
 * Asks for slices, one query after the other: objectives without any first, then the newest slices, then older ones;
 * among equals those that burn, then the policy's order.
 */
export class SlicesLane {
  readonly #context: BurnContext;
  readonly #recorded: RecordedReader;
  readonly #rate = new QueryRate(slicesPerMinute);

  constructor(context: BurnContext, recorded: RecordedReader) {
    this.#context = context;
    this.#recorded = recorded;
  }

  /** Asks what is missing, due and allowed. */
  async round(signal: AbortSignal): Promise<void> {
    const { clock, isWell, settleMs } = this.#context;
    while (!signal.aborted && isWell()) {
      const now = clock.now();
      const settled = settledUntil(now, settleMs);
      if (this.#recorded.isDue(settled)) {
        if (!this.#rate.take(now)) return;
        await this.#recorded.readSlices(settled, signal);
      }
      const next = this.#next(now, settled);
      if (next === undefined || !this.#rate.take(now)) return;
      if (!(await this.#ask(next, settled, signal))) return;
    }
  }

  #next(now: Instant, settled: Instant): Progress | undefined {
    const due = this.#context.all.filter(
      (one) => one.slicesDueAt <= now && missingSlices(one, settled) !== undefined,
    );
    const urgency = ({ knownUntil, burns }: Progress): number =>
      (knownUntil === undefined ? 4 : knownUntil < settled ? 2 : 0) + (burns ? 1 : 0);
    return due.toSorted((one, other) => urgency(other) - urgency(one))[0];
  }

  /** False where the server did not answer. */
  async #ask(progress: Progress, settled: Instant, signal: AbortSignal): Promise<boolean> {
    const { ask, source, clock, sink, all } = this.#context;
    const now = clock.now();
    const range = missingSlices(progress, settled);
    if (range === undefined) return true;
    const read = await askSlices(ask, progress.question, range, signal);
    if (signal.aborted) return false;
    if (!read.ok) return this.#fail(progress, range.count, read.error);
    progress.slicesProblem = undefined;
    progress.slicesMissed = 0;
    noteSlices(progress, range);
    // The far past follows at once; the next whole slice has its own time.
    if (missingSlices(progress, settled) === undefined) {
      const direct = all.filter((one) => !this.#recorded.covers(one, now));
      progress.slicesDueAt = settled + slicesEveryMs(direct.length);
    }
    const objective = progress.question.counted.id;
    sink({ kind: 'slices', source, objective, startsAt: range.startsAt, ...read.value });
    return true;
  }

  #fail(progress: Progress, count: number, { refused, sentence }: QueryFailure): boolean {
    const { source, clock, sink, isWell } = this.#context;
    const now = clock.now();
    progress.slicesMissed = refused ? 0 : progress.slicesMissed + 1;
    progress.slicesDueAt = now + (refused ? retryMs : retrySoonMs);
    // A server that answers nobody says so itself.
    if (!refused && (progress.slicesMissed < 2 || !isWell())) return false;
    // Too many samples, or too slow: ask for less, at once. The server's sentence is no safe way to tell.
    if (count > fewestAtOnce) {
      progress.slicesAtOnce = Math.max(fewestAtOnce, Math.floor(count / 4));
      progress.slicesDueAt = now;
      return refused;
    }
    progress.slicesDueAt = now + retryMs;
    progress.slicesProblem = `its past can't be read: ${sentence}`;
    const objective = progress.question.counted.id;
    sink({ kind: 'burn-failed', source, objective, at: now, problem: progress.slicesProblem });
    return refused;
  }
}
