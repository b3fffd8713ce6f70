import type { DeskInfo } from '../../shared/model/desk.ts';
import { cleanName } from '../../shared/feed/person.ts';

/** One line of the chooser. */
export interface PersonChoice {
  readonly name: string;
  /** Title and site; what it is, for a name that the policy does not have. */
  readonly about: string;
}

/** The policy's people whose name, title or site has every word that was typed, then the typed name itself. */
export function personChoices(
  desk: Pick<DeskInfo, 'people' | 'sites'> | undefined,
  typed: string,
): readonly PersonChoice[] {
  const name = cleanName(typed);
  const words = name.toLowerCase().split(' ');
  const people = (desk?.people ?? []).map((person) => ({
    name: person.name,
    about: [person.title, desk?.sites.find(({ id }) => id === person.site)?.name]
      .filter((part) => part !== undefined && part !== '')
      .join(', '),
  }));
  const found = people.filter(({ name: known, about }) => {
    const text = `${known} ${about}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const isKnown = found.some((person) => person.name.toLowerCase() === name.toLowerCase());
  return name === '' || isKnown ? found : [...found, { name, about: 'not in the policy' }];
}
