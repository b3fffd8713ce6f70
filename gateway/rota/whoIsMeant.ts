import type { Policy } from '../../shared/policy/index.ts';
import type { Booking } from '../../shared/rules/rotaBook.ts';
import type { Occurrence } from './readCalendar.ts';

type Person = Pick<Policy['people']['persons'][number], 'id' | 'name' | 'contact'>;

/**
 * Who an entry means: by the policy's list of the calendar's own names, then by the mail, chat, id or name of an attendee,
 * then by the title. Somebody whom the policy does not know is called as the calendar calls them.
 */
export function whoIsMeant(
  { summary, attendees }: Pick<Occurrence, 'summary' | 'attendees'>,
  people: readonly Person[],
  named: Readonly<Record<string, string>>,
): string {
  const own = new Map(Object.entries(named).map(([name, id]) => [plain(name), id]));
  const words = [
    ...attendees.flatMap(({ address, name }) => (name === undefined ? [address] : [address, name])),
    ...titles(summary),
  ];
  for (const word of words) {
    const id = own.get(plain(word)) ?? people.find((person) => callsOf(person).includes(plain(word)))?.id;
    if (id !== undefined) return id;
  }
  const inTitle = people.filter(({ name }) => plain(summary).includes(plain(name)));
  const [only] = inTitle;
  if (only !== undefined && inTitle.length === 1) return only.id;
  return attendees[0]?.address ?? titles(summary)[0] ?? 'nobody by name';
}

/** The bookings of a list that its calendar's entries make. */
export const bookingsOf = (
  occurrences: readonly Occurrence[],
  people: readonly Person[],
  named: Readonly<Record<string, string>>,
): readonly Booking[] =>
  occurrences.map((entry) => ({ from: entry.from, to: entry.to, person: whoIsMeant(entry, people, named) }));

const plain = (word: string): string => word.trim().toLowerCase();

const callsOf = ({ id, name, contact }: Person): readonly string[] =>
  [id, name, contact.email, contact.chat].flatMap((word) => (word === undefined ? [] : [plain(word)]));

/** PagerDuty writes `On Call - Name - Schedule`, others `Schedule: Name`, `Name (Rotation)` or the name alone. */
function titles(summary: string): readonly string[] {
  const parts = summary.split(/ - |: | \(|\) ?/).map((part) => part.trim());
  const said = parts.filter((part) => part !== '' && !/^on[- ]call$/i.test(part));
  return [...new Set([...(said.length > 1 ? [] : [summary.trim()]), ...said])].filter((part) => part !== '');
}
