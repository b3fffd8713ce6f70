import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';

/** 0 is the worst; an unknown severity ranks last, and is still shown. */
export function severityRank(severities: DeskInfo['severities'], id: string): number {
  return severities.find((severity) => severity.id === id)?.rank ?? Number.MAX_SAFE_INTEGER;
}

/** Order of the queue: worst severity first, then the oldest. */
export function compareIncidents(
  severities: DeskInfo['severities'],
): (one: Incident, other: Incident) => number {
  return (one, other) =>
    severityRank(severities, one.severity) - severityRank(severities, other.severity) ||
    one.openedAt - other.openedAt ||
    one.id.localeCompare(other.id);
}
