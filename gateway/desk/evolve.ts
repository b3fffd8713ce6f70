import { OrderedMap } from 'immutable';
import { assertNever } from '../../shared/assertNever.ts';
import type { Drill } from '../../shared/model/drill.ts';
import type { Incident, TimelineEntry } from '../../shared/model/incident.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { DeskEvent, EventOf } from './events.ts';
import { emptyAutomation, evolveAutomation, type AutomationState } from './evolveAutomation.ts';
import { evolveDrill } from './evolveDrill.ts';
import { evolveDuty } from './evolveDuty.ts';
import { evolveChange, type ChangesState } from './evolveChange.ts';
import { evolveGrouping, foldedText, symptomText } from './evolveGrouping.ts';
import { noSymptoms, withSymptom, type SymptomsState } from './symptoms.ts';
import { evolveHandoff, noHandoffs, type HandoffsState } from './evolveHandoff.ts';
import { evolveNotice, noNotices, withoutForgotten, type NoticesState } from './evolveNotice.ts';
import { evolveRota, noRota, type RotaState } from './evolveRota.ts';
import { noStandings, notClearOf, signalKeysOf, withStanding, type StandingsState } from './standings.ts';
import { calledText } from './procedures.ts';
import { evolveRunbook, withoutForgottenRuns, type RunbookRunsState } from './evolveRunbook.ts';
import { withLine } from './timeline.ts';
import { evolveSilence, evolveTold, noSilences, type SilencesState } from './evolveSilence.ts';

/** The desk: what the journal adds up to. */
export interface DeskState extends ChangesState, StandingsState, SymptomsState {
  readonly incidents: OrderedMap<string, Incident>;
  /** The open incident of each cause. */
  readonly openByCause: OrderedMap<string, string>;
  readonly nextNumber: number;
  readonly notices: NoticesState;
  readonly silences: SilencesState;
  readonly automation: AutomationState;
  readonly rota: RotaState;
  readonly handoffs: HandoffsState;
  readonly runbookRuns: RunbookRunsState;
  /** Newest first. */
  readonly drills: readonly Drill[];
}

/** A desk on which nothing ever happened. */
export const emptyDesk: DeskState = {
  incidents: OrderedMap(),
  openByCause: OrderedMap(),
  ...noStandings,
  ...noSymptoms,
  nextNumber: 2001,
  changes: {},
  nextChange: 101,
  notices: noNotices,
  silences: noSilences,
  automation: emptyAutomation,
  rota: noRota,
  handoffs: noHandoffs,
  runbookRuns: {},
  drills: [],
};

/** Resolved so long before another opens, an incident leaves the desk; journal and figures keep it. ms */
const rememberedMs = 45 * 86_400_000;
/** The desk looks for what to forget at every so many incidents: each look passes over all of them. */
const forgetEvery = 64;

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
        ladderFrom: event.at,
      }));
    case 'incident.assessed':
    case 'incident.updated':
    case 'incident.reported':
    case 'incident.escalated':
    case 'incident.overdue':
      return evolveDuty(state, event, change);
    case 'incident.resolved':
      return resolved(state, event);
    case 'incident.reopened': {
      const wasFolded = state.incidents.get(event.incident)?.foldedUnder !== undefined;
      const reopened = change(state, event, 'reopened', `Reopened: ${event.reason}`, () => ({
        status: 'open',
        resolved: undefined,
        acknowledged: undefined,
        reported: undefined,
        ladderFrom: event.at,
        ...(wasFolded ? { foldedUnder: undefined, clocksFrom: event.at } : {}),
      }));
      const cause = reopened.incidents.get(event.incident)?.cause;
      if (cause === undefined) return reopened;
      return { ...reopened, openByCause: reopened.openByCause.set(cause, event.incident) };
    }
    case 'incident.folded':
    case 'incident.unfolded':
    case 'incident.moved':
    case 'incident.merged':
      return evolveGrouping(state, event);
    case 'command.refused':
      return state;
    case 'change.planned':
    case 'change.started':
    case 'change.extended':
    case 'change.ended':
      return { ...state, ...evolveChange(state, event) };
    case 'notice.due':
    case 'notice.failed':
    case 'notice.delivered':
    case 'notice.dead':
      return { ...state, ...evolveNotice(state, event) };
    case 'silence.requested':
    case 'silence.done':
    case 'silence.failed':
      return { ...state, silences: evolveSilence(state.silences, event) };
    case 'silence.told': {
      const silences = evolveTold(state.silences, event, state.incidents);
      // Of a kind that every console knows.
      return change({ ...state, silences }, event, 'signal', event.text, () => ({}));
    }
    case 'handoff.begun':
    case 'handoff.ticked':
    case 'handoff.unticked':
    case 'handoff.changed':
    case 'handoff.noted':
    case 'handoff.accepted':
    case 'handoff.asked':
    case 'handoff.answered':
    case 'handoff.promised':
    case 'handoff.fulfilled':
    case 'handoff.signed':
    case 'handoff.takenOver':
    case 'handoff.escalated':
      return { ...state, handoffs: evolveHandoff(state.handoffs, event) };
    case 'automation.triggered':
    case 'automation.approved':
    case 'automation.declined':
    case 'automation.step':
    case 'automation.cleared':
    case 'automation.finished':
    case 'automation.switched': {
      const { automation, incident, text } = evolveAutomation(state.automation, event);
      const next = { ...state, automation };
      if (incident === undefined || text === undefined) return next;
      return change(next, { at: event.at, by: event.by, incident }, 'automation', text, () => ({}));
    }
    case 'rota.proposed':
    case 'rota.approved':
    case 'rota.declined':
    case 'rota.cancelled':
      return { ...state, rota: evolveRota(state.rota, event) };
    case 'runbook.begun':
    case 'runbook.marked':
    case 'runbook.finished': {
      const { runs, text } = evolveRunbook(state.runbookRuns, event);
      const next = { ...state, runbookRuns: runs };
      return text === undefined ? next : change(next, event, 'runbook', text, () => ({}));
    }
    case 'drill.recorded':
      return { ...state, drills: evolveDrill(state.drills, event) };
    default:
      return assertNever(event, 'desk event');
  }
}

