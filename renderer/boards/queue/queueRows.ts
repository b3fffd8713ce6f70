import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import type { QueueScope } from '../../../shared/model/queueView.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { Service } from '../../../shared/model/service.ts';
import { incidentClocks, nextDue, type Clock } from '../../../shared/rules/clocks.ts';
import { durationText, roughText } from '../../../shared/rules/durations.ts';
import { compareIncidents } from '../../../shared/rules/severity.ts';

const minuteMs = 60_000;
const dueSoonMs = 15 * minuteMs;
const hotMs = 5 * minuteMs;

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
export function queueRows({ incidents, desk }: Pick<QueueSource, 'incidents' | 'desk'>): readonly QueueRow[] {
  return Object.values(incidents)
    .sort(compareIncidents(desk?.severities ?? []))
    .map((incident) => rowOf(incident, desk));
}

const known = new WeakMap<Incident, { readonly desk: DeskInfo | undefined; readonly row: QueueRow }>();

/** One row; the same again until its incident or the policy changes. Which duty is next does not move with the clock. */
function rowOf(incident: Incident, desk: DeskInfo | undefined): QueueRow {
  const before = known.get(incident);
  if (before !== undefined && before.desk === desk) return before.row;
  const row = { incident, due: desk && nextDue(incidentClocks(incident, desk, incident.openedAt)) };
  known.set(incident, { desk, row });
  return row;
}

/** True where an incident belongs in a view of this kind. */
export function passesScope(
  { incident, due }: QueueRow,
  scope: Exclude<QueueScope, 'alerts'>,
  person: string,
  now: Instant,
): boolean {
  if (scope === 'resolved') return incident.status === 'resolved';
  if (incident.status === 'resolved') return false;
  if (scope === 'mine') return person !== '' && incident.assignee === person;
  if (scope === 'unacknowledged') return incident.status === 'open';
  // Whoever has the cause answers for its symptoms.
  if (scope === 'unowned') return incident.assignee === undefined && incident.foldedUnder === undefined;
  if (scope === 'due') return due !== undefined && due.dueAt - now <= dueSoonMs;
  return true;
}

/** A service's name; its id where the gateway sent no such service. */
export const serviceNameOf = (
  services: Readonly<Record<string, Pick<Service, 'name'>>>,
  id: string | undefined,
): string => (id === undefined ? '' : (services[id]?.name ?? id));

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
  if (left < 0) return { text: `${due.short} late`, detail: `by ${durationText(-left)}`, tone: 'late' };
  // Colour is for what is nearly over: red where recovery itself is at stake.
  const tone = left >= hotMs ? 'plain' : due.id === 'recover' ? 'hot' : 'warm';
  return { text: `${due.short} ${durationText(left)}`, tone };
}

/** What an empty list of incidents says; it never claims more than was heard. */
export function emptyWords(
  source: Pick<QueueSource, 'incidents' | 'desk' | 'now'>,
  view: { readonly scope: QueueScope; readonly filter: string; readonly live: boolean },
): string {
  if (source.desk === undefined) return 'No incidents received yet.';
  if (view.filter.trim() !== '') return `Nothing here matches ${view.filter.trim()}`;
  if (view.scope === 'alerts')
    return view.live ? 'No alert is known.' : 'No alert was known when last heard.';
  const all = Object.values(source.incidents);
  if (view.scope === 'resolved') return 'No resolved incident is held.';
  if (all.some(({ status }) => status !== 'resolved')) return 'No open incident belongs in this view.';
  const closedAt = Math.max(...all.map(({ resolved }) => resolved?.at ?? 0), 0);
  const last = closedAt > 0 ? ` Last incident closed ${roughText(source.now - closedAt)} ago.` : '';
  return `${view.live ? 'Nothing open.' : 'Nothing was open when last heard.'}${last}`;
}
