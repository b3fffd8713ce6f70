import type { Counts } from './burn.ts';

/** Counts by the hour, oldest first, the last one ending at `endsAt`; undefined where nothing was known. */
export interface HourlyPast {
  readonly hours: readonly (Counts | undefined)[];
  /** A full hour, ms since 1970. */
  readonly endsAt: number;
}

/** The 10th and 90th percentile of what a forecast saw. */
export interface ForecastRange {
  readonly low: Counts;
  readonly high: Counts;
}

const hoursADay = 24;
/** Past days that are drawn from. */
const drawnDays = 14;
/** Fewer known days than this are no basis. */
const leastDays = 7;
const draws = 200;
const percentile = 0.1;

/**
 * What the next hours may bring, by redrawing whole past days (a block bootstrap over days; Künsch 1989, Politis and
 * White 2004): each coming day is one of the last 14, hour of day by hour of day, so that its daily rhythm is kept.
 * Undefined with less than 7 known days. The same past gives the same range.
 */
export function forecastCounts(past: HourlyPast, hoursAhead: number): ForecastRange | undefined {
  const days = knownDays(past);
  if (days.length < leastDays || hoursAhead <= 0) return undefined;
  const random = seeded(days.length * 7919 + hoursAhead);
  const sums = Array.from({ length: draws }, () => drawSum(past, days, hoursAhead, random));
  const ordered = sums.toSorted((one, other) => shareOf(one) - shareOf(other));
  const at = (share: number): Counts =>
    ordered[Math.min(draws - 1, Math.floor(share * draws))] ?? { bad: 0, total: 0 };
  return { low: at(percentile), high: at(1 - percentile) };
}

/** How a forecast of one day would have done on the last days: on how many it was tried, on how many it held. */
export function forecastRecord({ hours, endsAt }: HourlyPast): {
  readonly triedDays: number;
  readonly heldDays: number;
} {
  let [triedDays, heldDays] = [0, 0];
  for (let back = 1; back <= drawnDays; back += 1) {
    const cut = hours.length - back * hoursADay;
    if (cut <= 0) break;
    const before = { hours: hours.slice(0, cut), endsAt: endsAt - back * hoursADay * 3_600_000 };
    const range = forecastCounts(before, hoursADay);
    const truth = sumOf(hours.slice(cut, cut + hoursADay));
    if (range === undefined || truth === undefined || truth.total <= 0) continue;
    triedDays += 1;
    const share = shareOf(truth);
    if (share >= shareOf(range.low) && share <= shareOf(range.high)) heldDays += 1;
  }
  return { triedDays, heldDays };
}

const shareOf = ({ bad, total }: Counts): number => (total > 0 ? bad / total : 0);

/** First hours (as positions) of the last whole days before the end in which no hour is unknown. */
function knownDays({ hours }: HourlyPast): readonly number[] {
  const starts = Array.from({ length: drawnDays }, (_, day) => hours.length - (day + 1) * hoursADay);
  return starts.filter(
    (start) => start >= 0 && hours.slice(start, start + hoursADay).every((hour) => hour !== undefined),
  );
}

/** Position `hoursAhead` later than the end is drawn from the same hour of day of a past day. */
function drawSum(
  { hours }: HourlyPast,
  days: readonly number[],
  hoursAhead: number,
  random: () => number,
): Counts {
  let [bad, total] = [0, 0];
  for (let first = 0; first < hoursAhead; first += hoursADay) {
    const start = days[Math.floor(random() * days.length)] ?? 0;
    for (let hour = 0; hour < Math.min(hoursADay, hoursAhead - first); hour += 1) {
      bad += hours[start + hour]?.bad ?? 0;
      total += hours[start + hour]?.total ?? 0;
    }
  }
  return { bad, total };
}

function sumOf(hours: readonly (Counts | undefined)[]): Counts | undefined {
  let [bad, total] = [0, 0];
  for (const hour of hours) {
    if (hour === undefined) return undefined;
    bad += hour.bad;
    total += hour.total;
  }
  return { bad, total };
}

/** A small generator with a seed (Park and Miller's), 0 to below 1. */
function seeded(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state - 1) / 2_147_483_646;
  };
}
