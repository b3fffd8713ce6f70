import type { ChangeRecord, IncidentRecord } from '../model/incidentRecord.ts';
import { grouped } from './grouped.ts';

/** An incident is put down to a change until this long after its end: a rollout that breaks something shows it soon. */
export const linkedForMs = 60 * 60_000;

/** The ids of incidents that each change is held to have caused, by the change's id. */
export type LinkedIncidents = ReadonlyMap<string, readonly string[]>;

/**
 * Links incidents to changes by service and time: the first bad signal came while the change ran, or within an hour of
 * its end. One that was bad before is not the change's doing; what maintenance held back counts by its true first signal.
 */
export function linkedIncidents(
  changes: Iterable<ChangeRecord>,
  records: Iterable<IncidentRecord>,
): LinkedIncidents {
  const byService = grouped(records, ({ service }) => (service === undefined ? [] : [service]));
  const linked = new Map<string, readonly string[]>();
  for (const { id, services, startsAt, ended } of changes) {
    const until = ended === undefined ? Number.POSITIVE_INFINITY : ended.at + linkedForMs;
    const own = [...new Set(services)].flatMap((service) => byService.get(service) ?? []);
    linked.set(
      id,
      own.filter(({ firstSignalAt: at }) => at >= startsAt && at < until).map((record) => record.id),
    );
  }
  return linked;
}
