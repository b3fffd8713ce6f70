import type { Budget, BudgetWindow } from '../model/objective.ts';
import { boundlessBurn, burnRate, type Counts } from './burn.ts';

/** Counts of one window, and the time for which there is data. */
export interface Covered extends Counts {
  readonly coveredMs: number;
}

/** Length of a window, ms: a month has its own, leap days included. */
export const windowLengthMs = (window: BudgetWindow): number =>
  window.kind === 'rolling' ? window.lengthMs : window.endsAt - window.startsAt;

/** The calendar month (UTC) that `now` is in. */
export function monthAt(now: number): Extract<BudgetWindow, { kind: 'month' }> {
  const date = new Date(now);
  const startOf = (month: number): number => Date.UTC(date.getUTCFullYear(), month, 1);
  return { kind: 'month', startsAt: startOf(date.getUTCMonth()), endsAt: startOf(date.getUTCMonth() + 1) };
}

/**
 * A budget over a window: left = 1 - (bad / total) / (1 - target), and never clamped: below 0 it is over. Where a
 * rolling window is not yet full, the target allows only as much bad time as fits the time that is covered; a month
 * allows its whole share from its first day on.
 */
export function budgetOf(window: BudgetWindow, { bad, total, coveredMs }: Covered, target: number): Budget {
  const lengthMs = windowLengthMs(window);
  const covered = Math.min(coveredMs, lengthMs);
  const countedMs = window.kind === 'month' ? lengthMs : covered;
  const share = total > 0 ? bad / total : 0;
  const base = {
    window,
    bad,
    total,
    usedMs: share * covered,
    allowedMs: (1 - target) * countedMs,
    coveredMs: covered,
  };
  const burnt = burnRate({ bad, total }, target);
  if (burnt === undefined || countedMs === 0) return base;
  if (burnt >= boundlessBurn) return { ...base, left: -boundlessBurn };
  return { ...base, left: 1 - (burnt * covered) / countedMs };
}
