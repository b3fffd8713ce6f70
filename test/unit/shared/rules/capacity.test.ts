import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capacityHours, worstHour } from '../../../../shared/rules/capacity.ts';

/** Days with a rhythm: high by day, `floor` in the fifth hour. */
const days = (floors: readonly number[]): readonly number[] =>
  floors.flatMap((floor) => Array.from({ length: 24 }, (_, hour) => (hour === 5 ? floor : floor + 500)));

describe('worstHour', () => {
  it('spans the lowest hours of the last 14 days', () => {
    const floors = Array.from({ length: 21 }, (_, day) => 100 + day);
    // Days 7 to 20 count: 107 to 120.
    expect(worstHour(days(floors), 'lowest')).toMatchObject({ low: 108.3, high: 118.7 });
  });

  it('finds the highest where that is the worse', () => {
    expect(worstHour(days(Array.from({ length: 8 }, () => 1)), 'highest')).toMatchObject({
      low: 501,
      high: 501,
    });
  });

  it('tells on how many days such a range held', () => {
    expect(worstHour(days(Array.from({ length: 21 }, () => 100)), 'lowest')).toMatchObject({
      triedDays: 7,
      heldDays: 7,
    });
    const growing = Array.from({ length: 21 }, (_, day) => 100 + day);
    expect(worstHour(days(growing), 'lowest')).toMatchObject({ triedDays: 7, heldDays: 0 });
  });

  it('says nothing on less than a week, and leaves out days with a hole', () => {
    expect(worstHour(days(Array.from({ length: 6 }, () => 100)), 'lowest')).toBeUndefined();
    const holed: (number | undefined)[] = [...days([1, 9, 9, 9, 9, 9, 9, 9])];
    holed[3] = undefined;
    expect(worstHour(holed, 'lowest')).toMatchObject({ low: 9, high: 9 });
  });

  it('lies within what was seen, low to high', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
          minLength: 7,
          maxLength: capacityHours / 24,
        }),
        (floors) => {
          const range = worstHour(days(floors), 'lowest');
          const last = floors.slice(-14);
          expect(range).toBeDefined();
          if (range === undefined) return;
          expect(range.low).toBeLessThanOrEqual(range.high);
          expect(range.low).toBeGreaterThanOrEqual(Math.min(...last));
          expect(range.high).toBeLessThanOrEqual(Math.max(...last));
        },
      ),
    );
  });
});
