import type { Instant } from '../../shared/model/instant.ts';
import type { BudgetWindow, Burn } from '../../shared/model/objective.ts';
import type { BadInterval } from '../../shared/model/objectiveHistory.ts';
import { budgetOf, type Covered } from '../../shared/rules/budget.ts';
import { burnRate } from '../../shared/rules/burn.ts';
import type { Observation } from '../sources/source.ts';
import { sliceMs, type Slice, type SliceStore } from './slices.ts';

/** The last counts of an objective, as its source told them. */
export type BurnNow = Extract<Observation, { kind: 'burn' }>;

/** What is known of one objective: its whole slices, and what came after them. */
export interface CountedPast {
  readonly slices: SliceStore;
  readonly now: BurnNow;
}

/** Counts from an instant until now. */
export function countsSince({ slices, now }: CountedPast, from: Instant): Covered {
  const { tail, at } = now;
  const whole = slices.over(from, tail?.since ?? at);
  if (tail === undefined) return whole;
  // A window that begins within the tail takes its part of it.
  const tailMs = Math.max(1, at - tail.since);
  const part = Math.min(1, (at - Math.max(from, tail.since)) / tailMs);
  return {
    bad: whole.bad + tail.bad * part,
    total: whole.total + tail.total * part,
    coveredMs: whole.coveredMs + (tail.total > 0 ? tailMs * part : 0),
  };
}

/** Burn over a window: as its source counted it, or summed from slices where it is too long to be asked each time. */
export function burnOver(past: CountedPast, windowMs: number, target: number): Burn {
  const asked = past.now.windows.find((window) => window.windowMs === windowMs);
  const { bad, total } = asked ?? countsSince(past, past.now.at - windowMs);
  return { windowMs, bad, total, rate: burnRate({ bad, total }, target) };
}

/** When a window begins, as of now. */
export const windowStart = (window: BudgetWindow, at: Instant): Instant =>
  window.kind === 'rolling' ? at - window.lengthMs : window.startsAt;

/** The pieces of a window, oldest first, the tail last; each cut to the window. */
export function* piecesOf(
  { slices, now }: CountedPast,
  from: Instant,
): Generator<Slice & { readonly endsAt: Instant }> {
  const { tail, at } = now;
  for (const slice of slices.between(from, tail?.since ?? at)) {
    const startsAt = Math.max(from, slice.startsAt);
    const endsAt = slice.startsAt + sliceMs;
    const part = (endsAt - startsAt) / sliceMs;
    yield { startsAt, endsAt, bad: slice.bad * part, total: slice.total * part };
  }
  if (tail !== undefined && tail.total > 0 && from < at) yield { startsAt: tail.since, endsAt: at, ...tail };
}

/**
 * The budget's way down over its window: the share left after each piece, measured against what the whole window
 * allows, so that the last one is the budget left now.
 */
export function* budgetPath(
  past: CountedPast,
  window: BudgetWindow,
  target: number,
): Generator<{ readonly at: Instant; readonly left: number }> {
  const from = windowStart(window, past.now.at);
  const whole = budgetOf(window, countsSince(past, from), target);
  if (whole.left === undefined || whole.total <= 0) return;
  const spent = 1 - whole.left;
  let bad = 0;
  for (const piece of piecesOf(past, from)) {
    bad += piece.bad;
    yield { at: piece.endsAt, left: whole.bad === 0 ? 1 : 1 - (bad / whole.bad) * spent };
  }
}

/** The same way down at the end of each step of a grid, without a look at each slice; null: nothing known in that step. */
export function budgetSteps(
  past: CountedPast,
  window: BudgetWindow,
  target: number,
  grid: { readonly startsAt: Instant; readonly stepMs: number; readonly count: number },
): (number | null)[] {
  const { slices, now } = past;
  const from = windowStart(window, now.at);
  const whole = budgetOf(window, countsSince(past, from), target);
  const { left } = whole;
  if (left === undefined) return [];
  // What was spent in the window before the grid begins.
  let bad = slices.over(from, Math.max(from, grid.startsAt)).bad;
  return Array.from({ length: grid.count }, (_, step) => {
    const startsAt = grid.startsAt + step * grid.stepMs;
    const within = slices.over(Math.max(from, startsAt), startsAt + grid.stepMs);
    bad += within.bad;
    if (within.coveredMs === 0) return null;
    return whole.bad === 0 ? 1 : 1 - (bad / whole.bad) * (1 - left);
  });
}

/** Stretches in which budget was spent, oldest first; their `badMs` add up to the budget's `usedMs`. */
export function badIntervals(past: CountedPast, window: BudgetWindow): readonly BadInterval[] {
  const from = windowStart(window, past.now.at);
  const { total, coveredMs } = countsSince(past, from);
  const intervals: BadInterval[] = [];
  for (const piece of piecesOf(past, from)) {
    if (piece.bad <= 0) continue;
    const badMs = (piece.bad / total) * coveredMs;
    const last = intervals.at(-1);
    if (last?.to === piece.startsAt) {
      intervals[intervals.length - 1] = {
        from: last.from,
        to: piece.endsAt,
        bad: last.bad + piece.bad,
        total: last.total + piece.total,
        badMs: last.badMs + badMs,
      };
    } else {
      const { startsAt, endsAt, bad, total: events } = piece;
      intervals.push({ from: startsAt, to: endsAt, bad, total: events, badMs });
    }
  }
  return intervals;
}
