import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';

/** 0 is the worst; an unknown severity ranks last, and is still shown. */
export function severityRank(
  severities: readonly Pick<DeskInfo['severities'][number], 'id' | 'rank'>[],
  id: string,
): number {
  return severities.find((severity) => severity.id === id)?.rank ?? Number.MAX_SAFE_INTEGER;
}

/** Ids of the severities, the worst first. */
export const severityOrder = (
  severities: readonly Pick<DeskInfo['severities'][number], 'id' | 'rank'>[],
): readonly string[] => severities.toSorted((one, other) => one.rank - other.rank).map(({ id }) => id);

/** Order of the queue: worst severity first, then the oldest. */
export function compareIncidents(
  severities: DeskInfo['severities'],
): (one: Incident, other: Incident) => number {
  return (one, other) =>
    severityRank(severities, one.severity) - severityRank(severities, other.severity) ||
    one.openedAt - other.openedAt ||
    one.id.localeCompare(other.id);
}
