import type { Handoff, HandoffItem } from '../../shared/model/handoff.ts';
import type { Incident } from '../../shared/model/incident.ts';
import { err } from '../../shared/result.ts';
import { identityOf, isSamePerson } from '../../shared/rules/persons.ts';
import { clock, type Context, type Decision } from './handler.ts';
import type { DeskState } from './evolve.ts';

/** Every incident of a desk. */
export const incidentsOf = ({ incidents }: Pick<DeskState, 'incidents'>): readonly Incident[] => [
  ...incidents.values(),
];

/** Decides on a handoff whose record is not closed. */
export function withHandoff(
  { state: { handoffs } }: Context,
  id: string,
  decide: (handoff: Handoff) => Decision,
): Decision {
  const handoff = handoffs.all[id];
  if (handoff === undefined) return err(`This desk has no handoff ${id} that is open.`);
  const { closed } = handoff;
  if (closed === undefined) return decide(handoff);
  return err(`${id} was closed at ${clock(closed.at)} UTC, and its record changes no more.`);
}

/** Decides on a handoff that the outgoing side still works on. */
export function withUnsigned(context: Context, id: string, decide: (handoff: Handoff) => Decision): Decision {
  return withHandoff(context, id, (handoff) => {
    const { outgoing, takeover } = handoff;
    if (outgoing !== undefined)
      return err(
        `${outgoing.by} signed ${id} for the outgoing shift at ${clock(outgoing.at)} UTC; ask back instead.`,
      );
    if (takeover !== undefined)
      return err(
        `${takeover.by} took over at ${clock(takeover.at)} UTC, so the outgoing side of ${id} is over.`,
      );
    return decide(handoff);
  });
}

/** Decides on an item of a handoff that the outgoing side still works on. */
export function withItem(
  context: Context,
  id: string,
  wanted: string,
  decide: (item: HandoffItem, handoff: Handoff) => Decision,
): Decision {
  return withUnsigned(context, id, (handoff) => {
    const item = handoff.items.find((known) => known.id === wanted);
    if (item !== undefined) return decide(item, handoff);
    return err(`${id} has no item "${wanted}"; it has ${handoff.items.map((one) => one.id).join(', ')}.`);
  });
}

/** Decides for somebody who gave a name: a signature, an acceptance or a takeover without one vouches for nothing. */
export function withName({ rules, person }: Context, decide: () => Decision): Decision {
  if (identityOf(rules.persons, person) !== undefined) return decide();
  return err('This console does not say who acts; press w, give your name, and do it again.');
}

/** True where a name is that of who acts. */
export const isGiver = ({ rules, person }: Context, name: string): boolean =>
  isSamePerson(rules.persons, person, name);
