import { assertNever } from '../../shared/assertNever.ts';
import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { DeskEvent } from './events.ts';

/** Where a signal stands with the incident that it belongs to. */
export interface SignalStanding {
  readonly incident: string;
  readonly state: 'bad' | 'clear' | 'lost';
  readonly changedAt: Instant;
}

/** The desk: what the journal adds up to. */
export interface DeskState {
  readonly incidents: Readonly<Record<string, Incident>>;
  /** The open incident of each cause. */
  readonly openByCause: Readonly<Record<string, string>>;
  /** By signal key. One that was bad when its incident was resolved stays here until it was clear once. */
  readonly signals: Readonly<Record<string, SignalStanding>>;
  readonly nextNumber: number;
}

/** A desk on which nothing ever happened. */
export const emptyDesk: DeskState = { incidents: {}, openByCause: {}, signals: {}, nextNumber: 2001 };

/** Newest timeline entries kept on the feed; the journal keeps all. */
const timelineShown = 200;

/** Folds one event in. Pure; never refuses: what is in the journal has happened. */
export function evolve(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'incident.opened':
      return opened(state, event);
    case 'incident.signal':
      return signalled(state, event);
    case 'incident.acknowledged':
      return change(state, event, 'acknowledged', 'Acknowledged', () => ({
        status: 'acknowledged',
        acknowledged: { at: event.at, by: event.by.name },
      }));
    case 'incident.assigned':
      return change(state, event, 'assigned', `Assigned to ${event.assignee}`, () => ({
        assignee: event.assignee,
        assignedAt: event.at,
      }));
    case 'incident.noted':
      return change(state, event, 'note', event.text, () => ({}));
    case 'incident.reclassified':
      return change(state, event, 'reclassified', `${event.from} to ${event.to}: ${event.reason}`, () => ({
        severity: event.to,
      }));
    case 'incident.resolved':
      return resolved(state, event);
    case 'incident.reopened': {
      const reopened = change(state, event, 'reopened', `Reopened: ${event.reason}`, () => ({
        status: 'open',
        resolved: undefined,
        acknowledged: undefined,
      }));
      const cause = reopened.incidents[event.incident]?.cause;
      if (cause === undefined) return reopened;
      return { ...reopened, openByCause: { ...reopened.openByCause, [cause]: event.incident } };
    }
    case 'command.refused':
      return state;
    default:
      return assertNever(event, 'desk event');
  }
}

type EventOf<Type extends DeskEvent['type']> = Extract<DeskEvent, { type: Type }>;

function opened(state: DeskState, event: EventOf<'incident.opened'>): DeskState {
  const incident: Incident = {
    id: event.incident,
    title: event.title,
    severity: event.severity,
    category: event.category,
    service: event.service,
    status: 'open',
    cause: event.cause,
    firstSignalAt: event.firstSignalAt,
    openedAt: event.at,
    alerts: event.alerts,
    timeline: [{ at: event.at, by: event.by, kind: 'opened', text: event.text }],
    timelineTotal: 1,
    declaredBy: event.declaredBy,
    runbooks: event.runbooks,
  };
  const number = Number(event.incident.replace('INC-', ''));
  return {
    ...state,
    incidents: { ...state.incidents, [incident.id]: incident },
    openByCause: { ...state.openByCause, [event.cause]: incident.id },
    nextNumber: Math.max(state.nextNumber, number + 1),
  };
}

function signalled(state: DeskState, event: EventOf<'incident.signal'>): DeskState {
  const signals = {
    ...state.signals,
    [event.signal]: { incident: event.incident, state: event.state, changedAt: event.at },
  };
  const isOver = state.incidents[event.incident]?.status === 'resolved';
  // A resolved incident keeps watch over a signal only until it is clear once.
  if (isOver && event.state === 'clear') Reflect.deleteProperty(signals, event.signal);
  const own = Object.values(signals).filter(({ incident }) => incident === event.incident);
  const isClear = own.every((standing) => standing.state === 'clear');
  const noted = change(state, event, 'signal', event.text, (incident) => ({
    signalsClearAt: isClear ? (incident.signalsClearAt ?? event.at) : undefined,
    alerts:
      event.alert === undefined || incident.alerts.includes(event.alert)
        ? incident.alerts
        : [...incident.alerts, event.alert],
  }));
  return { ...noted, signals };
}

function resolved(state: DeskState, event: EventOf<'incident.resolved'>): DeskState {
  const own = Object.entries(state.signals).filter(([, { incident }]) => incident === event.incident);
  const bad = own.filter(([, standing]) => standing.state !== 'clear').length;
  const still = bad === 0 ? '' : ` (${bad} ${bad === 1 ? 'signal' : 'signals'} still not clear)`;
  const next = change(state, event, 'resolved', `Resolved: ${event.note}${still}`, () => ({
    status: 'resolved',
    resolved: { at: event.at, by: event.by.name, note: event.note },
  }));
  const cause = next.incidents[event.incident]?.cause;
  const openByCause = { ...next.openByCause };
  if (cause !== undefined && openByCause[cause] === event.incident)
    Reflect.deleteProperty(openByCause, cause);
  const signals = { ...next.signals };
  for (const [key, standing] of own) if (standing.state === 'clear') Reflect.deleteProperty(signals, key);
  return { ...next, openByCause, signals };
}

/** Changes one incident and adds a line to its timeline; an unknown incident changes nothing. */
function change(
  state: DeskState,
  event: Extract<DeskEvent, { incident: string }>,
  kind: TimelineEntry['kind'],
  text: string,
  to: (incident: Incident) => Partial<Incident>,
): DeskState {
  const incident = state.incidents[event.incident];
  if (incident === undefined) return state;
  const entry: TimelineEntry = { at: event.at, by: event.by, kind, text };
  const next: Incident = {
    ...incident,
    ...to(incident),
    timeline: [...incident.timeline, entry].slice(-timelineShown),
    timelineTotal: incident.timelineTotal + 1,
  };
  return { ...state, incidents: { ...state.incidents, [incident.id]: next } };
}
