import type { Instant } from '../../../shared/model/instant.ts';
import type { CountedObjective } from '../../../shared/policy/objectiveList.ts';
import type { Counts } from '../../../shared/rules/burn.ts';
import { recordedKinds, recordedName, slothLabels, type RecordedKind } from '../../burn/recordedNames.ts';
import type { Series } from '../prometheusAnswer.ts';
import type { BurnQuestion } from './burnQuestions.ts';
import { countsOf, labelled, slicesOf, type SliceCounts, type SliceGrid } from './countsQuery.ts';
import { sliceMs } from '../../burn/slices.ts';

/** A recorded value that is older than two evaluations of a rule, at a minute each, is not of now. */
const oldestMs = 150_000;
/** A slice's value is the last that was recorded before its end, at most so long before: else the rules stood still. */
const slackOfSlice = '2m';

/** Everything recorded over the windows, and per objective the age of the oldest of it. */
export function recordedQuery(windowsMs: readonly number[]): string {
  const names = recordedKinds.flatMap((kind) => windowsMs.map((windowMs) => recordedName(kind, windowMs)));
  // timestamp() tells a sample's own time only right around a selector, and drops the name.
  const times = names.map((name) => labelled(`timestamp(${name})`, name)).join(' or ');
  return `${selector(names)} or min by (sloth_id) (${times})`;
}

/** The recorded counts of every slice. */
export const recordedSlicesQuery = `last_over_time(${selector(
  recordedKinds.map((kind) => recordedName(kind, sliceMs)),
)}[${slackOfSlice}])`;

function selector(names: readonly string[]): string {
  return `{__name__=~"${names.join('|')}",sloth_id!=""}`;
}

/** What the rules recorded of one objective. */
export interface Recorded {
  /** When the oldest of it was recorded. */
  readonly at: Instant;
  readonly windows: readonly ({ readonly windowMs: number } & Counts)[];
}

/** One series of each name; undefined where there is none, or where several can't be told apart. */
function only(series: readonly Series[], kind: RecordedKind, windowMs: number): Series | undefined {
  const found = series.filter(({ labels }) => labels['__name__'] === recordedName(kind, windowMs));
  return found.length === 1 ? found[0] : undefined;
}

/** The series of each objective, by its `sloth_id`. */
export function bySlothId(series: readonly Series[]): ReadonlyMap<string, readonly Series[]> {
  const groups = new Map<string, Series[]>();
  for (const one of series) {
    const id = one.labels['sloth_id'] ?? '';
    const group = groups.get(id) ?? [];
    group.push(one);
    groups.set(id, group);
  }
  return groups;
}

const idOf = (counted: CountedObjective): string => slothLabels(counted).sloth_id;

/** What was recorded of an objective as of `now`; undefined where a window lacks or is too old. */
export function readRecorded(
  answer: ReadonlyMap<string, readonly Series[]>,
  { counted }: BurnQuestion,
  windowsMs: readonly number[],
  now: Instant,
): Recorded | undefined {
  const series = answer.get(idOf(counted)) ?? [];
  const seconds = series.find(({ labels }) => labels['__name__'] === undefined)?.samples[0]?.value;
  if (seconds === undefined || seconds * 1000 < now - oldestMs) return undefined;
  const windows = windowsMs.flatMap((windowMs) => {
    const [bad, total] = recordedKinds.map((kind) => only(series, kind, windowMs)?.samples[0]?.value);
    const counts = countsOf(bad, total);
    return counts === undefined ? [] : [{ windowMs, ...counts }];
  });
  if (windows.length < windowsMs.length) return undefined;
  return { at: Math.min(now, Math.floor(seconds * 1000)), windows };
}

/** The recorded slices of an objective. */
export function readRecordedSlices(
  answer: ReadonlyMap<string, readonly Series[]>,
  { counted }: BurnQuestion,
  grid: SliceGrid,
): SliceCounts {
  const series = answer.get(idOf(counted)) ?? [];
  const samples = (kind: RecordedKind) => only(series, kind, sliceMs)?.samples ?? [];
  return slicesOf(samples('bad'), samples('total'), grid);
}

/**
 * The tail by what is recorded alone: where a window that reaches over it has no bad event, it has none either, and its
 * share of the window's total. Undefined where that must be asked.
 */
export function quietTail(windows: Recorded['windows'], tailMs: number): Counts | undefined {
  const over = windows.find(({ windowMs, bad }) => windowMs >= tailMs && bad === 0);
  return over === undefined ? undefined : { bad: 0, total: (over.total * tailMs) / over.windowMs };
}

/** The tail where it may not be asked now: its share of the shortest recorded window that reaches over it. */
export function sharedTail(windows: Recorded['windows'], tailMs: number): Counts | undefined {
  const over = windows.find(({ windowMs }) => windowMs >= tailMs);
  if (over === undefined) return undefined;
  const part = tailMs / over.windowMs;
  return { bad: over.bad * part, total: over.total * part };
}
