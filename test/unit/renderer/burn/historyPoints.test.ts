import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { budgetPoints, legendName } from '../../../../renderer/selectors/budgetLines.ts';
import {
  historyCsv,
  historyPoints,
  incidentMarks,
  tenthsOf,
} from '../../../../renderer/selectors/historyPoints.ts';
import { chartOf, describePoint } from '../../../../renderer/boards/burn/pastChart.ts';
import type { ObjectiveHistory } from '../../../../shared/model/objectiveHistory.ts';
import { incident } from '../healthWall/wallFixture.ts';
import { clock, day, history, hour, minute, now, objective } from './burnFixture.ts';

const past = (change: Partial<ObjectiveHistory> = {}): ObjectiveHistory => ({
  ...history('o', now - 4 * minute, now),
  startsAt: now - 4 * minute,
  stepMs: minute,
  bad: [1, null, 0, 2],
  total: [10, null, 0, 10],
  left: [0.9, null, 0.9, 0.7],
  ...change,
});

describe('history points', () => {
  it('knows a gap from no traffic, and neither from a good step', () => {
    expect(historyPoints(past()).map(({ badPercent }) => badPercent)).toEqual([10, null, null, 20]);
    expect(historyPoints(past()).map(({ total }) => total)).toEqual([10, null, 0, 10]);
    const about = historyPoints(past()).map((point) => describePoint(point, objective('o')));
    expect(about[1]).toEqual(['20 Nov, 03:13 to 03:14 UTC', 'Not known']);
    expect(about[2]?.[1]).toBe('No events');
    expect(about[3]).toEqual([
      '20 Nov, 03:15 to 03:16 UTC',
      'Bad 20 % (2 of 10 events)',
      'Burn 400×',
      'Budget left 70.0 %',
    ]);
  });

  it('thins without losing an event', () => {
    const counts = fc.array(fc.option(fc.nat(1_000), { nil: null }), { minLength: 1, maxLength: 2_000 });
    fc.assert(
      fc.property(counts, (total) => {
        const points = historyPoints(past({ total, bad: total, left: total }), 360);
        expect(points.length).toBeLessThanOrEqual(360);
        const sum = (all: readonly (number | null)[]): number =>
          all.reduce<number>((one, other) => one + (other ?? 0), 0);
        expect(sum(points.map((point) => point.total))).toBe(sum(total));
        expect(points.at(-1)?.to).toBe(now - 4 * minute + total.length * minute);
      }),
    );
  });

  it('becomes CSV with nothing where nothing was known', () => {
    const lines = historyCsv(past()).split('\r\n');
    expect(lines[1]).toBe('2026-11-20T03:12:56.000Z,2026-11-20T03:13:56.000Z,1,10,0.1,0.9');
    expect(lines[2]).toBe('2026-11-20T03:13:56.000Z,2026-11-20T03:14:56.000Z,,,,');
    expect(lines[3]).toMatch(/,0,0,,0.9$/);
  });
});

describe('bad time in tenths', () => {
  it('adds up to what is shown as the whole', () => {
    expect(tenthsOf([1 / 3, 1 / 3, 1 / 3], 1)).toEqual([0.4, 0.3, 0.3]);
    const parts = fc.array(fc.double({ min: 0, max: 500, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(parts, (all) => {
        const whole = all.reduce((sum, part) => sum + part, 0);
        const sum = tenthsOf(all, whole).reduce((one, other) => one + other, 0);
        expect(sum).toBeCloseTo(Math.round(whole * 10) / 10, 6);
      }),
    );
  });
});

describe('marks', () => {
  it('are the incidents of its services that touch the span', () => {
    const at = (id: string, openedAt: number, closedAt?: number, service = 'a') =>
      incident(id, {
        service,
        openedAt,
        ...(closedAt === undefined ? {} : { resolved: { at: closedAt, by: 'M', note: '' } }),
      });
    const all = [
      at('INC-1', now - 2 * day, now - 30 * hour),
      at('INC-2', now - 2 * day, now - 2 * hour),
      at('INC-3', now - hour),
      at('INC-4', now - hour, undefined, 'b'),
    ];
    const marks = incidentMarks(Object.fromEntries(all.map((one) => [one.id, one])), ['a'], {
      from: now - day,
      to: now,
    });
    expect(marks.map(({ id, isOpen }) => [id, isOpen])).toEqual([
      ['INC-2', false],
      ['INC-3', true],
    ]);
  });
});

describe('chart of a span', () => {
  const chart = (from: number) => chartOf(objective('o'), { history: past(), from, to: now });

  it('has round instants on its axis', () => {
    expect(chart(now - hour).ticks.map((at) => new Date(at).toISOString().slice(11, 16))).toEqual([
      '02:20',
      '02:30',
      '02:40',
      '02:50',
      '03:00',
      '03:10',
    ]);
    expect(chart(now - 30 * day).ticks.length).toBeLessThanOrEqual(7);
  });

  it('draws each factor at the share of bad events that it means', () => {
    const [page] = chart(now - hour).factors;
    expect(page?.name).toBe('14.4×');
    expect(page?.percent).toBeCloseTo(0.72, 9);
    expect(
      chartOf(objective('o', { target: 1 }), { history: past(), from: now - hour, to: now }).factors,
    ).toEqual([]);
  });

  it('burns evenly over the whole window from all to nothing, over a part of it from what was left', () => {
    expect(chart(now - 30 * day).even).toEqual({ from: 100, to: 0 });
    expect(chart(now - 3 * day).even?.to).toBeCloseTo(80, 9);
  });
});

describe('budget line', () => {
  it('keeps gaps and its newest point, and is cut off below zero', () => {
    const line = { id: 'o', stepMs: hour, endsAt: clock('03:00'), left: [1, null, -3] };
    expect(budgetPoints(line)).toEqual([
      { at: clock('01:00'), left: 100 },
      { at: clock('02:00'), left: null },
      { at: clock('03:00'), left: -8 },
    ]);
    const long = budgetPoints({ ...line, left: Array.from({ length: 1_000 }, () => 1) });
    expect(long.length).toBeLessThanOrEqual(360);
    expect(long.at(-1)?.at).toBe(clock('03:00'));
  });

  it('names in a legend what tells rows of one service apart', () => {
    expect(['Policy Governance', 'Redis · Cache'].map(legendName)).toEqual(['Policy Governance', 'Cache']);
  });
});
