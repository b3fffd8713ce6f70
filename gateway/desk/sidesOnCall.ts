import type { HandoffDuty } from '../../shared/model/handoff.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { isSamePerson } from '../../shared/rules/persons.ts';
import { holdingAt } from '../../shared/rules/rotaBook.ts';
import type { DeskState } from './evolve.ts';
import type { DeskRules } from './rules.ts';

/** The lists whose holders a handoff names; a policy always has both. */
const namedLists: readonly string[] = ['primary', 'secondary'];

type Rota = Pick<DeskRules, 'rotaLists' | 'persons'>;

/** Who is on call as a shift ends, and from its end on. */
export function sidesOnCall(
  { rota }: Pick<DeskState, 'rota'>,
  rules: Rota,
  boundaryAt: Instant,
): { readonly outgoing: HandoffDuty[]; readonly incoming: HandoffDuty[] } {
  const overrides = Object.values(rota.overrides);
  const at = (instant: Instant): HandoffDuty[] =>
    rules
      .rotaLists()
      .filter(({ id }) => namedLists.includes(id))
      .map((list) => {
        const { person, hole } = holdingAt(list, overrides, instant);
        return { list: list.id, name: list.name, person: nameOf(rules, person), hole };
      });
  return { outgoing: at(boundaryAt - 1), incoming: at(boundaryAt) };
}

/**
 * Whether somebody who signs is on any list of the rota: as they sign, or on their side of the shift's end. Undefined
 * where there is no rota to look at.
 */
export function isOnRota(
  { rota }: Pick<DeskState, 'rota'>,
  rules: Rota,
  signing: { readonly person: string; readonly at: Instant; readonly side: 'outgoing' | 'incoming' },
  boundaryAt: Instant,
): boolean | undefined {
  const lists = rules.rotaLists();
  if (lists.length === 0) return undefined;
  const overrides = Object.values(rota.overrides);
  const { person, at, side } = signing;
  const instants = [at, side === 'outgoing' ? boundaryAt - 1 : boundaryAt];
  return lists.some((list) =>
    instants.some((instant) => {
      const held = holdingAt(list, overrides, instant).person;
      return held !== undefined && isSamePerson(rules.persons, held, person);
    }),
  );
}

/** A person's name; somebody whom only a calendar knows is called as it calls them. */
const nameOf = ({ persons }: Rota, id: string | undefined): string | undefined =>
  persons.find((person) => person.id === id)?.name ?? id;
