import type { Instant } from '../../../shared/model/instant.ts';
import type { CountedObjective } from '../../../shared/policy/objectiveList.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { Counts } from '../../../shared/rules/burn.ts';
import { indicatorQueries } from '../../../shared/rules/indicatorQuery.ts';
import { recordedKinds, type RecordedKind } from '../../burn/recordedNames.ts';
import type { QueryFailure, Sample, Series } from '../prometheusAnswer.ts';

/** The label that tells the parts of one answer apart. */
const partLabel = 'wf';
const partName = (kind: RecordedKind, windowMs: number): string => `${kind}:${windowMs}`;

/** One query for all counts of an objective over some windows, so that all of them are of one instant. */
export function countsQuery(counted: CountedObjective, windowsMs: Iterable<number>): string {
  return [...new Set(windowsMs)]
    .flatMap((windowMs) => {
      const queries = indicatorQueries(counted, windowMs);
      return recordedKinds.map((kind) => labelled(queries[kind], partName(kind, windowMs)));
    })
    .join(' or ');
}

/** Gives the series of a query a part's name. */
export const labelled = (query: string, part: string): string =>
  `label_replace(${query}, "${partLabel}", "${part}", "", "")`;

/** The samples of each part: one series, or none. More would mean that the policy's query does not add them up. */
function parts(
  series: readonly Series[],
  windowMs: number,
): Result<Readonly<Record<RecordedKind, readonly Sample[]>>, QueryFailure> {
  const of = (kind: RecordedKind): readonly Series[] =>
    series.filter(({ labels }) => labels[partLabel] === partName(kind, windowMs));
  const [bad, total] = [of('bad'), of('total')];
  const most = Math.max(bad.length, total.length);
  if (most > 1) {
    const sentence = `its query answers ${most} series where one is expected; add them up with sum()`;
    return err({ refused: true, sentence });
  }
  return ok({ bad: bad[0]?.samples ?? [], total: total[0]?.samples ?? [] });
}

/** The counts over a window; undefined where there was no event, or nothing is known. */
export function readCounts(
  series: readonly Series[],
  windowMs: number,
): Result<Counts | undefined, QueryFailure> {
  const found = parts(series, windowMs);
  if (!found.ok) return found;
  const counts = countsOf(found.value.bad[0]?.value, found.value.total[0]?.value);
  return ok(counts === undefined || counts.total === 0 ? undefined : counts);
}

/** Bad is never more than the total nor below 0, which extrapolation at a series' edges can make it. */
export function countsOf(bad: number | undefined, total: number | undefined): Counts | undefined {
  if (bad === undefined || total === undefined || total < 0) return undefined;
  return { bad: Math.min(Math.max(0, bad), total), total };
}

/** Counts by slice, oldest first; null: no data. */
export interface SliceCounts {
  readonly bad: readonly (number | null)[];
  readonly total: readonly (number | null)[];
}

/** Where the slices of an answer lie. */
export interface SliceGrid {
  readonly startsAt: Instant;
  readonly count: number;
  readonly stepMs: number;
}

/** The slices of a range answer, each timed by its end. */
export function readSlices(series: readonly Series[], grid: SliceGrid): Result<SliceCounts, QueryFailure> {
  const found = parts(series, grid.stepMs);
  if (!found.ok) return found;
  return ok(slicesOf(found.value.bad, found.value.total, grid));
}

/** Puts the samples of the two kinds on the grid of slices. */
export function slicesOf(
  badSamples: readonly Sample[],
  totalSamples: readonly Sample[],
  { startsAt, count, stepMs }: SliceGrid,
): SliceCounts {
  const onSlices = (samples: readonly Sample[]): readonly (number | undefined)[] => {
    const values = Array.from({ length: count }, (): number | undefined => undefined);
    for (const { at, value } of samples) {
      // Some engines move the instants of a range to multiples of its step.
      const slot = Math.round((at - startsAt) / stepMs) - 1;
      if (slot >= 0 && slot < count) values[slot] = value;
    }
    return values;
  };
  const totals = onSlices(totalSamples);
  const counts = onSlices(badSamples).map((value, slot) => countsOf(value, totals[slot]));
  return {
    bad: counts.map((one) => one?.bad ?? null),
    total: counts.map((one) => one?.total ?? null),
  };
}
