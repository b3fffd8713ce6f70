import { describe, expect, it } from 'vitest';
import type { Counts } from '../../../../shared/rules/burn.ts';
import { forecastCounts, forecastRecord } from '../../../../shared/rules/forecast.ts';

const endsAt = Date.UTC(2026, 10, 4, 3);
/** Days of 24 hours; `badAt` says what is bad in an hour, counted back from the end. */
const days = (count: number, badAt: (hoursBack: number) => number, total = 3600): readonly Counts[] =>
  Array.from({ length: count * 24 }, (_, index) => ({ bad: badAt(count * 24 - index), total }));

describe('forecastCounts', () => {
  it('keeps the rhythm of the day: an hour of trouble each morning comes again', () => {
    // 100 bad in the hour that begins 20 h before the end, each day: 4 h from now the same hour comes.
    const hours = days(20, (back) => (back % 24 === 20 ? 100 : 0));
    expect(forecastCounts({ hours, endsAt }, 4)?.high.bad).toBe(0);
    expect(forecastCounts({ hours, endsAt }, 5)?.low.bad).toBe(100);
    expect(forecastCounts({ hours, endsAt }, 48)).toMatchObject({ low: { bad: 200, total: 172_800 } });
  });

  it('spans what good and bad days bring', () => {
    const hours = days(14, (back) => (Math.ceil(back / 24) % 2 === 0 ? 10 : 0));
    const range = forecastCounts({ hours, endsAt }, 24);
    expect(range?.low.bad).toBe(0);
    expect(range?.high.bad).toBe(240);
  });

  it('says nothing on less than a week, and skips days with a hole', () => {
    expect(forecastCounts({ hours: days(6, () => 0), endsAt }, 24)).toBeUndefined();
    const hours: (Counts | undefined)[] = [...days(7, () => 0)];
    hours[30] = undefined;
    expect(forecastCounts({ hours, endsAt }, 24)).toBeUndefined();
  });

  it('is the same for the same past', () => {
    const hours = days(14, (back) => back % 7);
    expect(forecastCounts({ hours, endsAt }, 30)).toEqual(forecastCounts({ hours, endsAt }, 30));
  });
});

describe('forecastRecord', () => {
  it('counts the days on which the truth lay in the range', () => {
    expect(forecastRecord({ hours: days(30, () => 1), endsAt })).toEqual({ triedDays: 14, heldDays: 14 });
  });

  it('admits what it did not see coming', () => {
    const hours = days(30, (back) => (back <= 24 ? 500 : 1));
    expect(forecastRecord({ hours, endsAt })).toEqual({ triedDays: 14, heldDays: 13 });
  });

  it('was tried on no day without a week before it', () => {
    expect(forecastRecord({ hours: days(7, () => 1), endsAt })).toEqual({ triedDays: 0, heldDays: 0 });
  });
});
