import type { Acceptance, Handoff, HandoffItem } from '../model/handoff.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';

type Judged = Pick<Incident, 'id' | 'severity' | 'status' | 'openedAt' | 'ladderFrom'>;

/** `HND-2026-11-25T16`, by the UTC end of the outgoing shift; minutes follow where it is not a full hour. */
export function handoffIdOf(boundaryAt: Instant): string {
  const [day = '', time = ''] = new Date(boundaryAt).toISOString().split('T');
  const [hour = '', minute = ''] = time.split(':');
  return `HND-${day}T${hour}${minute === '00' ? '' : minute}`;
}

/** Items that still stand between the outgoing side and its signature. */
export const itemsOwed = ({ items }: Pick<Handoff, 'items'>): readonly HandoffItem[] =>
  items.filter(({ tick, changed }) => tick === undefined || changed !== undefined);

/**
 * The acceptance of an incident; one from before it was reopened or given its present severity holds no more.
 */
export function acceptanceOf(
  { acceptances }: Pick<Handoff, 'acceptances'>,
  { id, ladderFrom, openedAt }: Judged,
): Acceptance | undefined {
  return acceptances.find(({ incident, at }) => incident === id && at >= (ladderFrom ?? openedAt));
}

/** Open incidents that the incoming side has to accept by name and has not. */
export function incidentsOwed<Kind extends Judged>(
  handoff: Pick<Handoff, 'acceptances' | 'accepts'>,
  incidents: readonly Kind[],
): readonly Kind[] {
  return incidents.filter(
    (incident) =>
      incident.status !== 'resolved' &&
      handoff.accepts.includes(incident.severity) &&
      acceptanceOf(handoff, incident) === undefined,
  );
}

/** How far a handoff is. */
export type HandoffStage = 'begun' | 'signed' | 'taken-over' | 'closed';

/** The stage of a handoff. */
export function stageOf({ closed, takeover, outgoing }: Handoff): HandoffStage {
  if (closed !== undefined) return 'closed';
  if (takeover !== undefined) return 'taken-over';
  return outgoing === undefined ? 'begun' : 'signed';
}

/** Open handoffs, the newest first. */
export const openHandoffs = (all: readonly Handoff[]): readonly Handoff[] =>
  all
    .filter(({ closed }) => closed === undefined)
    .toSorted((one, other) => other.boundaryAt - one.boundaryAt);
