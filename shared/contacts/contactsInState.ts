import type { FeedState } from '../feed/reduce.ts';
import type { DeskInfo } from '../model/desk.ts';
import type { Contacts, SealedContacts } from './contactSeal.ts';

/** The contacts that a state holds, by the person's id. */
export function contactsIn(state: FeedState): Contacts {
  const people = Object.values(state.entities.desk).flatMap((desk) => desk.people);
  return Object.fromEntries(
    people.flatMap(({ id, contact }) => (contact === undefined ? [] : [[id, contact] as const])),
  );
}

/** The state with its contacts out of reach. */
export const withSealedContacts = (state: FeedState, sealedContacts: SealedContacts): FeedState => ({
  ...withPeople(state, ({ contact: _sealed, ...person }) => person),
  sealedContacts,
});

/** A sealed state with its contacts in their places again; any other stays as it is: its own are newer. */
export const withContacts = (state: FeedState, contacts: Contacts): FeedState =>
  state.sealedContacts === undefined
    ? state
    : {
        ...withPeople(state, (person) => ({ ...person, contact: contacts[person.id] })),
        sealedContacts: undefined,
      };

type Person = DeskInfo['people'][number];

function withPeople(state: FeedState, change: (person: Person) => Person): FeedState {
  const desks = Object.entries(state.entities.desk).map(
    ([id, desk]) => [id, { ...desk, people: desk.people.map(change) }] as const,
  );
  return { ...state, entities: { ...state.entities, desk: Object.fromEntries(desks) } };
}
