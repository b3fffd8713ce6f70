import { expect, it } from 'vitest';
import { kpiSince, lookBackDays } from '../../../../gateway/figures/kpiSince.ts';
import type { KpiFigure } from '../../../../shared/model/deskFigures.ts';

const dayMs = 86_400_000;
const span = { from: 100 * dayMs, to: 107 * dayMs };
const kpi = (met: boolean | undefined): KpiFigure => ({
  ...{ id: 'mttr', name: 'MTTR', group: 'operations', document: 'team', figure: 'mttr', unit: 'min' },
  ...{ target: { below: 15 }, counted: 1, of: 1, leftOut: [], doubtful: 0, met },
});
/** Met or missed by how many days the span lies back. */
const since = (now: boolean | undefined, earlier: (day: number) => boolean | undefined, begins = 0) =>
  kpiSince([kpi(now)], span, begins, ({ to }) => [kpi(earlier((span.to - to) / dayMs))]).get('mttr');

it('counts from the last day on which it was otherwise', () => {
  expect(since(false, (day) => day >= 4)).toEqual({ at: span.to - 3 * dayMs, isAtLeast: false });
  expect(since(true, () => false)).toEqual({ at: span.to, isAtLeast: false });
});

it('says that it may be longer where it looked no further, or nothing is known of the day before', () => {
  expect(since(true, () => true)).toEqual({ at: span.to - lookBackDays * dayMs, isAtLeast: true });
  expect(since(true, (day) => (day < 3 ? true : undefined))).toEqual({
    at: span.to - 2 * dayMs,
    isAtLeast: true,
  });
  // The journal begins within the span of the day before yesterday.
  expect(since(true, () => true, span.from - 1.5 * dayMs)).toEqual({ at: span.to - dayMs, isAtLeast: true });
});

it('does not look back over a span of more than 100 days', () => {
  const long = { from: 0, to: 101 * dayMs };
  const looked = kpiSince([kpi(true)], long, 0, () => {
    throw new Error('It was not to look back.');
  });
  expect(looked.size).toBe(0);
});

it('tells nothing of a figure without a value', () => {
  expect(since(undefined, () => true)).toBeUndefined();
});
