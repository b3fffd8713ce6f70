import fc from 'fast-check';
import { expect, it } from 'vitest';
import { boundsText, keepsBounds } from '../../../../shared/rules/bounds.ts';
import { spreadOf } from '../../../../shared/rules/spread.ts';

it.each([
  [[], undefined],
  [[7], { mean: 7, median: 7, p90: 7 }],
  [[4, 1], { mean: 2.5, median: 2.5, p90: 4 }],
  [[100, 2, 3], { mean: 35, median: 3, p90: 100 }],
  [[10, 9, 8, 7, 6, 5, 4, 3, 2, 1], { mean: 5.5, median: 5.5, p90: 9 }],
])('the spread of %j is %j', (times, spread) => expect(spreadOf(times)).toEqual(spread));

it('of any times: the 90th percentile is one of them, and nine in ten do not exceed it', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1 }), (times) => {
      const { median = Number.NaN, p90 = Number.NaN } = spreadOf(times) ?? {};
      expect(times).toContain(p90);
      expect(times.filter((time) => time <= p90).length).toBeGreaterThanOrEqual(times.length * 0.9);
      expect(times.filter((time) => time < p90).length).toBeLessThan(times.length * 0.9);
      const half = times.length / 2;
      expect(times.filter((time) => time < median).length).toBeLessThanOrEqual(half);
      expect(times.filter((time) => time > median).length).toBeLessThanOrEqual(half);
    }),
  );
});

it.each([
  [{ below: 5 }, 5, false],
  [{ below: 5 }, 4.9, true],
  [{ above: 95 }, 95, false],
  [{ atLeast: 100 }, 100, true],
  [{ atLeast: 70, atMost: 80 }, 80, true],
  [{ atLeast: 70, atMost: 80 }, 81, false],
  [{ atLeast: 70, atMost: 80 }, 69, false],
])('%j with %d: %s', (bounds, value, isKept) => expect(keepsBounds(value, bounds)).toBe(isKept));

it('bounds are told in words', () => {
  expect(boundsText({ below: 5 })).toBe('below 5');
  expect(boundsText({ atLeast: 70, atMost: 80 })).toBe('at least 70 and at most 80');
});
