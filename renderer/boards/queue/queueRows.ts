import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { Service } from '../../../shared/model/service.ts';
import { incidentClocks, nextDue, type Clock } from '../../../shared/rules/clocks.ts';
import { durationText, roughText } from '../../../shared/rules/durations.ts';
import { compareIncidents } from '../../../shared/rules/severity.ts';
import type { QueueFilter } from '../../store/store.ts';

const minuteMs = 60_000;
const dueSoonMs = 15 * minuteMs;
const hotMs = 5 * minuteMs;

/** Rows drawn at most; the rest is said in one line. */
export const rowCap = 300;

/** The filters in the order of their chips. */
export const queueFilters: readonly { readonly id: QueueFilter; readonly label: string }[] = [
  { id: 'open', label: 'Open' },
  { id: 'mine', label: 'Mine' },
  { id: 'unowned', label: 'No owner' },
  { id: 'due', label: 'Due in 15 min' },
  { id: 'resolved', label: 'Resolved' },
];

/** One incident of the queue with what is due next. */
export interface QueueRow {
  readonly incident: Incident;
  readonly due?: Clock | undefined;
}

/** What the queue is made from. */
export interface QueueSource {
  readonly incidents: Readonly<Record<string, Incident>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly desk: DeskInfo | undefined;
  readonly person: string;
  readonly now: Instant;
}

/** All incidents in queue order, each with its next duty. */
export function queueRows({ incidents, desk, now }: QueueSource): readonly QueueRow[] {
  return Object.values(incidents)
    .sort(compareIncidents(desk?.severities ?? []))
    .map((incident) => ({ incident, due: desk && nextDue(incidentClocks(incident, desk, now)) }));
}

/** True where a row belongs under a filter. */
export function passesFilter(
  { incident, due }: QueueRow,
  filter: QueueFilter,
  person: string,
  now: Instant,
): boolean {
  if (filter === 'resolved') return incident.status === 'resolved';
  if (incident.status === 'resolved') return false;
  if (filter === 'mine') return person !== '' && incident.assignee === person;
  if (filter === 'unowned') return incident.assignee === undefined;
  if (filter === 'due') return due !== undefined && due.dueAt - now <= dueSoonMs;
  return true;
}

/** True where every word of a search is in id, title, service, owner or severity. */
export function matchesSearch(incident: Incident, serviceName: string, search: string): boolean {
  const { id, title, service = '', assignee = 'no owner', severity } = incident;
  const text = [id, title, service, serviceName, assignee, severity].join(' ').toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** A service's name; its id where the gateway sent no such service. */
export const serviceNameOf = (services: QueueSource['services'], id: string | undefined): string =>
  id === undefined ? '' : (services[id]?.name ?? id);

/** What a due cell says, and how urgent it looks. */
export interface DueWords {
  readonly text: string;
  readonly detail?: string;
  readonly tone: 'plain' | 'warm' | 'hot' | 'late';
}

/** The next duty in words: `RTO 03:48`, or `RTO late` with by how much. */
export function dueWords(due: Clock | undefined, now: Instant): DueWords {
  if (due === undefined) return { text: 'nothing due', tone: 'plain' };
  const left = due.dueAt - now;
  if (due.state === 'late')
    return { text: `${due.short} late`, detail: `by ${durationText(-left)}`, tone: 'late' };
  const tone = left < hotMs ? 'hot' : left < dueSoonMs ? 'warm' : 'plain';
  return { text: `${due.short} ${durationText(left)}`, tone };
}

/** What an empty list says; it never claims more than was heard. */
export function emptyWords(
  source: QueueSource,
  view: { readonly filter: QueueFilter; readonly search: string; readonly live: boolean },
): string {
  if (source.desk === undefined) return 'No incidents received yet.';
  if (view.search.trim() !== '') return `No incident here matches “${view.search.trim()}”.`;
  const all = Object.values(source.incidents);
  if (view.filter === 'resolved') return 'No resolved incident is held.';
  if (all.some(({ status }) => status !== 'resolved')) return 'No open incident passes this filter.';
  const closedAt = Math.max(...all.map(({ resolved }) => resolved?.at ?? 0), 0);
  const last = closedAt > 0 ? ` Last incident closed ${roughText(source.now - closedAt)} ago.` : '';
  return `${view.live ? 'Nothing open.' : 'Nothing was open when last heard.'}${last}`;
}
