import {
  mostPassedActs,
  mostPassedSignals,
  type Passed,
  type PassedAct,
} from '../../shared/model/between.ts';
import type { IncidentRecord } from '../../shared/model/incidentRecord.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { grouped } from '../../shared/rules/grouped.ts';
import { isWithin, type Span } from '../../shared/rules/kpis.ts';
import type { DeskEvent, EventOf } from '../desk/events.ts';
import type { Records } from '../figures/incidentRecords.ts';
import type { Spell } from './spell.ts';

/** A text in an answer, at most: notes and titles may be pages long. */
const mostCharacters = 240;

/** A text cut to what an answer carries. */
export const shortened = (text: string): string =>
  text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`;

/** Every incident that events or spells of a span concern. `events` may hold others: how it stood rests on them too. */
export function incidentItems(
  events: readonly DeskEvent[],
  spells: readonly Spell[],
  records: Records,
  span: Span,
): readonly Passed[] {
  const within = events.filter(({ at }) => isWithin(span, at));
  const own = grouped(within, (event) =>
    'incident' in event && event.type.startsWith('incident.') && event.incident !== undefined
      ? [event.incident]
      : [],
  );
  const taken = grouped(events, (event) => (event.type === 'incident.acknowledged' ? [event.incident] : []));
  const fired = grouped(spells, ({ incident }) => (incident === undefined ? [] : [incident]));
  return [...new Set([...own.keys(), ...fired.keys()])].flatMap((id) => {
    const record = records.incidents.get(id);
    if (record === undefined) return [];
    const acknowledged = taken.get(id)?.map(({ at }) => at) ?? [record.acknowledged?.at ?? Infinity];
    const standing = standingAt(record, acknowledged, span.to);
    return [{ ...incidentItem(record, own.get(id) ?? [], fired.get(id) ?? [], span), ...standing }];
  });
}

function incidentItem(
  record: IncidentRecord,
  events: readonly DeskEvent[],
  spells: readonly Spell[],
  span: Span,
): Omit<Passed, 'state' | 'to'> {
  const { id, title, service, openedAt } = record;
  const acts = events.flatMap(actOf);
  const signals = signalsOf(events, spells, span);
  const instants = [...events.map(({ at }) => at), ...spells.flatMap(({ from, to }) => [from, to ?? from])];
  return {
    kind: 'incident',
    id,
    title: shortened(title),
    service,
    severity: record.severities.findLast(({ from }) => from < span.to)?.severity,
    from: openedAt,
    lastAt: Math.max(...instants.filter((at) => isWithin(span, at))),
    times: Math.max(0, ...signals.map(({ times }) => times)),
    acts: acts.slice(-mostPassedActs),
    actCount: acts.length,
    signals: signals.slice(0, mostPassedSignals),
  };
}

/** How an incident stood just before an instant. Reopened, it waits to be acknowledged anew. */
function standingAt(
  { episodes }: IncidentRecord,
  acknowledged: readonly Instant[],
  at: Instant,
): Pick<Passed, 'state' | 'to'> {
  const episode = episodes.findLast(({ from }) => from < at);
  const { resolved, from = 0 } = episode ?? {};
  if (resolved !== undefined && resolved.at < at) return { state: 'resolved', to: resolved.at };
  return { state: acknowledged.some((one) => one >= from && one < at) ? 'acknowledged' : 'open' };
}

/** How often each signal came: by the spells of alerts, which miss nothing, and by the journal for all others. */
function signalsOf(
  events: readonly DeskEvent[],
  spells: readonly Spell[],
  span: Span,
): NonNullable<Passed['signals']> {
  const bySubject = grouped(spells, ({ subject }) => [subject]);
  const alerts = [...bySubject.values()].map((own) => ({
    text: shortened(own.at(-1)?.title ?? ''),
    times: own.filter(({ from }) => isWithin(span, from)).length,
    state: own.at(-1)?.to === undefined ? 'bad' : own.at(-1)?.ending === 'ended' ? 'clear' : 'lost',
  }));
  const told = grouped(
    events.filter((event): event is EventOf<'incident.signal'> => event.type === 'incident.signal'),
    ({ signal, alert }) => (alert !== undefined && bySubject.has(alert) ? [] : [signal]),
  );
  const others = [...told.values()].map((own) => ({
    text: shortened(own.findLast(({ state }) => state === 'bad')?.text ?? own.at(-1)?.text ?? ''),
    times: own.filter(({ state }) => state === 'bad').length,
    state: own.at(-1)?.state ?? 'bad',
  }));
  return [...alerts, ...others].sort((one, other) => other.times - one.times);
}

/** Signals are told apart; what every incident has is not told. */
function actOf(event: DeskEvent): PassedAct[] {
  const text = actText(event);
  if (text === undefined) return [];
  const by = event.by.kind === 'person' ? event.by.name : undefined;
  return [{ at: event.at, by, text: shortened(text) }];
}

function actText(event: DeskEvent): string | undefined {
  switch (event.type) {
    case 'incident.opened':
      return `opened as ${event.severity}`;
    case 'incident.acknowledged':
      return 'acknowledged';
    case 'incident.assigned':
      return `assigned to ${event.assignee}`;
    case 'incident.noted':
      return `note: ${event.text}`;
    case 'incident.resolved':
      return event.note === '' ? 'resolved' : `resolved: ${event.note}`;
    case 'incident.reopened':
      return `reopened: ${event.reason}`;
    case 'incident.reclassified':
      return `${event.from} to ${event.to}: ${event.reason}`;
    case 'incident.assessed':
      return `impact assessed: ${event.impact}`;
    case 'incident.updated':
      return `stakeholders told: ${event.text}`;
    case 'incident.reported':
      return 'report written';
    case 'incident.escalated':
      return `escalated to ${event.role}${event.person === undefined ? ', held by nobody' : `, ${event.person}`}`;
    case 'incident.overdue':
      return `${event.label} was due and not done`;
    case 'incident.merged':
      return `merged into ${event.into}`;
    case 'incident.folded':
      return `folded under ${event.under}`;
    case 'incident.unfolded':
      return 'stood up by itself again';
    // Later kinds too: what is told of them is added here on purpose.
    default:
      return undefined;
  }
}
