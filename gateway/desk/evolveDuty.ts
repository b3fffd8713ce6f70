import { assertNever } from '../../shared/assertNever.ts';
import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';
import { roughText, spanText, utcSecond } from '../../shared/rules/durations.ts';
import type { EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';

type DutyEvent = EventOf<
  'incident.assessed' | 'incident.updated' | 'incident.reported' | 'incident.escalated' | 'incident.overdue'
>;

/** Changes one incident and adds a line to its timeline. */
type ChangeIncident = (
  state: DeskState,
  event: DutyEvent,
  kind: TimelineEntry['kind'],
  text: string,
  to: (incident: Incident) => Partial<Incident>,
) => DeskState;

/** What was noted so much after its time was noted by a gateway that was not there in time, ms. */
const lateMs = 60_000;

/** Folds what became of an incident's duties in. */
export function evolveDuty(state: DeskState, event: DutyEvent, change: ChangeIncident): DeskState {
  const act = { at: event.at, by: event.by.name };
  switch (event.type) {
    case 'incident.assessed':
      return change(state, event, 'assessed', `Assessed: ${event.impact}`, () => ({
        assessed: { ...act, impact: event.impact },
      }));
    case 'incident.updated':
      return change(state, event, 'update', `Stakeholder update: ${event.text}`, () => ({
        updatedAt: event.at,
      }));
    case 'incident.reported':
      return change(state, event, 'reported', `Report: ${event.summary}`, () => ({
        reported: { ...act, summary: event.summary },
      }));
    case 'incident.escalated': {
      const { at, dueAt, severity, afterMs, role, person } = event;
      return change(state, event, 'escalated', escalatedText(event), ({ escalations = [] }) => ({
        escalations: [...escalations, { at, dueAt, severity, afterMs, role, person }],
      }));
    }
    case 'incident.overdue': {
      const { duty, dueAt } = event;
      return change(state, event, 'overdue', overdueText(event), ({ overdue = [] }) => ({
        overdue: [...overdue, { duty, dueAt }],
      }));
    }
    default:
      return assertNever(event, 'duty event');
  }
}

function escalatedText({ at, dueAt, role, person, afterMs, reason }: EventOf<'incident.escalated'>): string {
  const whom = person === undefined ? `${role}, a role that nobody holds` : `${role}, ${person}`;
  if (reason !== undefined) return `Escalated by hand to ${whom}: ${reason}`;
  const when = afterMs === 0 ? 'Paged' : `After ${spanText(afterMs)}, escalated to`;
  return `${when} ${whom}${lateText(at, dueAt)}`;
}

function overdueText({ at, dueAt, label }: EventOf<'incident.overdue'>): string {
  return `Missed: ${label.toLowerCase()}, due ${utcSecond(dueAt)} UTC${lateText(at, dueAt)}`;
}

const lateText = (at: number, dueAt: number): string =>
  at - dueAt > lateMs ? ` (${roughText(at - dueAt)} late: the gateway was not running at its time)` : '';