function opened(state: DeskState, event: EventOf<'incident.opened'>): DeskState {
  const incident: Incident = {
    id: event.incident,
    title: event.title,
    severity: event.severity,
    category: event.category,
    procedure: event.procedure,
    service: event.service,
    status: 'open',
    cause: event.cause,
    firstSignalAt: event.firstSignalAt,
    openedAt: event.at,
    ladderFrom: event.at,
    escalations: [],
    overdue: [],
    alerts: event.alerts,
    timeline: [{ at: event.at, by: event.by, kind: 'opened', text: event.text }],
    timelineTotal: 1,
    declaredBy: event.declaredBy,
    arranged: event.arranged,
    runbooks: event.runbooks,
  };
  const called = event.procedure;
  const shown =
    called === undefined
      ? incident
      : withLine(incident, { at: event.at, by: event.by, kind: 'escalated', text: calledText(called) });
  const number = Number(event.incident.replace('INC-', ''));
  const known = number % forgetEvery === 0 ? remembered(state.incidents, event.at) : state.incidents;
  const next: DeskState = {
    ...state,
    incidents: known.set(incident.id, shown),
    openByCause: state.openByCause.set(event.cause, incident.id),
    notices: known === state.incidents ? state.notices : withoutForgotten(state.notices, known),
    nextNumber: Math.max(state.nextNumber, number + 1),
    runbookRuns:
      known === state.incidents
        ? state.runbookRuns
        : withoutForgottenRuns(state.runbookRuns, (id) => known.has(id)),
  };
  return event.folded === undefined ? next : openedFolded(next, event, event.folded);
}

/** It opens as a symptom: both timelines say so. */
function openedFolded(
  state: DeskState,
  event: EventOf<'incident.opened'>,
  { under, reason }: { readonly under: string; readonly reason: string },
): DeskState {
  const foldedUnder = { incident: under, at: event.at, reason };
  const folded = change(state, event, 'note', foldedText(under, reason), () => ({ foldedUnder }));
  return change(
    withSymptom(folded, event.incident, under),
    { ...event, incident: under },
    'note',
    symptomText(event, event.incident),
    () => ({}),
  );
}

/** What is long over would be looked through at every beat, and hold memory for ever. */
function remembered(incidents: DeskState['incidents'], at: Instant): DeskState['incidents'] {
  const over = [...incidents.values()].filter(
    ({ resolved: end }) => end !== undefined && at - end.at >= rememberedMs,
  );
  return incidents.deleteAll(over.map(({ id }) => id));
}

function signalled(state: DeskState, event: EventOf<'incident.signal'>): DeskState {
  const isOver = (state.incidents.get(event.incident)?.status ?? 'resolved') === 'resolved';
  // A resolved incident keeps watch over a signal only until it is clear once.
  const isLeft = isOver && event.state === 'clear';
  const standing = { incident: event.incident, state: event.state, changedAt: event.at };
  const next = { ...state, ...withStanding(state, event.signal, isLeft ? undefined : standing) };
  const isClear = notClearOf(next, event.incident) === 0;
  return change(next, event, 'signal', event.text, (incident) => ({
    signalsClearAt: isClear ? (incident.signalsClearAt ?? event.at) : undefined,
    alerts:
      event.alert === undefined || incident.alerts.includes(event.alert)
        ? incident.alerts
        : [...incident.alerts, event.alert],
  }));
}

function resolved(state: DeskState, event: EventOf<'incident.resolved'>): DeskState {
  const bad = notClearOf(state, event.incident);
  const still = bad === 0 ? '' : ` (${bad} ${bad === 1 ? 'signal' : 'signals'} still not clear)`;
  const next = change(state, event, 'resolved', `Resolved: ${event.note}${still}`, () => ({
    status: 'resolved',
    resolved: { at: event.at, by: event.by.name, note: event.note },
  }));
  const { cause = '', mergedFrom = [] } = next.incidents.get(event.incident) ?? {};
  // Its own cause, and those of what was merged into it, which may have left the desk long ago.
  const causes =
    mergedFrom.length === 0
      ? [cause]
      : [...next.openByCause.keys()].filter((key) => next.openByCause.get(key) === event.incident);
  const openByCause = causes.reduce(
    (table, key) => (table.get(key) === event.incident ? table.delete(key) : table),
    next.openByCause,
  );
  const standings = signalKeysOf(state, event.incident)
    .filter((key) => state.signals.get(key)?.state === 'clear')
    .reduce<StandingsState>((kept, key) => withStanding(kept, key, undefined), state);
  const { signals, signalsOf } = standings;
  return withSymptom({ ...next, openByCause, signals, signalsOf }, event.incident, undefined);
}

/** Changes one incident and adds a line to its timeline; an unknown incident changes nothing. */
function change(
  state: DeskState,
  event: Pick<EventOf<'incident.noted'>, 'at' | 'by' | 'incident'>,
  kind: TimelineEntry['kind'],
  text: string,
  to: (incident: Incident) => Partial<Incident>,
): DeskState {
  const incident = state.incidents.get(event.incident);
  if (incident === undefined) return state;
  const entry: TimelineEntry = { at: event.at, by: event.by, kind, text };
  const next = withLine({ ...incident, ...to(incident) }, entry);
  return { ...state, incidents: state.incidents.set(incident.id, next) };
}
