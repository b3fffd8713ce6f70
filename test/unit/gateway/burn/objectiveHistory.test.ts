import { describe, expect, it } from 'vitest';
import type { BurnKeeper } from '../../../../gateway/burn/burnKeeper.ts';
import { objectiveHistory } from '../../../../gateway/burn/objectiveHistory.ts';
import type { ObjectiveKeeper } from '../../../../gateway/burn/objectiveKeeper.ts';
import { sliceMs } from '../../../../gateway/burn/slices.ts';
import {
  availability,
  dayMs,
  hourMs,
  minuteMs,
  now,
  pastOf,
  workbookPairs,
  type Outages,
} from './countedBuilder.ts';

/** The part of a keeper that a history is made from. */
function burnWith(outages: Outages): BurnKeeper {
  const counted = {
    id: 'slo/auth',
    objective: availability,
    services: ['auth'],
    service: 'auth',
    target: 0.9995,
  };
  const keeper: Pick<ObjectiveKeeper, 'past' | 'counted'> = { past: pastOf(outages), counted };
  const burn: Pick<BurnKeeper, 'get'> = {
    get: (id) => (id === 'slo/auth' ? (keeper as ObjectiveKeeper) : undefined),
  };
  return burn as BurnKeeper;
}

const ask = (outages: Outages, from: number, to: number) => {
  const answer = objectiveHistory(burnWith(outages), workbookPairs.windows, {
    objective: 'slo/auth',
    from,
    to,
  });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
};

describe('the history of an objective', () => {
  it('tells counts by step, and the budget left at the end of each', () => {
    const outage = [now - 30 * minuteMs, 300] as const;
    const history = ask([outage], now - hourMs, now);
    expect(history).toMatchObject({ stepMs: sliceMs, startsAt: now - hourMs });
    expect(history.bad).toEqual([0, 0, 0, 0, 0, 0, 300, 0, 0, 0, 0, 0]);
    expect(history.total).toEqual(Array.from({ length: 12 }, () => 300));
    expect(history.left.at(5)).toBe(1);
    expect(history.left.at(6)).toBeCloseTo(1 - 5 / 21.6, 6);
  });

  it('keeps to some hundred steps over a month, and loses no event', () => {
    const history = ask([[now - 12 * dayMs, 450]], now - 30 * dayMs, now);
    expect(history.total.length).toBeLessThanOrEqual(361);
    expect(history.bad.reduce<number>((sum, bad) => sum + (bad ?? 0), 0)).toBe(450);
    expect(history.left.at(-1)).toBeCloseTo(1 - 7.5 / 21.6, 6);
  });

  it('lists bad stretches of its own window, newest first, whatever span is asked', () => {
    const history = ask(
      [
        [now - 20 * dayMs, 300],
        [now - 2 * hourMs, 120],
      ],
      now - hourMs,
      now,
    );
    expect(history.intervals.map(({ from, badMs }) => [from, Math.round(badMs)])).toEqual([
      [now - 2 * hourMs, 120_000],
      [now - 20 * dayMs, 300_000],
    ]);
    expect(history.intervalCount).toBe(2);
  });

  it('gives the PromQL of each window', () => {
    const { queries } = ask([], now - hourMs, now);
    expect(queries.map(({ windowMs }) => windowMs)).toEqual([
      5 * minuteMs,
      30 * minuteMs,
      hourMs,
      6 * hourMs,
      3 * dayMs,
      30 * dayMs,
    ]);
    expect(queries[2]?.query).toContain('total{s="auth"}[1h]');
  });

  it.each([
    ['an objective that is not there', 'slo/redis', now - hourMs, now, /no objective "slo\/redis"/],
    ['a span that ends before it begins', 'slo/auth', now, now - hourMs, /ends before it begins/],
    [
      'a span before all that is kept',
      'slo/auth',
      now - 50 * dayMs,
      now - 40 * dayMs,
      /nothing that is kept/,
    ],
  ])('refuses %s with a sentence', (_what, objective, from, to, says) => {
    const answer = objectiveHistory(burnWith([]), workbookPairs.windows, { objective, from, to });
    expect(answer).toMatchObject({ ok: false, error: expect.stringMatching(says) as unknown });
  });
});
