import { assertNever } from '../../shared/assertNever.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { EventOf } from './events.ts';
import type { DeskState } from './evolve.ts';
import { notClearOf, signalKeysOf, withStanding, type StandingsState } from './standings.ts';
import { symptomsOf, withSymptom } from './symptoms.ts';
import { withLine } from './timeline.ts';

type GroupingEvent = EventOf<'incident.folded' | 'incident.unfolded' | 'incident.moved' | 'incident.merged'>;

/** Folds in what happened between incidents. Each of them has a line of it. */
export function evolveGrouping(state: DeskState, event: GroupingEvent): DeskState {
  switch (event.type) {
    case 'incident.folded': {
      const { at, incident, under, reason } = event;
      const foldedUnder = { incident: under, at, reason };
      const folded = lined(state, event, incident, 'note', foldedText(under, reason), { foldedUnder });
      const noted = lined(folded, event, under, 'note', symptomText(state.incidents.get(incident), incident));
      return repointed(withSymptom(noted, incident, under), event, incident, under);
    }
    case 'incident.unfolded': {
      const { at, incident, from, reason } = event;
      const standing = { foldedUnder: undefined, clocksFrom: at, ladderFrom: at };
      const stood = lined(state, event, incident, 'reopened', `Stands by itself again: ${reason}`, standing);
      return lined(
        withSymptom(stood, incident, undefined),
        event,
        from,
        'note',
        `${incident} stands by itself again: ${reason}`,
      );
    }
    case 'incident.moved':
      return moved(state, event);
    case 'incident.merged':
      return merged(state, event);
    default:
      return assertNever(event, 'grouping event');
  }
}

/** What a symptom's timeline says: "Folded under INC-2041: Auth is down, which Dashboard depends on". */
export const foldedText = (under: string, reason: string): string => `Folded under ${under}: ${reason}`;

/** What its cause's timeline says. */
export const symptomText = (symptom: Pick<Incident, 'title'> | undefined, id: string): string =>
  `${id} is folded under this${symptom === undefined ? '' : `: ${symptom.title}`}`;

/** What was folded under one incident is folded under another from now on: nothing is two deep. */
function repointed(state: DeskState, event: GroupingEvent, from: string, to: string): DeskState {
  return symptomsOf(state, from).reduce((before, { id, foldedUnder }) => {
    if (foldedUnder === undefined) return before;
    const { reason } = foldedUnder;
    const change = { foldedUnder: { incident: to, at: event.at, reason } };
    const text = `Folded under ${to}, as ${from} is part of it now`;
    return lined(withSymptom(before, id, to), event, id, 'note', text, change);
  }, state);
}

function moved(state: DeskState, event: EventOf<'incident.moved'>): DeskState {
  const { at, incident, signals: put, reason } = event;
  const why = reason === undefined ? '' : `: ${reason}`;
  const alerts = put.flatMap(({ alert }) => alert ?? []);
  let next = put.reduce((before, { signal, state: stood = 'bad' }) => {
    const standing = before.signals.get(signal) ?? { state: stood, changedAt: at };
    return { ...before, ...withStanding(before, signal, { ...standing, incident }) };
  }, state);
  for (const from of new Set(put.flatMap((one) => one.from ?? []))) {
    const gone = put.filter((one) => one.from === from);
    const left = state.incidents.get(from)?.alerts.filter((alert) => !alerts.includes(alert)) ?? [];
    const text = `${namesOf(gone)} moved to ${incident}${why}`;
    next = cleared(lined(next, event, from, 'note', text, { alerts: left }), from, at);
  }
  const origins = [...new Set(put.flatMap(({ from }) => from ?? []))];
  const whence = origins.length === 0 ? '' : ` from ${origins.join(', ')}`;
  const known = next.incidents.get(incident)?.alerts ?? [];
  const change = { alerts: union(known, alerts), arranged: true };
  const text = `${namesOf(put)} put here${whence}${why}`;
  return cleared(lined(next, event, incident, 'note', text, change), incident, at);
}

function namesOf(put: readonly { readonly name: string }[]): string {
  const names = put.slice(0, 3).map(({ name }) => name);
  return put.length > names.length
    ? `${names.join(', ')} and ${put.length - names.length} more`
    : names.join(', ');
}

function merged(state: DeskState, event: EventOf<'incident.merged'>): DeskState {
  const { at, by, incident, into, reason } = event;
  const own = state.incidents.get(incident);
  const target = state.incidents.get(into);
  if (own === undefined || target === undefined) return state;
  const why = reason === undefined ? '' : `: ${reason}`;
  const over = lined(state, event, incident, 'resolved', `Merged into ${into}${why}`, {
    status: 'resolved',
    resolved: { at, by: by.name, note: `Merged into ${into}${why}` },
    mergedInto: into,
    foldedUnder: undefined,
  });
  const noted = lined(over, event, into, 'note', `${incident} merged into this: ${own.title}${why}`, {
    alerts: union(target.alerts, own.alerts),
    mergedFrom: union(target.mergedFrom ?? [], [...(own.mergedFrom ?? []), incident]),
    arranged: true,
  });
  const openByCause = [...noted.openByCause.keys()]
    .filter((cause) => noted.openByCause.get(cause) === incident)
    .reduce((table, cause) => table.set(cause, into), noted.openByCause);
  const standings = signalKeysOf(noted, incident).reduce<StandingsState>((before, key) => {
    const standing = before.signals.get(key);
    return standing === undefined ? before : withStanding(before, key, { ...standing, incident: into });
  }, noted);
  const { signals, signalsOf } = standings;
  const next = withSymptom({ ...noted, openByCause, signals, signalsOf }, incident, undefined);
  return cleared(repointed(next, event, incident, target.foldedUnder?.incident ?? into), into, at);
}

const union = (one: readonly string[], other: readonly string[]): string[] => [
  ...new Set([...one, ...other]),
];

/** Says anew whether all signals of an incident are clear, its own having changed. */
function cleared(state: DeskState, id: string, at: number): DeskState {
  const incident = state.incidents.get(id);
  if (incident === undefined) return state;
  const signalsClearAt = notClearOf(state, id) === 0 ? (incident.signalsClearAt ?? at) : undefined;
  return { ...state, incidents: state.incidents.set(id, { ...incident, signalsClearAt }) };
}

/** Changes one incident, with a line; an unknown one changes nothing. */
function lined(
  state: DeskState,
  { at, by }: Pick<GroupingEvent, 'at' | 'by'>,
  id: string,
  kind: 'note' | 'reopened' | 'resolved',
  text: string,
  change: Partial<Incident> = {},
): DeskState {
  const incident = state.incidents.get(id);
  if (incident === undefined) return state;
  const next = withLine({ ...incident, ...change }, { at, by, kind, text });
  return { ...state, incidents: state.incidents.set(id, next) };
}

/** Incidents that are not resolved, each once. */
export function openIncidents({
  incidents,
  openByCause,
}: Pick<DeskState, 'incidents' | 'openByCause'>): readonly Incident[] {
  return [...new Set(openByCause.values())].flatMap((id) => incidents.get(id) ?? []);
}
