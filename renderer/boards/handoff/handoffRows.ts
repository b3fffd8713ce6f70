import type { Handoff, HandoffItem, HandoffPromise, HandoffQuestion } from '../../../shared/model/handoff.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { acceptanceOf, openHandoffs, stageOf } from '../../../shared/rules/handoffs.ts';
import { isSamePerson, type KnownPeople } from '../../../shared/rules/persons.ts';
import { compareIncidents } from '../../../shared/rules/severity.ts';
import type { DeskInfo } from '../../../shared/model/desk.ts';

/** Something on the board that acts go to: `item:notes`, `incident:INC-2044`, `question:1`, `promise:PRM-1`. */
export type RowId = string;

/** An incident as the incoming side sees it. */
export interface AcceptRow {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly isOpen: boolean;
  /** Known to be resolved since; a record that is closed does not say. */
  readonly isResolved: boolean;
  readonly isRequired: boolean;
  readonly accepted: { readonly at: number; readonly by: string } | undefined;
  readonly questions: readonly HandoffQuestion[];
}

/** Every handoff in the order in which `[` and `]` go: open ones, then the records, each newest first. */
export function handoffOrder(all: Readonly<Record<string, Handoff>>): readonly Handoff[] {
  const records = Object.values(all)
    .filter(({ closed }) => closed !== undefined)
    .toSorted((one, other) => other.boundaryAt - one.boundaryAt);
  return [...openHandoffs(Object.values(all)), ...records];
}

/** Open incidents, worst first, and those that were accepted and are over; of a record, what was accepted. */
export function acceptRows(
  handoff: Handoff,
  incidents: Readonly<Record<string, Incident>>,
  severities: DeskInfo['severities'],
): readonly AcceptRow[] {
  const asked = (id: string): readonly HandoffQuestion[] =>
    handoff.questions.filter(({ incident }) => incident === id);
  const isRequired = (severity: string): boolean => handoff.accepts.includes(severity);
  const over = handoff.acceptances
    .filter(
      ({ incident }) =>
        handoff.closed !== undefined || (incidents[incident]?.status ?? 'resolved') === 'resolved',
    )
    .map(({ incident: id, title, severity, at, by }) => ({
      ...{
        id,
        title,
        severity,
        isOpen: false,
        isResolved: handoff.closed === undefined,
        isRequired: isRequired(severity),
      },
      ...{ accepted: { at, by }, questions: asked(id) },
    }));
  if (handoff.closed !== undefined) return over;
  const open = Object.values(incidents)
    .filter(({ status }) => status !== 'resolved')
    .toSorted(compareIncidents(severities))
    .map((incident) => ({
      ...{
        id: incident.id,
        title: incident.title,
        severity: incident.severity,
        isOpen: true,
        isResolved: false,
      },
      isRequired: isRequired(incident.severity),
      accepted: acceptanceOf(handoff, incident),
      questions: asked(incident.id),
    }));
  return [...open, ...over];
}

/** Everything that the cursor goes through, top to bottom. */
export const rowIds = (handoff: Handoff, accepts: readonly AcceptRow[]): readonly RowId[] => [
  ...handoff.items.map(({ id }) => `item:${id}`),
  ...handoff.promises.map(({ id }) => `promise:${id}`),
  ...accepts.map(({ id }) => `incident:${id}`),
  ...handoff.questions.map(({ id }) => `question:${id}`),
];

/** What a row stands for. */
export function rowOf(
  handoff: Handoff,
  accepts: readonly AcceptRow[],
  row: RowId | undefined,
): {
  readonly item?: HandoffItem | undefined;
  readonly accept?: AcceptRow | undefined;
  readonly question?: HandoffQuestion | undefined;
  readonly promise?: HandoffPromise | undefined;
} {
  const [kind, id] = (row ?? '').split(/:(.*)/s);
  switch (kind) {
    case 'item':
      return { item: handoff.items.find((item) => item.id === id) };
    case 'incident':
      return { accept: accepts.find((accept) => accept.id === id) };
    case 'question':
      return { question: handoff.questions.find((question) => String(question.id) === id) };
    case 'promise':
      return { promise: handoff.promises.find((promise) => promise.id === id) };
    default:
      return {};
  }
}

/** The side for which this console would sign next; undefined where nothing is left to sign. */
export function sideToSign(handoff: Handoff): 'outgoing' | 'incoming' | undefined {
  switch (stageOf(handoff)) {
    case 'closed':
      return undefined;
    case 'begun':
      return 'outgoing';
    case 'signed':
    case 'taken-over':
      return 'incoming';
  }
}

/** Why this person may not sign a side, in a sentence; undefined where nothing of it is known here. */
export function signProblem(
  { outgoing, acceptances, takeover }: Handoff,
  side: 'outgoing' | 'incoming',
  person: string,
  people: KnownPeople,
): string | undefined {
  if (side === 'incoming') {
    if (outgoing !== undefined && isSamePerson(people, outgoing.by, person))
      return 'you signed for the outgoing shift';
    if (takeover !== undefined && !isSamePerson(people, takeover.by, person)) return `${takeover.by} signs`;
    return undefined;
  }
  const accepted = acceptances.find(({ by }) => isSamePerson(people, by, person));
  return accepted === undefined ? undefined : `you accepted ${accepted.incident} for the incoming shift`;
}
