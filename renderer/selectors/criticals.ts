import type { DeskInfo } from '../../shared/model/desk.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { Service } from '../../shared/model/service.ts';
import type { RotationSight } from '../../shared/rules/rotation.ts';
import { severityOrder } from '../../shared/rules/severity.ts';

/** What a wall must not turn away from: incidents of the policy's worst severity, then those of the next, and what is down. */
export function criticalsOf(
  severities: DeskInfo['severities'],
  incidents: Readonly<Record<string, Incident>>,
  services: Readonly<Record<string, Service>>,
): Omit<RotationSight, 'now'> {
  const [worst, next] = severityOrder(severities);
  const open = Object.values(incidents).filter(({ status }) => status !== 'resolved');
  const idsOf = (severity: string | undefined): readonly string[] =>
    open.filter((incident) => incident.severity === severity).map(({ id }) => id);
  const down = Object.values(services).filter(({ state }) => state === 'down');
  return { worst: idsOf(worst), critical: [...idsOf(next), ...down.map(({ id }) => `service:${id}`)] };
}
