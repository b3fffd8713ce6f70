/** The worst hour that a day may bring, as a range, and how well such ranges held before. */
export interface WorstHour {
  readonly low: number;
  readonly high: number;
  readonly triedDays: number;
  readonly heldDays: number;
}

const hoursADay = 24;
const lookedAtDays = 14;
/** Fewer known days than this are no basis. */
const leastDays = 7;
/** On so many of the last days the range is tried. */
const triedAtMost = 7;
const percentile = 0.1;

/** Hours that are kept for a forecast and its record: three weeks. */
export const capacityHours = (lookedAtDays + triedAtMost) * hoursADay;

/**
 * The worst hour of the next day: the 10th to the 90th percentile of the worst hours of the last 14 days (empirical
 * quantiles, interpolated). `hours` are hourly means, oldest first, undefined where nothing was measured; a day with a
 * hole is left out. Undefined with less than 7 known days.
 */
export function worstHour(
  hours: readonly (number | undefined)[],
  worst: 'lowest' | 'highest',
): WorstHour | undefined {
  const range = rangeOf(hours, worst);
  if (range === undefined) return undefined;
  let [triedDays, heldDays] = [0, 0];
  for (let back = 1; back <= triedAtMost; back += 1) {
    const cut = hours.length - back * hoursADay;
    const before = cut > 0 ? rangeOf(hours.slice(0, cut), worst) : undefined;
    const truth = worstOf(hours.slice(cut, cut + hoursADay), worst);
    if (before === undefined || truth === undefined) continue;
    triedDays += 1;
    if (truth >= before.low && truth <= before.high) heldDays += 1;
  }
  return { ...range, triedDays, heldDays };
}

function rangeOf(
  hours: readonly (number | undefined)[],
  worst: 'lowest' | 'highest',
): Pick<WorstHour, 'low' | 'high'> | undefined {
  const days = Array.from({ length: lookedAtDays }, (_, day) => {
    const start = hours.length - (day + 1) * hoursADay;
    return start < 0 ? undefined : worstOf(hours.slice(start, start + hoursADay), worst);
  });
  const known = days.filter((day) => day !== undefined).sort((one, other) => one - other);
  if (known.length < leastDays) return undefined;
  return { low: quantile(known, percentile), high: quantile(known, 1 - percentile) };
}

function worstOf(day: readonly (number | undefined)[], worst: 'lowest' | 'highest'): number | undefined {
  const known = day.filter((hour) => hour !== undefined);
  if (known.length < hoursADay) return undefined;
  return worst === 'lowest' ? Math.min(...known) : Math.max(...known);
}

/** Between the two nearest ranks, as numpy's default. `sorted` is not empty. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
