import type { IncidentRow } from '../model/deskFigures.ts';
import type { IncidentRecord, RecordedAct } from '../model/incidentRecord.ts';
import type { Instant } from '../model/instant.ts';
import { severityRank } from './severity.ts';

/** What rows are judged by. */
export interface RowRules {
  readonly severities: readonly RatedSeverity[];
  /** From `recurrencesOf`. */
  readonly recurrences: ReadonlyMap<string, string>;
  readonly now: Instant;
}

/** A severity of the policy; the rank 0 is the worst. */
export interface RatedSeverity {
  readonly id: string;
  readonly rank: number;
  /** `severities[].response`, ms. */
  readonly responseMs: number;
}

/** One incident with its times and how it stands, as known now. */
export function incidentRow(record: IncidentRecord, rules: RowRules): IncidentRow {
  const { id, title, service, category, cause, firstSignalAt, openedAt, acknowledged, declaredBy } = record;
  const resolved = record.episodes.at(-1)?.resolved;
  const from = record.countsFrom ?? openedAt;
  const isSeen = declaredBy === undefined && record.arranged !== true;
  const detect = isSeen ? openedAt - firstSignalAt : undefined;
  // Taken before it folded under its cause: when it stood up, somebody had it.
  const acknowledge =
    acknowledged === undefined
      ? undefined
      : acknowledged.at >= openedAt
        ? Math.max(0, acknowledged.at - from)
        : acknowledged.at - openedAt;
  const resolve = resolved === undefined ? undefined : resolved.at - from;
  const times = { detect, acknowledge, resolve };
  const names = ['detect', 'acknowledge', 'resolve'] as const;
  return {
    id,
    title,
    service,
    category,
    cause,
    severity: worstSeverity(record, rules.severities),
    severityAtOpening: record.severities[0]?.severity ?? '',
    firstSignalAt,
    openedAt,
    acknowledgedAt: acknowledged?.at,
    acknowledgedBy: acknowledged?.by.name,
    resolvedAt: resolved?.at,
    resolvedBy: resolved?.by.name,
    reopened: record.episodes.length - 1,
    declaredBy,
    mergedInto: record.mergedInto,
    detectMs: clamped(detect),
    acknowledgeMs: clamped(acknowledge),
    resolveMs: clamped(resolve),
    response: responseOf(record, rules),
    recurrenceOf: rules.recurrences.get(id),
    doubtful: names.filter((name) => (times[name] ?? 0) < 0),
  };
}

const clamped = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.max(0, ms);

/** The worst severity that it ever had: lowering one later makes no incident less than it was. */
function worstSeverity({ severities }: IncidentRecord, rated: RowRules['severities']): string {
  const ids = severities.map(({ severity }) => severity);
  return ids.reduce(
    (worst, id) => (severityRank(rated, id) < severityRank(rated, worst) ? id : worst),
    ids[0] ?? '',
  );
}

/**
 * Response: the first acknowledgement, or a person's resolve where that came first. Due: for each severity that it had,
 * the policy's response time from when it was given that severity; the earliest counts. One that it was given after the
 * response is due later still, so it asks for nothing.
 */
function responseOf(record: IncidentRecord, { severities, now }: RowRules): IncidentRow['response'] {
  const { acknowledged, episodes, countsFrom } = record;
  const openedAt = countsFrom ?? record.openedAt;
  const ends = episodes.flatMap(({ resolved }) => (resolved === undefined ? [] : [resolved]));
  const responded = earliest([
    ...(acknowledged === undefined ? [] : [acknowledged]),
    ...ends.filter(({ by }) => by.kind === 'person'),
  ]);
  const over = responded ?? (episodes.at(-1)?.resolved === undefined ? undefined : earliest(ends));
  const until = over?.at ?? now;
  const dues = record.severities.flatMap(({ severity, from }) => {
    const responseMs = severities.find(({ id }) => id === severity)?.responseMs;
    return responseMs === undefined ? [] : [Math.max(from, openedAt) + responseMs];
  });
  if (dues.length === 0) return 'noResponseTime';
  if (until > Math.min(...dues)) return 'missed';
  if (responded !== undefined) return 'met';
  return over === undefined ? 'notDue' : 'overByItself';
}

function earliest(acts: readonly RecordedAct[]): RecordedAct | undefined {
  return acts.reduce<RecordedAct | undefined>(
    (first, act) => (first === undefined || act.at < first.at ? act : first),
    undefined,
  );
}
