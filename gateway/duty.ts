import type { DeskInfo } from '../shared/model/desk.ts';
import type { Instant } from '../shared/model/instant.ts';
import type { RotaOverride } from '../shared/model/rota.ts';
import { rotaNames } from '../shared/policy/escalation.ts';
import type { Policy, PolicyRole, PolicyRotation } from '../shared/policy/index.ts';
import { holdingAt, type Bookings, type RotaList } from '../shared/rules/rotaBook.ts';

/** What whoever is on call owes, ms, as consoles and the desk count it. */
export const dutiesOf = ({ duties }: Pick<Policy, 'duties'>): DeskInfo['duties'] => ({
  acknowledgeMs: duties.acknowledge,
  assessMs: duties.assess,
  updateMs: duties.update,
  documentMs: duties.document,
});

/** A list of the rota with what it is for. */
export interface DutyList extends RotaList {
  readonly covers?: string | undefined;
  /** The services that it is expert in; absent for a list that is on call for all. */
  readonly services?: readonly string[] | undefined;
}

/** The lists of the rota, in the policy's order; `calendars` by list id, where they were read. */
export function rotaListsOf(
  { rota }: Pick<Policy, 'rota'>,
  calendars: ReadonlyMap<string, Bookings> = new Map(),
): readonly DutyList[] {
  const listOf = (id: string, { name, covers, rotation, start, members }: PolicyRotation): DutyList => ({
    ...{ id, name, covers },
    rotation: { start, rotation, members },
    calendar: calendars.get(id),
  });
  return [
    ...rotaNames.map((id) => listOf(id, rota[id])),
    ...rota.experts.map((expert) => ({ ...listOf(expert.id, expert), services: expert.services })),
  ];
}

/** The rota as it stands: its lists, and who stands in. */
export interface RotaBook {
  readonly lists: readonly RotaList[];
  readonly overrides: readonly RotaOverride[];
}

/**
 * The person who holds a role at an instant: whoever an incident is assigned to where the role says so, else who is on
 * duty on its list, else the first named. Undefined where nobody does, which is a hole to be shown.
 */
export function holderOf(
  policy: Pick<Policy, 'people' | 'rota'>,
  role: PolicyRole,
  assignee: string | undefined,
  at: Instant,
  book: RotaBook = { lists: rotaListsOf(policy), overrides: [] },
): string | undefined {
  if (role.assignee && assignee !== undefined) return assignee;
  return personNamed(policy, role.rota === undefined ? role.persons?.[0] : onList(book, role.rota, at));
}

/** Person id of whoever is on duty on a list. */
export function onList({ lists, overrides }: RotaBook, id: string, at: Instant): string | undefined {
  const list = lists.find((known) => known.id === id);
  return list === undefined ? undefined : holdingAt(list, overrides, at).person;
}

/** A person's name by the policy's id; somebody whom only a calendar knows is called as it calls them. */
export function personNamed({ people }: Pick<Policy, 'people'>, id: string | undefined): string | undefined {
  return people.persons.find((person) => person.id === id)?.name ?? id;
}
