import type { Budget, BudgetLine, BudgetWindow, Forecast } from '../../shared/model/objective.ts';
import { budgetOf, monthAt, windowLengthMs } from '../../shared/rules/budget.ts';
import type { Counts } from '../../shared/rules/burn.ts';
import { forecastCounts, forecastRecord, type HourlyPast } from '../../shared/rules/forecast.ts';
import { budgetPath, budgetSteps, countsSince, windowStart, type CountedPast } from './countedPast.ts';
import type { BudgetedObjective } from './describeObjective.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Where the policy counts by the month, this is shown beside it. */
const usualLengthMs = 30 * dayMs;
/** A rolling budget is forecast so far ahead: its own end never comes. */
const rollingAheadMs = 7 * dayMs;
const linePoints = 120;

/** The windows of an objective: its own first, then the other kind, since contracts speak of months. */
export function windowsOf(
  { objective }: BudgetedObjective,
  at: number,
): readonly [BudgetWindow, BudgetWindow] {
  const month = monthAt(at);
  if (objective.window === 'calendar-month') return [month, { kind: 'rolling', lengthMs: usualLengthMs }];
  return [{ kind: 'rolling', lengthMs: objective.window }, month];
}

/** The budgets over both windows, as of the last counts. */
export function budgetsOf(past: CountedPast, counted: BudgetedObjective): readonly Budget[] {
  const { at } = past.now;
  return windowsOf(counted, at).map((window) => {
    const budget = budgetOf(window, countsSince(past, windowStart(window, at)), counted.target);
    if (budget.left === undefined || budget.left > 0) return budget;
    for (const point of budgetPath(past, window, counted.target)) {
      if (point.left <= 0) return { ...budget, spentAt: point.at };
    }
    return budget;
  });
}

/** The way down of an objective's own budget, thinned to a hundred points or so. */
export function budgetLineOf(past: CountedPast, counted: BudgetedObjective): BudgetLine {
  const { at } = past.now;
  const [window] = windowsOf(counted, at);
  const stepMs = Math.ceil(windowLengthMs(window) / linePoints / 60_000) * 60_000;
  // On a fixed grid, so that it changes once a step and not with every figure.
  const first = Math.floor(windowStart(window, at) / stepMs);
  const last = Math.floor(at / stepMs);
  const grid = { startsAt: first * stepMs, stepMs, count: last - first };
  const left = budgetSteps(past, window, counted.target, grid);
  return {
    id: counted.id,
    stepMs,
    endsAt: last * stepMs,
    left: left.map((share) => (share === null ? null : Number(share.toFixed(3)))),
  };
}

/** What may be left of the own budget at the month's end, or in a week where it rolls. */
export function forecastOf(past: CountedPast, counted: BudgetedObjective): Forecast | undefined {
  const { at } = past.now;
  const [window] = windowsOf(counted, at);
  const endsAt = window.kind === 'month' ? window.endsAt : at + rollingAheadMs;
  const hourly = hourlyPast(past);
  const range = forecastCounts(hourly, Math.ceil((endsAt - at) / hourMs));
  if (range === undefined || counted.target >= 1) return undefined;
  const from = window.kind === 'month' ? window.startsAt : endsAt - window.lengthMs;
  const kept = countsSince(past, from);
  const leftWith = (coming: Counts): number | undefined =>
    budgetOf(
      window,
      {
        bad: kept.bad + coming.bad,
        total: kept.total + coming.total,
        coveredMs: kept.coveredMs + endsAt - at,
      },
      counted.target,
    ).left;
  const [low, high] = [leftWith(range.high), leftWith(range.low)];
  if (low === undefined || high === undefined) return undefined;
  return { method: 'past days redrawn, by hour of day', at: endsAt, low, high, ...forecastRecord(hourly) };
}

/** Whole hours up to now; an hour with a hole in it is unknown. */
function hourlyPast({ slices, now }: CountedPast): HourlyPast {
  const endsAt = Math.floor((slices.endsAt ?? now.at) / hourMs) * hourMs;
  const hours = Array.from({ length: usualLengthMs / hourMs }, (_, index) => {
    const startsAt = endsAt - usualLengthMs + index * hourMs;
    const { bad, total, coveredMs } = slices.over(startsAt, startsAt + hourMs);
    return coveredMs < hourMs ? undefined : { bad, total };
  });
  return { hours, endsAt };
}
