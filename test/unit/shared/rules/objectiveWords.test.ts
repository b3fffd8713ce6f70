import { describe, expect, it } from 'vitest';
import { boundlessBurn } from '../../../../shared/rules/burn.ts';
import {
  badTimeText,
  burnText,
  leftText,
  promiseText,
  restsOnText,
  usedText,
  windowText,
} from '../../../../shared/rules/objectiveFigures.ts';
import { compareForWall, compareObjectives, standingOf } from '../../../../shared/rules/objectiveOrder.ts';
import {
  explainedPair,
  explanationOf,
  forecastText,
  statementOf,
} from '../../../../shared/rules/objectiveWords.ts';
import {
  budget,
  burns,
  clock,
  day,
  hour,
  minute,
  month,
  now,
  objective,
  pairs,
  referenceObjectives,
} from '../../renderer/burn/burnFixture.ts';

const at = { now, shiftEndsAt: clock('08:00') };

describe('budget left', () => {
  it.each([
    [1, '100'],
    [0.9996, '99'],
    [0.3101, '31'],
    [0.29, '29'],
    [0.004, '0.4'],
    [0.0004, '<0.1'],
    [0, '0'],
    [-0.0185, '−1.9'],
    [-535.586, 'below −999'],
    [-boundlessBurn, '0'],
  ])('%f reads %s: never rounded up into good news', (left, text) => expect(leftText(left)).toBe(text));

  it('keeps a digit where it is to be precise, and still never reads 100 too soon', () => {
    expect(leftText(0.99996, true)).toBe('99.9');
    expect(leftText(0.8219, true)).toBe('82.1');
  });
});

describe('used of allowed', () => {
  it('is in minutes, and in hours where an hour or more is allowed', () => {
    expect(usedText(budget(-0.4 / 21.6))).toBe('22.0/21.6 min');
    expect(usedText(budget(0.5, { allowedMs: 3.6 * hour }))).toBe('1.8/3.6 h');
  });

  it('never hides what was used, nor that it was too much', () => {
    expect(usedText(budget(0.9999))).toBe('<0.1/21.6 min');
    expect(usedText(budget(-0.001))).toBe('21.62/21.60 min');
  });

  it('knows nothing while unknown, and says so where nothing was counted', () => {
    expect(usedText(budget(0.7, { allowedMs: 43.2 * minute }), false)).toBe('?/43.2 min');
    expect(usedText(budget(undefined))).toBe('—/21.6 min');
  });

  it('says how many were bad where none may be', () => {
    expect(usedText(budget(-boundlessBurn, { allowedMs: 0, bad: 3, total: 12 }))).toBe('3 bad, 0 allowed');
  });

  it('has small overruns in words', () => expect(badTimeText(0.02 * minute)).toBe('<0.1 min'));
});

describe('burn', () => {
  it.each([
    [61.2, '61.2×'],
    [0, '0.0×'],
    [0.01, '<0.1×'],
    [1_234, '1,234×'],
    [undefined, '—'],
    [boundlessBurn, '∞'],
  ])('%s reads %s', (rate, text) => expect(burnText(rate)).toBe(text));

  it('names windows as people do', () => {
    expect([5 * minute, hour, day, 3 * day, 30 * day].map(windowText)).toEqual([
      '5 min',
      '1 h',
      '24 h',
      '3 d',
      '30 d',
    ]);
  });

  it('explains which two numbers made it', () => {
    const policy = objective('p', { burns: burns(61.2, 11.4, 2.1), pairs: pairs(hour) });
    expect(explainedPair(policy)?.longMs).toBe(hour);
    expect(explanationOf(policy, hour)).toBe(
      'Burn 61.2× over 1 h: 3.06 % of 12,430 events were bad; the target allows 0.05 %.',
    );
  });

  it('explains a target of 100 % and an hour without traffic', () => {
    const all = burns(boundlessBurn).map((burn) => ({ ...burn, bad: 3, total: 12 }));
    expect(explanationOf(objective('p', { target: 1, burns: all }), hour)).toBe(
      'Burn ∞ over 1 h: 3 of 12 events were bad; the target allows none.',
    );
    expect(explanationOf(objective('p', { burns: burns(undefined) }), hour)).toBe(
      'No events in 1 h: nothing to judge.',
    );
  });
});

