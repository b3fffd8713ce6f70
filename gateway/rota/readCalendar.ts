import ICAL from 'ical.js';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { grouped } from '../../shared/rules/grouped.ts';
import { calendarEvent, type Attendee, type CalendarEvent } from './calendarEvent.ts';
import { zonesOf } from './zones.ts';

/** One entry of a calendar at its time: each repetition is one. */
export interface Occurrence {
  readonly from: Instant;
  /** Not part of it. */
  readonly to: Instant;
  readonly summary: string;
  /** Those who did not decline. */
  readonly attendees: readonly Attendee[];
}

interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** No rota has as many; a file that repeats by the second would stop the gateway. */
const mostOccurrences = 50_000;

/** The entries of an iCalendar file (RFC 5545) that touch a stretch of time, in order; the error is one clause. */
export function readCalendar(text: string, window: Window): Result<readonly Occurrence[]> {
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  const found: Occurrence[] = [];
  for (const calendar of parsed.value) {
    const zoneOf = zonesOf(calendar);
    const events: CalendarEvent[] = [];
    for (const component of calendar.getAllSubcomponents('vevent')) {
      const event = calendarEvent(component, calendar, zoneOf);
      if (!event.ok) return event;
      if (event.value !== undefined) events.push(event.value);
    }
    for (const series of grouped(events, ({ uid }) => [uid]).values()) {
      const expanded = occurrencesOf(series, window);
      if (!expanded.ok) return expanded;
      found.push(...expanded.value);
      if (found.length > mostOccurrences) return err('it has too many entries to be a rota');
    }
  }
  return ok(found.sort((one, other) => one.from - other.from));
}

function parse(text: string): Result<readonly ICAL.Component[]> {
  try {
    const raw: unknown = ICAL.parse(text.replace(/^\uFEFF/, ''));
    // One calendar is given as itself, several as a list of them.
    const all = Array.isArray(raw) && typeof raw[0] === 'string' ? [raw] : Array.isArray(raw) ? raw : [];
    const calendars = all.map((each: unknown[]) => new ICAL.Component(each));
    if (calendars.length > 0 && calendars.every(({ name }) => name === 'vcalendar')) return ok(calendars);
    return err('it is no iCalendar file');
  } catch {
    return err('it is no iCalendar file');
  }
}

/** One series: its own entry, repeated, and the entries that stand in for single repetitions of it. */
function occurrencesOf(
  series: readonly CalendarEvent[],
  { from, to }: Window,
): Result<readonly Occurrence[]> {
  const changes = series.filter(({ replaces }) => replaces !== undefined);
  const found: Occurrence[] = [];
  const add = ({ cancelled, summary, attendees }: CalendarEvent, start: Instant, end: Instant): void => {
    if (!cancelled && start < end && start < to && end > from)
      found.push({ from: start, to: end, summary, attendees });
  };
  for (const event of series) {
    if (event.replaces !== undefined) {
      add(event, event.start, event.end);
      continue;
    }
    const starts = event.startsBefore(to, mostOccurrences);
    if (starts === undefined) return err(`"${event.summary}" repeats too often to be a rota`);
    for (const start of starts) {
      if (changes.some(({ replaces }) => replaces === start)) continue;
      // A change may be meant for all that follow it as well.
      const since = changes.filter(({ replaces = 0, andFuture }) => andFuture && replaces < start).at(-1);
      if (since === undefined) add(event, start, event.endOf(start));
      else {
        const moved = start + since.start - (since.replaces ?? since.start);
        add(since, moved, moved + since.end - since.start);
      }
    }
  }
  return ok(found);
}
