import { cleanName, unnamedOperator } from '../feed/person.ts';

/** People of the policy, as far as they are told apart. */
export type KnownPeople = readonly { readonly id: string; readonly name: string }[];

const folded = (name: string): string => cleanName(name).normalize('NFKC').toLowerCase();

/**
 * Who somebody is, however the name is written: the policy's id where it knows the name or id, else the name without
 * case. Undefined for a console that nobody has given a name.
 */
export function identityOf(people: KnownPeople, name: string): string | undefined {
  const wanted = folded(name);
  if (wanted === '' || wanted === folded(unnamedOperator)) return undefined;
  return (
    people.find((person) => folded(person.name) === wanted || folded(person.id) === wanted)?.id ?? wanted
  );
}

/** True where both names are of one person. */
export const isSamePerson = (people: KnownPeople, one: string, other: string): boolean =>
  identityOf(people, one) === identityOf(people, other);