describe('statement', () => {
  const says = (change: Parameters<typeof objective>[1], when = at) =>
    statementOf(objective('p', change), when);

  it('of a spent budget says when, and by how much', () => {
    const over = budget(-0.4 / 21.6, { spentAt: clock('03:16') });
    expect(says({ verdict: 'critical', budgets: [over] })).toBe('Spent at 03:16 UTC, over by 0.4 min');
    expect(says({ budgets: [{ ...over, spentAt: now - 2 * day }] })).toBe('Spent on 18 Nov, over by 0.4 min');
    expect(says({ budgets: [budget(0)] })).toBe('Spent');
  });

  it('of one that goes is held against the end of the shift', () => {
    const gone = (text: string) => says({ verdict: 'burning', exhaustedAt: Date.parse(text) });
    expect(gone('2026-11-20T04:20:00Z')).toBe('Gone at 04:20 UTC, before shift end');
    expect(gone('2026-11-20T08:20:00Z')).toBe('Gone at 08:20 UTC, after shift end');
    expect(gone('2026-11-21T01:20:00Z')).toBe('Gone at 01:20 UTC tomorrow, after shift end');
    expect(gone('2026-11-24T04:20:00Z')).toBe('Gone on 24 Nov at this rate');
    expect(gone('2026-11-20T03:00:00Z')).toBe('Gone about now at this rate');
  });

  it('of an unknown one keeps what it was', () => {
    const change = { verdict: 'unknown', since: clock('03:14') } as const;
    expect(says({ ...change, budgets: [budget(0.71)] })).toBe('Unknown since 03:14 UTC, was 71 %');
    expect(says({ ...change, budgets: [] })).toBe('Unknown since 03:14 UTC');
    expect(says({ verdict: 'unknown', since: now - 2 * day, budgets: [] })).toBe('Unknown since 18 Nov');
  });

  it('of an idle one claims nothing', () => {
    const idle = { verdict: 'idle', burns: burns(undefined, undefined, undefined) } as const;
    expect(says({ ...idle, budgets: [budget(undefined)] })).toBe('No traffic in 30 d, nothing to judge');
    expect(says({ ...idle, budgets: [budget(0.9)] })).toBe('No traffic in 3 d, nothing to judge');
    expect(says({ ...idle, budgets: [budget(undefined, { window: month() })] })).toBe(
      'No traffic this month, nothing to judge',
    );
  });

  it('of one that holds says so, or on how little that rests', () => {
    expect(says({})).toBe('Lasts the window');
    expect(says({ budgets: [budget(0.9, { window: month(), coveredMs: 19.13 * day })] })).toBe(
      'Lasts the month',
    );
    expect(says({ budgets: [budget(0.9, { coveredMs: 6 * day + 4 * hour })] })).toBe(
      'Rests on 6 d 4 h of 30 d',
    );
    expect(says({ budgets: [] })).toBe('Not measured yet');
    expect(restsOnText(budget(0.9, { window: month(), coveredMs: 2 * day }), now)).toBe(
      '2 d 0 h of 19 d 3 h',
    );
  });

  it('of one that recovers says since when', () =>
    expect(says({ verdict: 'recovering', since: clock('03:10') })).toBe('Recovering since 03:10 UTC'));
});

describe('forecast', () => {
  const forecast = {
    method: 'm',
    at: Date.UTC(2026, 11, 1),
    low: 0.781,
    high: 0.869,
    triedDays: 14,
    heldDays: 11,
  };
  it('is a range with its record, never a promise', () => {
    expect(forecastText(objective('p', { forecast }))).toBe(
      '78 to 86 % left on 1 Dec; held on 11 of 14 past days',
    );
    expect(forecastText(objective('p', { forecast: { ...forecast, low: -1, triedDays: 0 } }))).toBe(
      'Nothing to 86 % left on 1 Dec; not yet tried on past days',
    );
    expect(forecastText(objective('p', { forecast: { ...forecast, low: -1, high: -0.1 } }))).toBe(
      'Spent by 1 Dec; held on 11 of 14 past days',
    );
  });
});

describe('order', () => {
  it('is worst first: spent, burning, unknown, then what is left', () => {
    const order = referenceObjectives.toReversed().sort(compareObjectives).map(standingOf);
    expect(order).toEqual([
      'spent',
      'burning',
      'burning',
      'unknown',
      'holding',
      'holding',
      'holding',
      'holding',
    ]);
  });

  it('on a wall puts the agreed availabilities before other quiet ones, never before a burning one', () => {
    const lefts = referenceObjectives.toSorted(compareForWall).map(({ id }) => id);
    expect(lefts.slice(4)).toEqual([
      'sla-availability/governance-synthesis',
      'sla-availability/auth',
      'slo-availability/api-gateway',
      'sla-api-response-time/auth',
    ]);
    expect(lefts[2]).toBe('sla-cache-hit-rate/redis');
    const unknown = referenceObjectives.map((one) => ({ ...one, verdict: 'unknown' as const, budgets: [] }));
    const kinds = unknown.toSorted(compareForWall).map(({ id }) => id.split('/')[0]);
    expect(new Set(kinds.slice(0, 5))).toEqual(new Set(['sla-availability']));
  });

  it('knows a spent budget from a burning one, and not while unknown', () => {
    expect(standingOf(objective('p', { budgets: [budget(0)] }))).toBe('spent');
    expect(standingOf(objective('p', { verdict: 'unknown', budgets: [budget(-1)] }))).toBe('unknown');
  });
});

describe('promise', () => {
  it('is the tier, or whose it is', () => {
    expect(promiseText(objective('p'), 'Critical')).toBe('Critical 99.95 %');
    expect(promiseText(objective('p'), 'Critical Services')).toBe('Critical 99.95 %');
    expect(promiseText(objective('p', { agreement: 'slo', target: 0.999 }), undefined)).toBe('SLO 99.9 %');
    expect(promiseText(objective('p', { target: undefined, statement: '> 100 RPS' }), undefined)).toBe(
      'SLA > 100 RPS',
    );
  });
});
