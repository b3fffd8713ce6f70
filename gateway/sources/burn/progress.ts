import type { Instant } from '../../../shared/model/instant.ts';
import type { BurnQuestion } from './burnQuestions.ts';
import { historyMs, sliceMs, sliceStart } from '../../burn/slices.ts';

/** A slice that is older than this is not waited for: the tail then begins at a later one, and leaves a gap. */
const longestTailMs = 2 * 60 * 60_000;
const never = Number.NEGATIVE_INFINITY;
const mostSlices = historyMs / sliceMs;
/** As many slices before the first that is missing are read once more. */
export const rereadSlices = 2;

/** How far the reading of one objective has come. */
export interface Progress {
  readonly question: BurnQuestion;
  /** When its counts were last asked directly. */
  askedAt: Instant;
  /** When the recording rules last told its counts. */
  recordedAt: Instant;
  /** There were bad events in its shortest window. */
  burns: boolean;
  /** Direct queries in a row that the server did not answer. */
  missed: number;
  /** Slices are known from here ... */
  knownFrom: Instant | undefined;
  /** ... until here, without a hole. */
  knownUntil: Instant | undefined;
  /** When slices are to be asked again. */
  slicesDueAt: Instant;
  /** Queries for slices in a row that the server did not answer. */
  slicesMissed: number;
  /** How many slices are asked at once; less after an answer that was too heavy. */
  slicesAtOnce: number;
  /** Why its slices can't be read. */
  slicesProblem: string | undefined;
}

/** The reading before its first query. */
export const newProgress = (question: BurnQuestion): Progress => ({
  question,
  askedAt: never,
  recordedAt: never,
  burns: false,
  missed: 0,
  knownFrom: undefined,
  knownUntil: undefined,
  slicesDueAt: never,
  slicesMissed: 0,
  slicesAtOnce: mostSlices,
  slicesProblem: undefined,
});

/** The end of the last slice whose samples are in: scrapes and rules that belong to it may come a little later. */
export const settledUntil = (now: Instant, settleMs: number): Instant => sliceStart(now - settleMs);

/** Where the tail of an objective begins: where its slices end, so that both meet. */
export function tailSince({ knownUntil }: Progress, settled: Instant): Instant {
  return knownUntil !== undefined && knownUntil >= settled - longestTailMs ? knownUntil : settled;
}

/** The next slices to ask for: the newest that are missing first, then older ones; undefined where all are known. */
export function missingSlices(
  { knownFrom, knownUntil, slicesAtOnce }: Progress,
  settled: Instant,
): { readonly startsAt: Instant; readonly count: number } | undefined {
  const oldest = settled - historyMs;
  const between = (from: Instant, until: Instant) => ({ startsAt: from, count: (until - from) / sliceMs });
  if (knownFrom === undefined || knownUntil === undefined || knownUntil < oldest) {
    return between(settled - slicesAtOnce * sliceMs, settled);
  }
  if (knownUntil < settled) {
    // Late samples and rules may have completed the last slices since they were read.
    const from = Math.max(knownFrom, knownUntil - rereadSlices * sliceMs);
    return between(from, Math.min(settled, from + slicesAtOnce * sliceMs));
  }
  // Once complete it stays so: the far end of the history only comes nearer.
  return knownFrom > oldest
    ? between(Math.max(oldest, knownFrom - slicesAtOnce * sliceMs), knownFrom)
    : undefined;
}

/** Takes in that slices were read: they join what is known, or replace what is too old to join. */
export function noteSlices(
  progress: Progress,
  { startsAt, count }: { readonly startsAt: Instant; readonly count: number },
): void {
  const { knownFrom, knownUntil } = progress;
  const endsAt = startsAt + count * sliceMs;
  const joins = knownFrom !== undefined && knownUntil !== undefined;
  const isHole = joins && (startsAt > knownUntil || endsAt < knownFrom);
  progress.knownFrom = joins && !isHole ? Math.min(knownFrom, startsAt) : startsAt;
  progress.knownUntil = joins && !isHole ? Math.max(knownUntil, endsAt) : endsAt;
}
