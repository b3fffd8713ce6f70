import { describe, expect, it } from 'vitest';
import { readinessStanding } from '../../../../renderer/boards/runbooks/readinessWords.ts';
import type { ReadinessFigure } from '../../../../shared/rules/readiness.ts';

const figure = (over: Partial<ReadinessFigure> = {}): ReadinessFigure => ({
  ...{ rules: 13, usable: 12, percent: 92, holes: [], unknown: [] },
  ...over,
});
const live = { isTold: true, rulesAsOf: undefined };

describe('readiness on a wall', () => {
  it('is a plain figure while all is known', () => {
    expect(readinessStanding(figure(), live)).toEqual({ percent: '92 %', note: '' });
  });

  it('is unknown, and says why, while no rules are told or the copies are not read', () => {
    expect(readinessStanding(undefined, { ...live, isTold: false })).toEqual({
      ...{ percent: '?', state: 'unknown', note: 'no alert rules are told' },
    });
    expect(readinessStanding(undefined, live)).toMatchObject({ percent: '?', state: 'unknown' });
    const none = figure({ rules: 0, usable: 0, percent: undefined });
    expect(readinessStanding(none, live)).toEqual({
      ...{ percent: '?', state: 'unknown', note: 'no alert rule is known' },
    });
  });

  it('keeps the figure and names what it leaves out: a silent Prometheus, rules of before the loss, damaged copies', () => {
    const rulesAsOf = Date.UTC(2026, 10, 25, 3, 16, 56);
    expect(readinessStanding(figure({ unknown: ['B: HTTP 503'] }), { ...live, rulesAsOf })).toEqual({
      percent: '92 %',
      state: 'unknown',
      note: '1 Prometheus not counted · rules as of 03:16:56 UTC',
    });
    const damaged = { rule: 'Slow', source: 'prom', kind: 'damaged', text: '' } as const;
    expect(readinessStanding(figure({ holes: [damaged] }), live)).toMatchObject({
      state: 'degraded',
      note: '1 rule has a damaged copy',
    });
  });
});
