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
  /** True where whoever the incident is assigned to holds the role. */
  readonly byAssignee?: boolean | undefined;
}

type Ladders = readonly (Omit<DeskInfo['escalation'][number], 'steps'> & {
  readonly steps: readonly Omit<EscalationStep, 'at'>[];
})[];

/** Since when an incident's ladder counts: its opening, reopening or last change of severity. */
const ladderFrom = ({ ladderFrom: from, openedAt }: Incident): Instant => from ?? openedAt;

/** The ladder of an incident's severity, in order; empty where the policy has none. */
export function escalationLadder(incident: Incident, escalation: Ladders): readonly EscalationStep[] {
  const steps = escalation.find(({ severity }) => severity === incident.severity)?.steps ?? [];
  return steps.map((step) => ({
    ...step,
    person: step.byAssignee === true ? (incident.assignee ?? step.person) : step.person,
    at: ladderFrom(incident) + step.afterMs,
  }));
}

/** What ends the escalation of an incident. */
const stopsOf = (incident: Incident, escalation: Ladders): 'acknowledged' | 'resolved' =>
  escalation.find(({ severity }) => severity === incident.severity)?.stopsOn ?? 'resolved';

/** True once the policy's stop has come, or while another incident answers for it: nobody further is due. */
export function escalationStopped(incident: Incident, escalation: Ladders): boolean {
  if (incident.status === 'resolved' || incident.foldedUnder !== undefined) return true;
  return stopsOf(incident, escalation) === 'acknowledged' && incident.acknowledged !== undefined;
}

/** When a step's role was paged, on the present ladder; undefined while it was not. */
export function reachedAt(
  incident: Incident,
  { afterMs }: Pick<EscalationStep, 'afterMs'>,
): Instant | undefined {
  const { escalations = [], severity } = incident;
  return escalations.find(
    (act) => act.afterMs === afterMs && act.severity === severity && act.at >= ladderFrom(incident),
  )?.at;
}

/** True where a step's role was paged, on the present ladder. */
export const isReached = (incident: Incident, step: Pick<EscalationStep, 'afterMs'>): boolean =>
  reachedAt(incident, step) !== undefined;

/** The next role and when it is due; undefined at the top of the ladder or once it stopped. */
export function nextEscalation(
  incident: Incident,
  escalation: Ladders,
  now: Instant,
): EscalationStep | undefined {
  if (escalationStopped(incident, escalation)) return undefined;
  // An older gateway does not say whom it paged: then the clock says it.
  const isAhead = (step: EscalationStep): boolean =>
    incident.escalations === undefined ? step.at > now : !isReached(incident, step);
  return escalationLadder(incident, escalation).find(isAhead);
}
