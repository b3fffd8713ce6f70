import {
  mostIncidentRows,
  trendWeeks,
  type DeskFigures,
  type IncidentRow,
  type KpiFigure,
} from '../../shared/model/deskFigures.ts';
import type { ChangeRecord, IncidentRecord } from '../../shared/model/incidentRecord.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { linkedIncidents } from '../../shared/rules/changeSuccess.ts';
import { grouped } from '../../shared/rules/grouped.ts';
import { incidentRow, type RowRules } from '../../shared/rules/incidentRow.ts';
import { figuresOf, isWithin, type FigureInput, type Span } from '../../shared/rules/kpis.ts';
import { lastQuarters } from '../../shared/rules/quarters.ts';
import { recurrencesOf } from '../../shared/rules/recurrence.ts';
import { weeksUntil } from '../../shared/rules/weeks.ts';
import { severityRank } from '../../shared/rules/severity.ts';
import type { Records } from './incidentRecords.ts';
import { kpiSince } from './kpiSince.ts';
import { kpiFigures } from './kpiFigures.ts';

/** What figures take from the policy. */
export type FigurePolicy = Pick<Policy, 'kpis' | 'severities' | 'incidents' | 'estate'>;

/** Which figures are wanted. */
export interface FiguresAsked extends Span {
  /** Only incidents whose worst severity is this one. */
  readonly severity?: string | undefined;
  readonly service?: string | undefined;
}

/** The desk's figures, with the rows that they rest on: all of them, newest first. */
export interface FiguresWithRows {
  readonly figures: DeskFigures;
  readonly rows: readonly IncidentRow[];
}

/** Every figure of the records over a span, as known `now`; the error is one sentence for the asker. */
export function deskFigures(
  records: Records,
  policy: FigurePolicy,
  asked: FiguresAsked,
  now: Instant,
): Result<FiguresWithRows> {
  const { from, to } = asked;
  if (!(from < to)) return err('The span ends before it begins.');
  const unknown = unknownIn(records, policy, asked);
  if (unknown !== undefined) return err(unknown);
  const rowOf = rowsBy(rowRules(records, policy, now));
  const input = inputOf(records, rowOf, asked);
  const rows = [...input.rows].sort(
    (one, other) => other.openedAt - one.openedAt || (one.id < other.id ? 1 : -1),
  );
  const standing = rows.filter(({ mergedInto }) => mergedInto === undefined);
  const opened = standing.filter(({ openedAt }) => isWithin(asked, openedAt));
  const figures: DeskFigures = {
    from,
    to,
    asOf: now,
    recordsSince: records.since,
    opened: opened.length,
    resolved: standing.filter(({ resolvedAt }) => isWithin(asked, resolvedAt)).length,
    reopened: opened.filter(({ reopened }) => reopened > 0).length,
    merged: rows.filter(({ mergedInto, openedAt }) => mergedInto !== undefined && isWithin(asked, openedAt))
      .length,
    stillOpen: standing.filter(({ resolvedAt }) => resolvedAt === undefined).length,
    kpis: kpisSince(records, policy, rowOf, asked, now),
    total: figuresOf(input, asked),
    bySeverity: bySeverity(input, policy, asked),
    byService: byService(input, asked),
    weeks: weeksOf(records, rowOf, asked, now),
    incidents: rows.slice(0, mostIncidentRows),
    incidentCount: rows.length,
  };
  return ok({ figures, rows });
}

/** The key figures of a span, and since when each stands as it does. */
function kpisSince(
  records: Records,
  policy: FigurePolicy,
  rowOf: RowOf,
  asked: FiguresAsked,
  now: Instant,
): KpiFigure[] {
  const kpisOf = (span: Span): readonly KpiFigure[] => {
    const within = { ...asked, ...span };
    const quarters = lastQuarters(Math.min(span.to, now));
    const halfYear = { ...asked, from: quarters.before.from, to: quarters.last.to };
    const compared = { ...quarters, rows: rowsOf(records, rowOf, halfYear), since: records.since };
    return kpiFigures(policy.kpis, { ...inputOf(records, rowOf, within), quarters: compared }, within);
  };
  const kpis = kpisOf(asked);
  const since = kpiSince(kpis, asked, records.since, kpisOf);
  return kpis.map((kpi) => ({ ...kpi, since: since.get(kpi.id) }));
}

