import type { BudgetLine } from '../../shared/model/objective.ts';

/** One point of a budget's line. */
export interface BudgetPoint {
  readonly at: number;
  /** Per cent of the budget; null where nothing was known. */
  readonly left: number | null;
}

/** Lowest point that a line is drawn to, per cent: far below zero there is nothing more to see. */
const floorPercent = -8;
const mostPoints = 360;

/** A line's points in per cent, thinned, cut off below zero where the axis ends. */
export function budgetPoints({ left, stepMs, endsAt }: BudgetLine): readonly BudgetPoint[] {
  const every = Math.max(1, Math.ceil(left.length / mostPoints));
  return left.flatMap((share, index) => {
    // Counted from the end, so that the newest point is always among them.
    const back = left.length - 1 - index;
    if (back % every !== 0) return [];
    const percent = share === null ? null : Math.max(floorPercent, share * 100);
    return [{ at: endsAt - back * stepMs, left: percent }];
  });
}

/** The part of a row's name that tells it from others of its service: "Cache hit rate" of "Redis · Cache hit rate". */
export const legendName = (name: string): string => name.split(' · ').at(-1) ?? name;
