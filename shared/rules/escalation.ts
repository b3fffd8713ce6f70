import type { DeskInfo } from '../model/desk.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';

/** One step of an incident's escalation. */
export interface EscalationStep {
  readonly afterMs: number;
  /** When the role is due. */
  readonly at: Instant;
  readonly role: string;
  /** Who holds the role; absent where nobody does, which is a hole to be shown. */
  readonly person?: string | undefined;
}

/** The ladder of an incident's severity, in order; empty where the policy has none. */
export function escalationLadder(
  incident: Incident,
  escalation: DeskInfo['escalation'],
): readonly EscalationStep[] {
  const steps = escalation.find(({ severity }) => severity === incident.severity)?.steps ?? [];
  return steps.map((step) => ({ ...step, at: incident.openedAt + step.afterMs }));
}

/** What ends the escalation of an incident. */
const stopsOf = (incident: Incident, escalation: DeskInfo['escalation']): 'acknowledged' | 'resolved' =>
  escalation.find(({ severity }) => severity === incident.severity)?.stopsOn ?? 'resolved';

/** True once the policy's stop has come: nobody further is due. */
export function escalationStopped(incident: Incident, escalation: DeskInfo['escalation']): boolean {
  if (incident.status === 'resolved') return true;
  return stopsOf(incident, escalation) === 'acknowledged' && incident.acknowledged !== undefined;
}

/** The next role and when it is due; undefined at the top of the ladder or once it stopped. */
export function nextEscalation(
  incident: Incident,
  escalation: DeskInfo['escalation'],
  now: Instant,
): EscalationStep | undefined {
  if (escalationStopped(incident, escalation)) return undefined;
  return escalationLadder(incident, escalation).find(({ at }) => at > now);
}
