import type { Instant } from '../../../shared/model/instant.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Counts } from '../../../shared/rules/burn.ts';
import { readSeries, type QueryFailure, type Series } from '../prometheusAnswer.ts';
import { inPart, longBytes, queryTimeoutMs, type AskPrometheus } from '../prometheusClient.ts';
import type { Observation } from '../source.ts';
import type { BurnQuestion } from './burnQuestions.ts';
import { countsQuery, readCounts, readSlices, type SliceCounts } from './countsQuery.ts';
import { sliceMs } from '../../burn/slices.ts';

/** A month of slices takes longer than a query of one instant. */
const slicesTimeoutMs = 20_000;

type Burn = Extract<Observation, { kind: 'burn' }>;
/** The windows of a 'burn' observation. */
export type BurnWindows = Burn['windows'];
/** The tail of a 'burn' observation. */
export type BurnTail = Burn['tail'];

/**
 * The instant at which counts are asked: 1 ms before a whole second, by our clock. Slices are asked 1 ms before they
 * end, so that a sample or subquery step right on a boundary belongs to one of them: Prometheus 2 takes in both ends
 * of a window, Prometheus 3 only the later. No lag is kept: both numbers of a ratio come from the same instant, and
 * what was scraped but is not stored yet is counted by the next tail.
 */
export const countedAt = (now: Instant): Instant => Math.floor(now / 1000) * 1000 - 1;

/** An instant as Prometheus takes it: seconds, to the millisecond. */
const seconds = (at: Instant): string => (at / 1000).toFixed(3);

/** Asks one query as of an instant. A doubtful answer is refused: a figure from a part of the data is none. */
export async function askSeries(
  ask: AskPrometheus,
  query: string,
  at: Instant,
  signal: AbortSignal,
): Promise<Result<readonly Series[], QueryFailure>> {
  const parameters = { query, time: seconds(at), timeout: `${queryTimeoutMs}ms` };
  return whole(await ask('/api/v1/query', parameters, signal, { maxBytes: longBytes }));
}

/** Asks one query at the end of each slice from `startsAt` on. */
export async function askSeriesBySlice(
  ask: AskPrometheus,
  query: string,
  range: { readonly startsAt: Instant; readonly count: number },
  signal: AbortSignal,
): Promise<Result<readonly Series[], QueryFailure>> {
  const parameters = {
    query,
    start: seconds(range.startsAt + sliceMs - 1),
    end: seconds(range.startsAt + range.count * sliceMs - 1),
    step: String(sliceMs / 1000),
    timeout: `${slicesTimeoutMs}ms`,
  };
  return whole(await ask('/api/v1/query_range', parameters, signal, { timeoutMs: slicesTimeoutMs }));
}

function whole(answer: Awaited<ReturnType<AskPrometheus>>): Result<readonly Series[], QueryFailure> {
  if (!answer.ok) return answer;
  const { data, warning } = answer.value;
  return warning === undefined ? readSeries(data) : err({ refused: true, sentence: inPart(warning) });
}

/** Counts of an objective at `at`, over its windows and since `since`, in one query. */
export async function askCounts(
  ask: AskPrometheus,
  asking: {
    readonly question: BurnQuestion;
    readonly at: Instant;
    /** Where the tail begins: the end of the last slice that is known. */
    readonly since: Instant;
    readonly signal: AbortSignal;
  },
): Promise<Result<{ readonly windows: BurnWindows; readonly tail: BurnTail }, QueryFailure>> {
  const { question, at, since, signal } = asking;
  // The whole second that `at` stands right before: the tail takes in what comes right after the slice.
  const tailMs = at + 1 - since;
  const windowsMs = [...question.windowsMs, ...(tailMs >= 1000 ? [tailMs] : [])];
  const series = await askSeries(ask, countsQuery(question.counted, windowsMs), at, signal);
  if (!series.ok) return series;
  const counted = new Map<number, Counts>();
  for (const windowMs of windowsMs) {
    const counts = readCounts(series.value, windowMs);
    if (!counts.ok) return counts;
    if (counts.value !== undefined) counted.set(windowMs, counts.value);
  }
  const tail = counted.get(tailMs);
  return ok({
    windows: question.windowsMs.flatMap((windowMs) => {
      const counts = counted.get(windowMs);
      return counts === undefined ? [] : [{ windowMs, ...counts }];
    }),
    tail: tail === undefined ? undefined : { since, ...tail },
  });
}

/** Counts of an objective by slice, in one query. */
export async function askSlices(
  ask: AskPrometheus,
  question: BurnQuestion,
  range: { readonly startsAt: Instant; readonly count: number },
  signal: AbortSignal,
): Promise<Result<SliceCounts, QueryFailure>> {
  const query = countsQuery(question.counted, [sliceMs]);
  const series = await askSeriesBySlice(ask, query, range, signal);
  return series.ok ? readSlices(series.value, { ...range, stepMs: sliceMs }) : series;
}
