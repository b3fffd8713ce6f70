import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Readiness } from '../../../../shared/model/readiness.ts';
import { readinessFigure, withDrills, type ReadyRunbook } from '../../../../shared/rules/readiness.ts';

const now = Date.UTC(2026, 10, 25);
const dayMs = 86_400_000;
const runbook = (id: string, over: Partial<ReadyRunbook> = {}): ReadyRunbook => ({
  ...{ id, title: id, alerts: [], reviewed: '2026-11-20', drilled: '2026-11-20', isDamaged: false },
  ...over,
});
const readiness = (rules: readonly (readonly [string, string?])[], over: Partial<Readiness> = {}) => ({
  sources: [{ id: 'prom', name: 'Prometheus' }],
  rules: rules.map(([name, named]) => ({ source: 'prom', name, runbook: named })),
  rulesTotal: rules.length,
  ...over,
});

describe('readiness', () => {
  it('counts rules whose runbook is here and whole: by its link, or because it names the alert', () => {
    const figure = readinessFigure(
      readiness([['Linked', 'linked'], ['Named'], ['Gone', 'gone'], ['Broken', 'broken'], ['Bare']]),
      [runbook('linked'), runbook('named', { alerts: ['Named'] }), runbook('broken', { isDamaged: true })],
      now,
    );
    expect(figure).toMatchObject({ rules: 5, usable: 2, percent: 40, unknown: [] });
    expect(figure.holes.map(({ rule, kind, text }) => `${rule} ${kind}: ${text}`)).toEqual([
      'Gone missing: its link names gone, which is not on this machine',
      'Broken damaged: broken is damaged on this machine',
      'Bare none: no link, and no runbook names it',
    ]);
  });

  it('names what was not reviewed or drilled for too long, and counts it as usable', () => {
    const limits = { reviewEveryMs: 30 * dayMs, drillEveryMs: 90 * dayMs };
    const old = runbook('old', { reviewed: '2026-08-01', drilled: undefined });
    const figure = readinessFigure(
      readiness(
        [
          ['A', 'old'],
          ['B', 'fresh'],
        ],
        limits,
      ),
      [old, runbook('fresh')],
      now,
    );
    expect(figure).toMatchObject({ usable: 2, percent: 100 });
    expect(figure.holes).toEqual([
      { rule: 'A', source: 'prom', kind: 'stale', text: 'old: reviewed 2026-08-01, never drilled' },
    ]);
    expect(readinessFigure(readiness([['A', 'old']]), [old], now).holes).toEqual([]);
  });

  it('takes a runbook as drilled on the day of its last drill on record, where it was carried out in it', () => {
    const old = runbook('old', { drilled: '2026-08-01' });
    const drill = (day: string, isCarriedOut: boolean) => ({
      from: Date.parse(`${day}T12:00:00Z`),
      runbooks: [{ id: 'old', title: 'Old', isCarriedOut }],
    });
    const drilledOf = (...drills: readonly ReturnType<typeof drill>[]) =>
      withDrills([old], drills)[0]?.drilled;
    expect(drilledOf(drill('2026-11-24', false))).toBe('2026-08-01');
    expect(drilledOf(drill('2026-11-20', true), drill('2026-11-24', true), drill('2026-11-01', true))).toBe(
      '2026-11-24',
    );
    expect(drilledOf(drill('2026-07-01', true))).toBe('2026-08-01');
    const figure = readinessFigure(
      readiness([['A', 'old']], { drillEveryMs: 90 * dayMs }),
      withDrills([old], [drill('2026-11-24', true)]),
      now,
    );
    expect(figure.holes).toEqual([]);
  });

  it('is not known where no rule is, and says which source was not counted', () => {
    const silent = { sources: [{ id: 'prom', name: 'Prometheus', problem: 'HTTP 503' }] };
    expect(readinessFigure(readiness([], silent), [], now)).toMatchObject({
      percent: undefined,
      unknown: ['Prometheus: HTTP 503'],
    });
  });

  it('is never 100 with a rule that can not be used, never less for one runbook more, and names each hole', () => {
    const names = fc.constantFrom('A', 'B', 'C', 'D');
    const ids = fc.constantFrom('a', 'b', 'c');
    const book = fc.record({ id: ids, alerts: fc.array(names), isDamaged: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(names, fc.option(ids, { nil: undefined })), { minLength: 1 }),
        fc.uniqueArray(book, { selector: ({ id }) => id }),
        (rules, books) => {
          const all = books.map(({ id, ...over }) => runbook(id, over));
          const figure = readinessFigure(readiness(rules), all, now);
          const more = readinessFigure(readiness(rules), [...all, runbook('z', { alerts: ['A'] })], now);
          expect(figure.rules - figure.usable).toBe(figure.holes.length);
          expect(figure.percent === 100).toBe(figure.holes.length === 0);
          expect(more.usable).toBeGreaterThanOrEqual(figure.usable);
        },
      ),
    );
  });
});
