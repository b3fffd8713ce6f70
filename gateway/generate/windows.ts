import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy } from '../../shared/policy/index.ts';

const minute = 60_000;

/** The window that everything longer is added up from, ms. */
export const baseWindowMs = 5 * minute;

/** The longest window that is read from the services' own series, ms; longer ones are added up. */
export const longestRawMs = 6 * 60 * minute;

/** The windows that an objective is recorded over, ms, shortest first. */
export interface RecordedWindows {
  /** Counted from the services' own series. */
  readonly raw: readonly number[];
  /** Added up from the counts of five minutes. */
  readonly summed: readonly number[];
}

/** The burn windows, the objective's own and five minutes. A calendar month is none of them: its length varies. */
export function recordedWindows(
  { objective }: CountedObjective,
  { windows }: Policy['burn'],
): RecordedWindows {
  const own = objective.window === 'calendar-month' ? [] : [objective.window];
  const all = [...new Set([baseWindowMs, ...windows.flatMap(({ long, short }) => [long, short]), ...own])];
  const sorted = all.toSorted((one, other) => one - other);
  return {
    raw: sorted.filter((windowMs) => windowMs <= longestRawMs),
    summed: sorted.filter((windowMs) => windowMs > longestRawMs),
  };
}

/** The share of bad events that a target allows; without the dust of 1 - 0.9995 in binary. */
export const budgetOfTarget = (target: number): number => Number((1 - target).toPrecision(12));
