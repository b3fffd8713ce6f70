import type { DeskFigures, Figure, Figures, KpiFigure } from '../../../shared/model/deskFigures.ts';
import { weeksUntil } from '../../../shared/rules/weeks.ts';
import { clock, frozenAt } from './frozenEstate.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

const time = (minutes: number, counted: number, of: number, why?: string): Figure => ({
  ...{ value: minutes * minuteMs, median: minutes * 0.8 * minuteMs, p90: minutes * 2.1 * minuteMs },
  ...{ counted, of, leftOut: why === undefined ? [] : [{ why, count: of - counted }], doubtful: 0 },
});
const share = (value: number, of: number): Figure => ({ value, counted: of, of, leftOut: [], doubtful: 0 });
const none = (why: string, of = 0): Figure => ({ counted: 0, of, leftOut: [], doubtful: 0, why });

const noFigures: Figures = {
  mttd: none('No incident was opened.'),
  mtta: none('No incident was opened.'),
  mttr: none('No incident was resolved.'),
  recurrence: none('No incident was opened.'),
  responseCompliance: none('No incident was opened.'),
  changeSuccess: none('No change ended.'),
};
const total: Figures = {
  mttd: time(3.2, 31, 36, 'declared by a person, so there was no signal'),
  mtta: time(4.3, 33, 36, 'not acknowledged yet'),
  mttr: time(26.8, 34, 36, 'not resolved yet'),
  recurrence: share(2 / 36, 36),
  responseCompliance: share(34 / 36, 36),
  changeSuccess: share(14 / 14, 14),
};

const kpi = (id: string, name: string, figure: Figure, part: Partial<KpiFigure>): KpiFigure => ({
  ...{
    ...figure,
    id,
    name,
    group: 'operations',
    document: 'excellence',
    figure: id,
    unit: 'min',
    target: {},
  },
  ...part,
});
const since = (days: number, isAtLeast = false): KpiFigure['since'] => ({
  at: frozenAt - days * dayMs,
  isAtLeast,
});

const kpis: KpiFigure[] = [
  kpi(
    'mttd',
    'Mean Time to Detection',
    { ...total.mttd, value: 3.2 },
    {
      ...{ target: { below: 5 }, met: true, since: since(31, true) },
    },
  ),
  kpi(
    'mttr',
    'Mean Time to Resolution',
    { ...total.mttr, value: 26.8 },
    {
      ...{ target: { below: 15 }, met: false, since: since(3) },
    },
  ),
  kpi('mttr-p0', 'Mean Time to Resolution', none('No incident was resolved.'), {
    ...{ target: { below: 15 }, severity: 'P0', figure: 'mttr' },
  }),
  kpi(
    'changeSuccess',
    'Change Success Rate',
    { ...total.changeSuccess, value: 100 },
    {
      ...{ unit: '%', target: { above: 95 }, met: true, since: since(12) },
    },
  ),
  kpi(
    'recurrence',
    'Incident Recurrence Rate',
    { ...total.recurrence, value: 5.56 },
    {
      ...{ unit: '%', target: { below: 5 }, met: false, since: since(0.13) },
    },
  ),
  kpi(
    'responseCompliance',
    'Response Time Compliance',
    { ...total.responseCompliance, value: 94.4 },
    {
      ...{ unit: '%', target: { above: 95 }, met: false, since: since(1), group: 'team' },
    },
  ),
  kpi(
    'uptime',
    'System Uptime',
    none('The journal keeps no minutes of service; the budgets of the objectives tell it.'),
    {
      ...{ unit: '%', target: { above: 99.9 } },
    },
  ),
  kpi(
    'action-items',
    'Action Item Completion Rate within 30 days',
    none('Action items are not kept here yet.'),
    {
      ...{ unit: '%', target: { above: 90 } },
    },
  ),
];

const empty = (from: number, to: number): DeskFigures => ({
  ...{ from, to, asOf: frozenAt, recordsSince: clock('00:10:00'), opened: 0, resolved: 0, reopened: 0 },
  ...{
    merged: 0,
    stillOpen: 0,
    kpis: kpis.map(({ value: _, met: __, since: ___, ...one }) => ({
      ...one,
      why: 'No incident was opened.',
    })),
  },
  ...{ total: noFigures, bySeverity: [], byService: [], incidents: [], incidentCount: 0 },
  weeks: weeksUntil(frozenAt, 12).map((week) => ({ ...week, mtta: noFigures.mtta })),
});

/** The figures of a busy week; `empty` is a desk on which nothing happened yet. */
export function frozenFigures(from: number, to: number, kind: 'busy' | 'empty' | 'crowded'): DeskFigures {
  if (kind === 'empty') return empty(from, to);
  const services = kind === 'crowded' ? 50 : 5;
  const names = ['policy-governance', 'constitutional-ai', 'auth', 'redis', 'dashboard'];
  return {
    ...empty(from, to),
    ...{ recordsSince: clock('00:10:00') - 200 * dayMs, opened: 36, resolved: 35, reopened: 1, stillOpen: 7 },
    ...{ kpis, total },
    bySeverity: ['P0', 'P1', 'P2', 'P3'].map((severity, rank) => ({
      severity,
      figures: {
        ...total,
        mttd: time(1.2 + rank, 8, 9),
        mtta: time(2.1 + rank * 2, 9, 9),
        mttr: rank === 0 ? none('No incident was resolved.', 1) : time(12 * (rank + 1) ** 2, 8, 9),
        changeSuccess: none('Changes have no severity.'),
      },
    })),
    byService: Array.from({ length: services }, (_, place) => ({
      service: place === services - 1 ? undefined : (names[place] ?? `service-with-a-long-name-${place}`),
      figures: place % 3 === 2 ? { ...noFigures, mtta: time(2, 1, 1) } : total,
    })),
    weeks: weeksUntil(frozenAt, 12).map((week, place) => ({
      ...week,
      mtta: place === 4 ? noFigures.mtta : time(9 - place * 0.4 + (place % 3), 4 + ((place * 5) % 9), 14),
    })),
  };
}
