import type { Instant } from '../../../shared/model/instant.ts';
import type { Result } from '../../../shared/result.ts';
import type { Counts } from '../../../shared/rules/burn.ts';
import type { QueryFailure } from '../prometheusAnswer.ts';
import { askSeries, askSeriesBySlice, countedAt } from './askCounts.ts';
import type { BurnContext } from './burnContext.ts';
import { countsQuery, readCounts } from './countsQuery.ts';
import { noteSlices, rereadSlices, settledUntil, tailSince, type Progress } from './progress.ts';
import type { QueryRate } from './queryRate.ts';
import {
  bySlothId,
  quietTail,
  readRecorded,
  readRecordedSlices,
  recordedQuery,
  recordedSlicesQuery,
  sharedTail,
  type Recorded,
} from './recordedAnswer.ts';
import { sliceMs } from '../../burn/slices.ts';

/** While nothing is recorded, it is looked for this often. */
const lookAgainMs = 60_000;
/** Slices that one recorded answer holds at most, for all objectives; what lacks more is asked directly. */
const mostRecordedSlices = 48;

/** Reads what recording rules counted: one query for all objectives, instead of one for each. */
export class RecordedReader {
  readonly #context: BurnContext;
  readonly #windowsMs: readonly number[];
  #askedAt: Instant = Number.NEGATIVE_INFINITY;
  #slicesAskedFor: Instant = Number.NEGATIVE_INFINITY;
  #isFound = false;

  constructor(context: BurnContext) {
    this.#context = context;
    const asked = context.all[0]?.question.windowsMs ?? [];
    // The window of a slice tells of the tail.
    this.#windowsMs = [...new Set([...asked, sliceMs])].toSorted((one, other) => one - other);
  }

  /** Twice as often as a direct query: it costs one for all, and half of it is then never missed. */
  get everyMs(): number {
    return this.#context.refreshMs / 2;
  }

  /** Whether the rules tell of an objective, so that it need not be asked directly. */
  covers({ recordedAt }: Progress, now: Instant): boolean {
    return recordedAt <= now && recordedAt > now - this.#context.refreshMs;
  }

  /** Asks for all objectives at once, where that is due and allowed. */
  async round(rate: QueryRate, signal: AbortSignal): Promise<void> {
    const { ask, clock, all } = this.#context;
    const now = clock.now();
    const waitMs = this.#isFound ? this.everyMs : lookAgainMs;
    if (this.#askedAt <= now && this.#askedAt > now - waitMs) return;
    if (!rate.take(now)) return;
    this.#askedAt = now;
    const at = countedAt(now);
    const series = await askSeries(ask, recordedQuery(this.#windowsMs), at, signal);
    // Whatever is wrong with it, the direct queries meet it too, and say so.
    if (signal.aborted || !series.ok) return;
    const answer = bySlothId(series.value);
    const found = all.flatMap((progress) => {
      const recorded = readRecorded(answer, progress.question, this.#windowsMs, at);
      return recorded === undefined ? [] : [{ progress, recorded }];
    });
    this.#isFound = found.length > 0;
    for (const { progress, recorded } of found) {
      // One whose past can't be read has no figure; its direct query says why.
      if (progress.slicesProblem !== undefined) continue;
      progress.recordedAt = now;
      await this.#tell(progress, recorded, rate, signal);
      if (signal.aborted) return;
    }
  }

  async #tell(
    progress: Progress,
    { at, windows }: Recorded,
    rate: QueryRate,
    signal: AbortSignal,
  ): Promise<void> {
    const { source, clock, sink, settleMs } = this.#context;
    const { counted, windowsMs } = progress.question;
    const since = tailSince(progress, settledUntil(clock.now(), settleMs));
    const tailMs = at + 1 - since;
    let tail: Counts | undefined = tailMs < 1 ? undefined : quietTail(windows, tailMs);
    progress.burns = tail === undefined;
    if (tailMs >= 1 && tail === undefined) {
      if (rate.take(clock.now())) {
        const asked = await this.#askTail(progress, at, tailMs, signal);
        if (signal.aborted) return;
        if (!asked.ok) {
          // Without its bad events the budget would look better than it is: the last figures stay, and the direct
          // query says what is wrong.
          progress.recordedAt = Number.NEGATIVE_INFINITY;
          return;
        }
        tail = asked.value;
      } else {
        tail = sharedTail(windows, tailMs);
      }
    }
    sink({
      kind: 'burn',
      source,
      objective: counted.id,
      at,
      reads: 'recorded',
      everyMs: this.everyMs,
      windows: windows.filter(({ windowMs, total }) => total > 0 && windowsMs.includes(windowMs)),
      tail: tail === undefined ? undefined : { since, ...tail },
    });
  }

  async #askTail(
    { question }: Progress,
    at: Instant,
    tailMs: number,
    signal: AbortSignal,
  ): Promise<Result<Counts | undefined, QueryFailure>> {
    const series = await askSeries(this.#context.ask, countsQuery(question.counted, [tailMs]), at, signal);
    return series.ok ? readCounts(series.value, tailMs) : series;
  }

  /** Whether slices up to `settled` were recorded, and not asked for yet. */
  isDue(settled: Instant): boolean {
    return this.#slicesAskedFor < settled && this.#behind(settled).length > 0;
  }

  #behind(settled: Instant): readonly (Progress & { readonly knownUntil: Instant })[] {
    const now = this.#context.clock.now();
    const oldest = settled - (mostRecordedSlices - rereadSlices) * sliceMs;
    return this.#context.all.filter(
      (one): one is Progress & { readonly knownUntil: Instant } =>
        this.covers(one, now) &&
        one.knownUntil !== undefined &&
        one.knownUntil < settled &&
        one.knownUntil >= oldest,
    );
  }

  /** Reads the slices that are missing at the near end, for all objectives at once. */
  async readSlices(settled: Instant, signal: AbortSignal): Promise<void> {
    const { ask, source, sink } = this.#context;
    this.#slicesAskedFor = settled;
    const behind = this.#behind(settled);
    const startsAt = Math.min(...behind.map(({ knownUntil }) => knownUntil)) - rereadSlices * sliceMs;
    const grid = { startsAt, count: (settled - startsAt) / sliceMs, stepMs: sliceMs };
    const series = await askSeriesBySlice(ask, recordedSlicesQuery, grid, signal);
    if (signal.aborted || !series.ok) return;
    const answer = bySlothId(series.value);
    for (const progress of behind) {
      const { bad, total } = readRecordedSlices(answer, progress.question, grid);
      const wanted = Math.max(0, (progress.knownUntil - startsAt) / sliceMs - rereadSlices);
      const from = Math.max(wanted, bad.lastIndexOf(null) + 1);
      // A hole after what is known: it is asked directly.
      if (startsAt + from * sliceMs > progress.knownUntil || from === bad.length) continue;
      const read = { startsAt: startsAt + from * sliceMs, count: bad.length - from };
      noteSlices(progress, read);
      const { id: objective } = progress.question.counted;
      const slices = { bad: bad.slice(from), total: total.slice(from) };
      sink({ kind: 'slices', source, objective, startsAt: read.startsAt, ...slices });
    }
  }
}
