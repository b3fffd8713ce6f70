import { mostRelated, type RelatedIncident, type RelatedIncidents } from '../model/relatedIncidents.ts';
import type { IncidentRecord } from '../model/incidentRecord.ts';
import type { Instant } from '../model/instant.ts';

/** Incidents of a record's service and cause that ended, or began, within `withinMs` of it; merged ones are left out. */
export function relatedTo(
  record: IncidentRecord,
  records: Iterable<IncidentRecord>,
  { withinMs, now }: { readonly withinMs: number; readonly now: Instant },
): RelatedIncidents {
  const near: RelatedIncident[] = [];
  for (const other of records) {
    if (other.id === record.id || other.mergedInto !== undefined) continue;
    if (other.cause !== record.cause || other.service !== record.service) continue;
    if (gapMs(record, other, now) > withinMs) continue;
    const resolved = other.episodes.at(-1)?.resolved;
    near.push({
      id: other.id,
      title: other.title,
      severity: other.severities.at(-1)?.severity ?? '',
      openedAt: other.openedAt,
      resolvedAt: resolved?.at,
      note: resolved?.note,
    });
  }
  near.sort((one, other) => other.openedAt - one.openedAt || (one.id < other.id ? 1 : -1));
  return {
    incident: record.id,
    withinMs,
    asOf: now,
    incidents: near.slice(0, mostRelated),
    total: near.length,
  };
}

/** Between the end of the earlier and the opening of the later one, ms; zero where they overlap. */
function gapMs(one: IncidentRecord, other: IncidentRecord, now: Instant): number {
  const [earlier, later] = one.openedAt <= other.openedAt ? [one, other] : [other, one];
  return Math.max(0, later.openedAt - (earlier.episodes.at(-1)?.resolved?.at ?? now));
}
