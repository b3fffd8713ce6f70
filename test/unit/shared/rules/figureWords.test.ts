import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../shared/model/deskFigures.ts';
import {
  kpiMeasure,
  kpiTarget,
  leftOutText,
  measureOf,
  restsOnText,
  spreadText,
  timeMeasure,
} from '../../../../shared/rules/figureWords.ts';
import { weeksUntil } from '../../../../shared/rules/weeks.ts';

const figure = (part: Partial<Figure>): Figure => ({ counted: 0, of: 0, leftOut: [], doubtful: 0, ...part });

describe('a figure in words', () => {
  it('has its unit, and where there is none is not zero', () => {
    expect(measureOf('mtta', figure({ value: 0 }))).toEqual({ value: '0', unit: 's' });
    expect(measureOf('mtta', figure({}))).toBeUndefined();
    expect(measureOf('recurrence', figure({ value: 0.0555 }))).toEqual({ value: '5.5', unit: '%' });
    expect(
      [40_000, 252_000, 3_600_000, 6_480_000].map((ms) => Object.values(timeMeasure(ms)).join(' ')),
    ).toEqual(['40 s', '4.2 min', '60.0 min', '1.8 h']);
  });

  it('says what it rests on, and why some count for nothing', () => {
    expect(restsOnText('mtta', { counted: 12, of: 14 })).toBe('12 of 14 incidents');
    expect(restsOnText('changeSuccess', { counted: 1, of: 1 })).toBe('1 of 1 change');
    expect(leftOutText({ leftOut: [{ why: 'not acknowledged yet', count: 2 }] })).toBe(
      '2 not acknowledged yet',
    );
  });

  it('tells nine in ten only of ten or more', () => {
    const known = { median: 120_000, p90: 600_000 };
    expect(spreadText({ ...known, counted: 9 })).toBe('median 2.0 min');
    expect(spreadText({ ...known, counted: 10 })).toBe('median 2.0 min, 9 in 10 within 10.0 min');
    expect(spreadText({ counted: 3 })).toBe('');
  });

  it("keeps the policy's unit", () => {
    expect(kpiMeasure({ value: 99.9412, unit: '%' })).toEqual({ value: '99.94', unit: '%' });
    expect(kpiMeasure({ unit: '%' })).toBeUndefined();
    expect(kpiTarget({ target: { below: 5 }, unit: 'min' })).toBe('below 5 min');
  });
});

describe('calendar weeks', () => {
  it('begin on Mondays, UTC, and the last one holds the instant', () => {
    const [first, last] = weeksUntil(Date.UTC(2026, 10, 25, 19), 2);
    expect(last).toEqual({ from: Date.UTC(2026, 10, 23), to: Date.UTC(2026, 10, 30) });
    expect(first?.to).toBe(last?.from);
    // Sunday's last instant, and Monday's first.
    expect(weeksUntil(Date.UTC(2026, 10, 23) - 1, 1)[0]?.from).toBe(Date.UTC(2026, 10, 16));
    expect(weeksUntil(Date.UTC(2026, 10, 23), 1)[0]?.from).toBe(Date.UTC(2026, 10, 23));
  });
});
