import type { DeskFigures, Figure, IncidentRow, KpiFigure } from '../model/deskFigures.ts';
import { figureNames } from '../model/deskFigures.ts';
import type { Instant } from '../model/instant.ts';
import { boundsText } from './bounds.ts';
import { csvOf, type Cell } from './csv.ts';

const figureColumns = [
  'part',
  'of',
  'figure',
  'unit',
  'value',
  'median',
  'p90',
  'counted',
  'in_span',
  'left_out',
  'doubtful',
  'target',
  'met',
  'why_no_value',
] as const;

/** Figures as CSV: the policy's key figures in its units, then all, each severity and each service in minutes and percent. */
export function figuresCsv({ kpis, total, bySeverity, byService }: DeskFigures): string {
  const parts = [
    { part: 'all', of: '', figures: total },
    ...bySeverity.map(({ severity, figures }) => ({ part: 'severity', of: severity, figures })),
    ...byService.map(({ service = '', figures }) => ({ part: 'service', of: service, figures })),
  ];
  const lines = parts.flatMap(({ part, of, figures }) =>
    figureNames.map((name) => {
      const isTime = figures[name].median !== undefined || timeNames.includes(name);
      return [part, of, name, ...figureCells(figures[name], isTime ? 60_000 : 0.01, isTime ? 'min' : '%')];
    }),
  );
  return csvOf([figureColumns, ...kpis.map(kpiLine), ...lines]);
}

const timeNames: readonly string[] = ['mttd', 'mtta', 'mttr'];

function kpiLine(kpi: KpiFigure): readonly Cell[] {
  const cells = figureCells(kpi, 1, kpi.unit, boundsText(kpi.target), kpi.met);
  return ['kpi', kpi.id, kpi.severity === undefined ? kpi.figure : `${kpi.figure} ${kpi.severity}`, ...cells];
}

function figureCells(figure: Figure, size: number, unit: string, target?: string, met?: boolean): Cell[] {
  const { value, median, p90, counted, of, leftOut, doubtful, why } = figure;
  const left = leftOut.map((reason) => `${reason.count} ${reason.why}`).join('; ');
  const scaled = [value, median, p90].map((amount) => rounded(amount, size));
  return [unit, ...scaled, counted, of, left, doubtful, target, met, why];
}

const incidentColumns = [
  'id',
  'title',
  'service',
  'category',
  'cause',
  'severity',
  'severity_at_opening',
  'first_signal_at',
  'opened_at',
  'acknowledged_at',
  'acknowledged_by',
  'resolved_at',
  'resolved_by',
  'reopened',
  'declared_by',
  'merged_into',
  'detect_min',
  'acknowledge_min',
  'resolve_min',
  'response',
  'recurrence_of',
  'doubtful',
] as const;

/** Incidents as CSV, one a line: what the figures rest on. Instants are UTC. */
export function incidentsCsv(rows: readonly IncidentRow[]): string {
  return csvOf([
    incidentColumns,
    ...rows.map((row) => [
      row.id,
      row.title,
      row.service,
      row.category,
      row.cause,
      row.severity,
      row.severityAtOpening,
      ...[row.firstSignalAt, row.openedAt].map(utc),
      utc(row.acknowledgedAt),
      row.acknowledgedBy,
      utc(row.resolvedAt),
      row.resolvedBy,
      row.reopened,
      row.declaredBy,
      row.mergedInto,
      ...[row.detectMs, row.acknowledgeMs, row.resolveMs].map((ms) => rounded(ms, 60_000)),
      row.response,
      row.recurrenceOf,
      row.doubtful.join(' '),
    ]),
  ]);
}

const utc = (at: Instant | undefined): string | undefined =>
  at === undefined ? undefined : new Date(at).toISOString();

/** To three decimals, which is 60 ms of a minute. */
const rounded = (amount: number | undefined, size: number): number | undefined =>
  amount === undefined ? undefined : Math.round((amount / size) * 1_000) / 1_000;
