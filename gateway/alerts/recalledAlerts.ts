import type { DeskState } from '../desk/evolve.ts';
import type { Alert } from '../../shared/model/alert.ts';
import type { Instant } from '../../shared/model/instant.ts';

const prefix = 'alert:';

/**
 * Alerts that fired when the journal last told of them, as far as it tells: a gateway that starts anew knows no others,
 * and whether they ended meanwhile nobody has said.
 */
export function recalledAlerts(desk: DeskState, now: Instant): readonly Alert[] {
  return [...desk.signals].flatMap(([key, { state, incident: incidentId, changedAt }]) => {
    const incident = desk.incidents.get(incidentId);
    const id = key.slice(prefix.length);
    const slash = id.indexOf('/');
    if (!key.startsWith(prefix) || incident === undefined || slash < 0) return [];
    // A loss that people have closed the incident over is settled.
    if (state === 'clear' || (state === 'lost' && incident.status === 'resolved')) return [];
    const { severity, category, service, firstSignalAt, cause, title } = incident;
    // A cause is written "service:name", unless alerts share it with health checks or a person split it off.
    const isNamed = !cause.endsWith(':unavailable') && !cause.startsWith('split:');
    const name = !isNamed ? title : cause.slice(cause.indexOf(':') + 1);
    return [
      {
        id,
        source: id.slice(0, slash),
        fingerprint: id.slice(slash + 1),
        name,
        labels: {},
        annotations: {},
        state: 'lost',
        severity,
        severityGuessed: false,
        category,
        service,
        startsAt: firstSignalAt,
        lastSeenAt: Math.min(changedAt, now),
        silencedBy: [],
        inhibitedBy: [],
      },
    ];
  });
}
