import type { FeedState } from '../feed/reduce.ts';
import type { DeskInfo } from '../model/desk.ts';
import type { RotaListEntity } from '../model/rota.ts';
import { serviceStates } from '../model/service.ts';
import { roughText, spanText } from '../rules/durations.ts';
import { handoffMarkdown } from '../rules/handoffMarkdown.ts';
import { rotaAheadMs, rotaTime } from '../rules/rotaFindings.ts';
import { escapeHtml } from './escapeHtml.ts';
import { markdownHtml } from './markdownHtml.ts';

/** A section of the copy: its anchor, its heading, and what stands in it as HTML. */
export interface CopySection {
  readonly id: string;
  readonly title: string;
  readonly html: string;
}

/** What the last known state says: incidents, services, whom to call, who is paged, the rota of two weeks, the last handoffs. */
export function stateSections(state: FeedState): readonly CopySection[] {
  const { desk: desks, rota } = state.entities;
  const desk = desks['desk'];
  const reach = state.sealedContacts === undefined ? contactOf : () => 'locked when this copy was made';
  return [
    { id: 'incidents', title: 'Open incidents', html: incidents(state) },
    { id: 'services', title: 'Services, last known', html: services(state) },
    ...(desk === undefined
      ? []
      : [
          { id: 'on-call', title: 'On call', html: onCall(desk, reach) },
          { id: 'ladder', title: 'Escalation ladder', html: ladder(desk) },
          { id: 'contacts', title: 'Contacts', html: contacts(desk, reach) },
        ]),
    { id: 'rota', title: 'Rota, two weeks', html: turns(Object.values(rota), desk, state.at) },
    { id: 'handoffs', title: 'Handoffs, the last ten', html: handoffs(state) },
  ];
}

const mostHandoffs = 10;

/** Each record whole, the newest first. */
function handoffs({ entities }: FeedState): string {
  const newest = Object.values(entities.handoff)
    .sort((a, b) => b.boundaryAt - a.boundaryAt)
    .slice(0, mostHandoffs);
  const targets = { picture: () => undefined, hasRunbook: () => false, headingBelow: 2 };
  return newest.length === 0
    ? '<p>None was known.</p>'
    : newest.map((one) => `<section>${markdownHtml(handoffMarkdown(one), targets)}</section>`).join('<hr>');
}

/** A table of plain texts. */
function table(head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return `<p>${escapeHtml(none)}</p>`;
  const row = (cells: readonly string[], tag: 'th' | 'td'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${row(head, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`;
}

function incidents({ entities, at }: FeedState): string {
  const open = Object.values(entities.incident)
    .filter(({ status }) => status !== 'resolved')
    .sort((a, b) => a.severity.localeCompare(b.severity) || a.openedAt - b.openedAt);
  const rows = open.map((incident) => [
    `${incident.severity} ${incident.id}`,
    incident.title,
    entities.service[incident.service ?? '']?.name ?? '',
    `${rotaTime(incident.openedAt)}, open ${roughText(at - incident.openedAt)}`,
    incident.assignee ?? (incident.acknowledged === undefined ? 'not acknowledged' : 'no owner'),
    incident.runbooks.join(', '),
  ]);
  return table(['', 'Incident', 'Service', 'Since', 'Owner', 'Runbooks'], rows, 'None was open.');
}

function services({ entities }: FeedState): string {
  const rows = Object.values(entities.service)
    .sort(
      (a, b) =>
        serviceStates.indexOf(a.state) - serviceStates.indexOf(b.state) || a.name.localeCompare(b.name),
    )
    .map(({ name, state, since, reason }) => [name, state, rotaTime(since), reason]);
  return table(['Service', 'Was', 'Since', 'Why'], rows, 'None was known.');
}

type Person = DeskInfo['people'][number];
/** How a person is reached, in words. */
type Reach = (person: Person) => string;

const contactOf: Reach = ({ contact }) =>
  [contact?.phone, contact?.chat, contact?.email].filter(Boolean).join(' · ') || 'no contact is known';

function onCall({ onCall: duties, people }: DeskInfo, reach: Reach): string {
  const rows = duties.map(({ role, person }) => {
    const who = people.find(({ name }) => name === person);
    return [role, person, who === undefined ? 'no contact is known' : reach(who)];
  });
  return table(['Role', 'Person', 'Reach'], rows, 'Nobody was known to be on call.');
}

function ladder({ escalation, severities }: DeskInfo): string {
  const rows = escalation.flatMap(({ severity, stopsOn, steps }) =>
    steps.map(({ afterMs, role, person }, place) => [
      place === 0 ? `${severity} ${severities.find(({ id }) => id === severity)?.name ?? ''}` : '',
      `after ${spanText(afterMs)}`,
      person === undefined ? role : `${role}, ${person}`,
      place === 0 ? `until ${stopsOn}` : '',
    ]),
  );
  return table(['Severity', 'When', 'Who is paged', ''], rows, 'The policy has none.');
}

function contacts({ people, sites }: DeskInfo, reach: Reach): string {
  const rows = [...people]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((person) => [
      person.name,
      person.title,
      sites.find(({ id }) => id === person.site)?.name ?? '',
      reach(person),
    ]);
  return table(['Name', 'Title', 'Site', 'Reach'], rows, 'The policy names nobody.');
}

function turns(lists: readonly RotaListEntity[], desk: DeskInfo | undefined, at: number): string {
  const nameOf = (id: string): string => desk?.people.find((person) => person.id === id)?.name ?? id;
  const rows = lists.flatMap(({ name, spans }) =>
    spans
      .filter(({ from, to }) => to > at && from < at + rotaAheadMs)
      .map(({ from, to, person, hole }, place) => [
        place === 0 ? name : '',
        `${rotaTime(from)} to ${rotaTime(to)}`,
        person === undefined ? `nobody: ${hole ?? 'a hole'}` : nameOf(person),
      ]),
  );
  return table(['List', 'From, to (UTC)', 'Person'], rows, 'No rota is known.');
}