function weeksOf(records: Records, rowOf: RowOf, asked: FiguresAsked, now: Instant): DeskFigures['weeks'] {
  return weeksUntil(Math.min(asked.to, now) - 1, trendWeeks).map((week) => ({
    ...week,
    mtta: figuresOf(inputOf(records, rowOf, { ...asked, ...week }), week).mtta,
  }));
}

function unknownIn(
  records: Records,
  { severities, estate }: FigurePolicy,
  { severity, service }: FiguresAsked,
): string | undefined {
  if (severity !== undefined && !severities.some(({ id }) => id === severity)) {
    return `There is no severity "${severity}"; choose ${severities.map(({ id }) => id).join(', ')}.`;
  }
  if (service === undefined || estate.services.some(({ id }) => id === service)) return undefined;
  // One that has left the policy still has its past.
  for (const record of records.incidents.values()) if (record.service === service) return undefined;
  return `Neither the policy nor the journal has a service "${service}".`;
}

const rowRules = ({ incidents }: Records, policy: FigurePolicy, now: Instant): RowRules => ({
  severities: policy.severities.map(({ id, rank, response }) => ({ id, rank, responseMs: response })),
  recurrences: recurrencesOf(incidents.values(), policy.incidents.recurrenceWithin),
  now,
});

/** An incident's row; the same spans are looked at many times over, and each row is made once. */
type RowOf = (record: IncidentRecord) => IncidentRow;

function rowsBy(rules: RowRules): RowOf {
  const made = new Map<string, IncidentRow>();
  return (record) => {
    const row = made.get(record.id) ?? incidentRow(record, rules);
    made.set(record.id, row);
    return row;
  };
}

/** The part of the records that is asked for. */
function inputOf(records: Records, rowOf: RowOf, asked: FiguresAsked): FigureInput {
  const own = [...records.changes.values()].filter(
    ({ services, startsAt, ended }) =>
      (asked.service === undefined || services.includes(asked.service)) &&
      (isWithin(asked, startsAt) || isWithin(asked, ended?.at)),
  );
  return {
    rows: rowsOf(records, rowOf, asked),
    changes: asked.severity === undefined ? own : undefined,
    linked: linkedIncidents(own, records.incidents.values()),
  };
}

/** What was open at some time of the span, or ended in it. What came before, or is of another severity, is still compared with. */
function rowsOf({ incidents }: Records, rowOf: RowOf, asked: FiguresAsked): readonly IncidentRow[] {
  const { severity, service } = asked;
  return [...incidents.values()]
    .filter((record) => (service === undefined || record.service === service) && touches(asked, record))
    .map(rowOf)
    .filter((row) => severity === undefined || row.severity === severity);
}

/** A clock that was set back may have ended it before it began: then either instant counts. */
function touches(span: Span, { openedAt, episodes }: IncidentRecord): boolean {
  const resolvedAt = episodes.at(-1)?.resolved?.at;
  const isOpenInIt = openedAt < span.to && (resolvedAt === undefined || resolvedAt >= span.from);
  return isOpenInIt || isWithin(span, openedAt) || isWithin(span, resolvedAt);
}

function bySeverity(input: FigureInput, { severities }: FigurePolicy, span: Span): DeskFigures['bySeverity'] {
  const groups = grouped(input.rows, ({ severity }) => [severity]);
  return [...groups]
    .sort(
      ([one], [other]) =>
        severityRank(severities, one) - severityRank(severities, other) || (one < other ? -1 : 1),
    )
    .map(([severity, rows]) => ({
      severity,
      figures: figuresOf({ ...input, rows, changes: undefined }, span),
    }));
}

function byService(input: FigureInput, asked: FiguresAsked): DeskFigures['byService'] {
  const rows = grouped(input.rows, ({ service }) => [service]);
  const changes = grouped<string | undefined, ChangeRecord>(
    input.changes ?? [],
    ({ services }) => new Set(services),
  );
  // Sorted so, undefined comes last.
  const services = [...new Set([...rows.keys(), ...changes.keys()])].sort();
  return services
    .filter((service) => asked.service === undefined || service === asked.service)
    .map((service) => {
      const own = input.changes === undefined ? undefined : (changes.get(service) ?? []);
      const part = { rows: rows.get(service) ?? [], changes: own, linked: input.linked };
      return { service, figures: figuresOf(part, asked) };
    });
}
