import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  badIntervals,
  budgetPath,
  budgetSteps,
  burnOver,
  countsSince,
} from '../../../../gateway/burn/countedPast.ts';
import { budgetOf, monthAt } from '../../../../shared/rules/budget.ts';
import { dayMs, hourMs, minuteMs, now, pastOf } from './countedBuilder.ts';

const rolling = { kind: 'rolling', lengthMs: 30 * dayMs } as const;
const target = 0.9995;

describe('the counted past', () => {
  it('sums whole slices and the rest since the last one', () => {
    const at = now + 3 * minuteMs;
    const past = pastOf([[at - 4 * minuteMs, 4 * 60]], at);
    expect(countsSince(past, at - hourMs)).toEqual({ bad: 240, total: 3600, coveredMs: hourMs });
    // Within the rest: a part of it.
    expect(countsSince(past, at - minuteMs)).toMatchObject({ bad: 60, total: 60 });
  });

  it('burns as it was asked over short windows, and as slices say over long ones', () => {
    const past = pastOf([[now - 10 * hourMs, 600]]);
    expect(burnOver(past, hourMs, target).rate).toBe(0);
    expect(burnOver(past, 3 * dayMs, target)).toMatchObject({ bad: 600, total: 3 * 86_400 });
    expect(burnOver(past, 3 * dayMs, target).rate).toBeCloseTo(600 / (3 * 86_400) / 0.0005, 6);
  });

  it('lists stretches whose bad time adds up to what the budget says', () => {
    const outages = [
      [now - 20 * dayMs, 300],
      [now - 5 * dayMs - 100_000, 450],
      [now - 2 * minuteMs, 120],
    ] as const;
    const past = pastOf(outages, now + 2 * minuteMs);
    const intervals = badIntervals(past, rolling);
    const budget = budgetOf(rolling, countsSince(past, past.now.at - rolling.lengthMs), target);
    expect(intervals).toHaveLength(3);
    expect(intervals.reduce((sum, { badMs }) => sum + badMs, 0)).toBeCloseTo(budget.usedMs, 3);
    expect(budget.usedMs / minuteMs).toBeCloseTo(870 / 60, 6);
  });

  it('falls to what is left now, over any outages and any window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 31 * 86_400 }), fc.integer({ min: 1, max: 4000 })), {
          maxLength: 6,
        }),
        fc.integer({ min: 0, max: 299 }),
        (given, seconds) => {
          const at = now + seconds * 1000;
          // Outages do not overlap: each second is bad once.
          const outages = given.slice(0, 1).map(([ago, lasts]) => [at - ago * 1000, lasts] as const);
          const past = pastOf(outages, at);
          for (const window of [rolling, monthAt(at)]) {
            const from = window.kind === 'rolling' ? at - window.lengthMs : window.startsAt;
            const budget = budgetOf(window, countsSince(past, from), target);
            const path = [...budgetPath(past, window, target)];
            expect(path.at(-1)?.left).toBeCloseTo(budget.left ?? Number.NaN, 9);
            expect(
              path.every((point, index) => index === 0 || point.left <= (path[index - 1]?.left ?? 1) + 1e-12),
            ).toBe(true);
            const used = badIntervals(past, window).reduce((sum, { badMs }) => sum + badMs, 0);
            expect(used).toBeCloseTo(budget.usedMs, 3);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it('is the same by steps as by slices', () => {
    const past = pastOf([
      [now - 20 * dayMs, 300],
      [now - 5 * dayMs - 100_000, 450],
    ]);
    const stepMs = 6 * hourMs;
    const first = Math.floor((now - rolling.lengthMs) / stepMs);
    const grid = { startsAt: first * stepMs, stepMs, count: Math.floor(now / stepMs) - first };
    const steps = budgetSteps(past, rolling, target, grid);
    for (const { at, left } of budgetPath(past, rolling, target)) {
      if (at % stepMs === 0) expect(steps[at / stepMs - first - 1]).toBeCloseTo(left, 9);
    }
    expect(steps).toHaveLength(grid.count);
  });

  it('says nothing of a hole: neither bad, nor covered', () => {
    const past = pastOf([]);
    const { slices } = past;
    const holes = Array.from({ length: 24 }, () => null);
    slices.put(now - 10 * hourMs, holes, holes);
    expect(countsSince(past, now - dayMs)).toMatchObject({ bad: 0, coveredMs: 22 * hourMs });
  });
});
