import { describe, expect, it } from 'vitest';
import { budgetOf, monthAt, windowLengthMs } from '../../../../shared/rules/budget.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const rolling = { kind: 'rolling', lengthMs: 30 * dayMs } as const;
const full = { coveredMs: 30 * dayMs };
/** One event a second for 30 days. */
const total = 30 * 86_400;

describe('budgetOf', () => {
  it.each([
    [0.9995, 21.6],
    [0.999, 43.2],
    [0.995, 216],
  ])('allows at %d over 30 days %d minutes', (target, minutes) => {
    expect(budgetOf(rolling, { bad: 0, total, ...full }, target).allowedMs / minuteMs).toBeCloseTo(
      minutes,
      6,
    );
  });

  it('tells minutes used and the share left', () => {
    const budget = budgetOf(rolling, { bad: 600, total, ...full }, 0.9995);
    expect(budget.usedMs / minuteMs).toBeCloseTo(10, 6);
    expect(budget.left).toBeCloseTo(1 - 10 / 21.6, 6);
  });

  it('goes below zero, and says by how much', () => {
    const budget = budgetOf(rolling, { bad: 22 * 60, total, ...full }, 0.9995);
    expect(budget.left).toBeCloseTo(1 - 22 / 21.6, 6);
    expect((budget.usedMs - budget.allowedMs) / minuteMs).toBeCloseTo(0.4, 6);
  });

  it('of a service born last week allows what fits a week, and says on what it rests', () => {
    const week = { bad: 300, total: 7 * 86_400, coveredMs: 7 * dayMs };
    const budget = budgetOf(rolling, week, 0.999);
    expect(budget.coveredMs).toBe(7 * dayMs);
    expect(budget.allowedMs / minuteMs).toBeCloseTo(10.08, 6);
    expect(budget.usedMs / minuteMs).toBeCloseTo(5, 6);
    expect(budget.left).toBeCloseTo(1 - 5 / 10.08, 6);
  });

  it('of a month allows its whole share from the first day on', () => {
    const month = monthAt(Date.UTC(2026, 10, 4));
    const budget = budgetOf(month, { bad: 600, total: 3 * 86_400, coveredMs: 3 * dayMs }, 0.9995);
    expect(budget.allowedMs / minuteMs).toBeCloseTo(21.6, 6);
    expect(budget.usedMs / minuteMs).toBeCloseTo(10, 6);
    expect(budget.left).toBeCloseTo(1 - 10 / 21.6, 6);
  });

  it('without traffic has no share left to tell: nothing is not a hundred per cent', () => {
    expect(budgetOf(rolling, { bad: 0, total: 0, ...full }, 0.999).left).toBeUndefined();
    expect(budgetOf(rolling, { bad: 0, total: 0, coveredMs: 0 }, 0.999).left).toBeUndefined();
  });

  it('of a target of 100 % is whole or gone', () => {
    expect(budgetOf(rolling, { bad: 0, total, ...full }, 1).left).toBe(1);
    expect(budgetOf(rolling, { bad: 1, total, ...full }, 1).left).toBeLessThan(0);
  });
});

describe('monthAt', () => {
  it.each([
    ['2028-02-29T12:00:00Z', 29],
    ['2026-02-01T00:00:00Z', 28],
    ['2026-12-31T23:59:59Z', 31],
    ['2026-11-30T23:59:59Z', 30],
  ])('of %s has %d days', (at, days) => {
    const month = monthAt(Date.parse(at));
    expect(windowLengthMs(month)).toBe(days * dayMs);
    expect(month.startsAt).toBeLessThanOrEqual(Date.parse(at));
    expect(month.endsAt).toBeGreaterThan(Date.parse(at));
  });
});
