import { formatDuration } from '../policy/duration.ts';
import type { CountedObjective } from '../policy/objectiveList.ts';

/** PromQL of an indicator over a window, each with one value: how many events (or slices of time) there were. */
export interface IndicatorQueries {
  readonly total: string;
  /** Never more than the total; 0 where there were events and none of them was bad. */
  readonly bad: string;
}

/**
 * What to ask Prometheus for an objective over `windowMs`. A ratio counts its events: bad = total - good, and no good
 * series at all beside some total means that none was good. A threshold counts slices of time: a slice is bad where
 * the bound is crossed at its end, and has been for all of `for` before it.
 */
export function indicatorQueries(
  { objective, service }: CountedObjective,
  windowMs: number,
): IndicatorQueries {
  const window = formatDuration(windowMs);
  const put = (query: string): string =>
    query.replaceAll('$window', window).replaceAll('$service', service ?? '');
  const { sli } = objective;
  if (sli.kind === 'ratio') {
    const total = put(sli.total);
    return { total, bad: `(${total}) - ((${put(sli.good)}) or 0 * (${total}))` };
  }
  // No number is no measurement: a quantile without traffic is NaN, and NaN would count as kept.
  const query = `(${put(sli.query)}) > -Inf`;
  const slice = formatDuration(sli.slice);
  const crossed = crossedOf(query, sli);
  const held = sli.for === undefined ? 0 : Math.ceil(sli.for / sli.slice) * sli.slice;
  const isBad = held === 0 ? `(${crossed})` : `min_over_time((${crossed})[${formatDuration(held)}:${slice}])`;
  return {
    total: `count_over_time((${query})[${window}:${slice}])`,
    bad: `sum_over_time(${isBad}[${window}:${slice}])`,
  };
}

type Threshold = Extract<CountedObjective['objective']['sli'], { kind: 'threshold' }>;

/** 1 where a bound is crossed, 0 where all are kept, nothing where there is no value. */
function crossedOf(query: string, { below, above, atLeast, atMost }: Threshold): string {
  const bounds: readonly (readonly [string, number | undefined])[] = [
    ['>=', below],
    ['<=', above],
    ['<', atLeast],
    ['>', atMost],
  ];
  return bounds
    .flatMap(([sign, bound]) => (bound === undefined ? [] : [`((${query}) ${sign} bool ${bound})`]))
    .reduce((one, other) => `clamp_max(${one} + ${other}, 1)`);
}

/** The ratio to paste into Prometheus: the share of bad events over a window; nothing where there was none. */
export function errorRatioQuery(counted: CountedObjective, windowMs: number): string {
  const { bad, total } = indicatorQueries(counted, windowMs);
  return `(${bad}) / ((${total}) > 0)`;
}
