import ICAL from 'ical.js';
import type { Instant } from '../../shared/model/instant.ts';
import type { RotaOverride } from '../../shared/model/rota.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { spansOf, type RotaList } from '../../shared/rules/rotaBook.ts';

/** What is written. */
export interface CalendarToWrite {
  /** `ACGS Operations rota` */
  readonly title: string;
  readonly lists: readonly RotaList[];
  readonly overrides: readonly RotaOverride[];
  readonly people: Policy['people']['persons'];
  readonly from: Instant;
  readonly to: Instant;
  /** When it is said to be written. */
  readonly now: Instant;
}

const longestTurnMs = 62 * 86_400_000;

const utc = (at: Instant): ICAL.Time => ICAL.Time.fromJSDate(new Date(at), true);

/** The rota as an iCalendar file (RFC 5545): an entry for each stretch that somebody is on. A hole has no entry. */
export function writeCalendar({ title, lists, overrides, people, from, to, now }: CalendarToWrite): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.updatePropertyWithValue('version', '2.0');
  calendar.updatePropertyWithValue('prodid', '-//Watchfloor//Rota//EN');
  calendar.updatePropertyWithValue('calscale', 'GREGORIAN');
  calendar.updatePropertyWithValue('x-wr-calname', title);
  for (const list of lists) {
    // From its true beginning: an entry that began anew each day would be another one each day.
    for (const span of spansOf(list, overrides, from - longestTurnMs, to)) {
      if (span.person === undefined || span.to <= from) continue;
      const person = people.find(({ id }) => id === span.person);
      const name = person?.name ?? span.person;
      const event = new ICAL.Component('vevent');
      // The same stretch keeps its id from one writing to the next, so that calendars replace it.
      event.updatePropertyWithValue('uid', `${list.id}-${span.from}@watchfloor`);
      event.updatePropertyWithValue('dtstamp', utc(now));
      event.updatePropertyWithValue('dtstart', utc(span.from));
      event.updatePropertyWithValue('dtend', utc(span.to));
      event.updatePropertyWithValue('summary', `${list.name}: ${name}`);
      event.updatePropertyWithValue('categories', list.id);
      event.updatePropertyWithValue('transp', 'TRANSPARENT');
      if (person?.contact.email !== undefined) {
        const attendee = event.addPropertyWithValue('attendee', `mailto:${person.contact.email}`);
        attendee.setParameter('cn', name);
      }
      const standIn = overrides.find(({ id }) => id === span.override);
      if (standIn !== undefined)
        event.updatePropertyWithValue('description', `${standIn.id}, ${standIn.kind}: ${standIn.reason}`);
      calendar.addSubcomponent(event);
    }
  }
  return `${calendar.toString()}\r\n`;
}
