import ICAL from 'ical.js';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { timeOf, utcZone, wallOfTime, type WallMs, type Zone } from './zones.ts';

const dayMs = 86_400_000;

/** Somebody named by an entry. */
export interface Attendee {
  /** Without `mailto:`. */
  readonly address: string;
  readonly name?: string | undefined;
}

/** One VEVENT, its times as instants. */
export interface CalendarEvent {
  readonly uid: string;
  readonly summary: string;
  readonly attendees: readonly Attendee[];
  readonly cancelled: boolean;
  readonly start: Instant;
  readonly end: Instant;
  /** The repetition of its series that it stands in for (RECURRENCE-ID). */
  readonly replaces?: Instant | undefined;
  /** True where it stands in for all that follow as well. */
  readonly andFuture: boolean;
  /**
   * When a repetition ends: as long by the clock on the wall as the first, as calendars draw it, so that a shift from
   * 09:00 to 09:00 leaves no hole in autumn; as long in fact where the file counts hours (DURATION).
   */
  endOf(start: Instant): Instant;
  /** Every start before an instant; undefined where they are more than `atMost`. */
  startsBefore(to: Instant, atMost: number): readonly Instant[] | undefined;
}

type ZoneOf = (name: string) => Result<Zone>;

/** Reads a VEVENT; undefined for one that takes no time. The error is one clause. */
export function calendarEvent(
  event: ICAL.Component,
  calendar: ICAL.Component,
  zoneOf: ZoneOf,
): Result<CalendarEvent | undefined> {
  const first = event.getFirstProperty('dtstart');
  const summary = String(event.getFirstPropertyValue('summary') ?? '');
  if (first === null) return err(`"${summary}" has no beginning`);
  const home = homeZone(calendar, zoneOf);
  const zone = zoneOfProperty(first, home, zoneOf);
  if (!zone.ok) return zone;
  const start = timesOf(first, home, zoneOf);
  if (!start.ok) return start;
  const [begin] = start.value;
  if (begin === undefined) return err(`the beginning of "${summary}" is no time`);
  const end = endAt(event, first, begin, { home, zoneOf });
  if (!end.ok) return end;
  const recurrence = event.getFirstProperty('recurrence-id');
  const replaces = recurrence === null ? ok([]) : timesOf(recurrence, home, zoneOf);
  if (!replaces.ok) return replaces;
  const added = allTimes(event, 'rdate', home, zoneOf);
  if (!added.ok) return added;
  const left = allTimes(event, 'exdate', home, zoneOf);
  if (!left.ok) return left;
  const isAllDay = isDate(first);
  const duration = event.getFirstPropertyValue('duration');
  const isCounted = duration instanceof ICAL.Duration && duration.toSeconds() % 86_400 !== 0;
  const wallLength = zone.value.wallOf(end.value) - zone.value.wallOf(begin);
  return ok({
    uid: String(event.getFirstPropertyValue('uid') ?? `${summary} ${begin}`),
    summary,
    attendees: attendeesOf(event),
    cancelled: String(event.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED',
    start: begin,
    end: end.value,
    replaces: replaces.value[0],
    andFuture: String(recurrence?.getFirstParameter('range') ?? '').toUpperCase() === 'THISANDFUTURE',
    endOf: (at) =>
      isCounted ? at + end.value - begin : zone.value.instantOf(zone.value.wallOf(at) + wallLength),
    startsBefore: (to, atMost) => {
      const ruled = ruledStarts(event, begin, { zone: zone.value, isAllDay, to, atMost });
      if (ruled === undefined) return undefined;
      const days = new Set(left.value.dates);
      const isLeft = (at: Instant): boolean =>
        left.value.times.includes(at) || days.has(Math.floor(zone.value.wallOf(at) / dayMs));
      return [...new Set([begin, ...ruled, ...added.value.times])].filter((at) => at < to && !isLeft(at));
    },
  });
}

interface Ruled {
  readonly zone: Zone;
  readonly isAllDay: boolean;
  readonly to: Instant;
  readonly atMost: number;
}

/** What the RRULEs give, counted by the clock on the wall: a shift at 09:00 stays at 09:00 in summer. */
function ruledStarts(
  event: ICAL.Component,
  begin: Instant,
  { zone, isAllDay, to, atMost }: Ruled,
): readonly Instant[] | undefined {
  const starts: Instant[] = [];
  for (const property of event.getAllProperties('rrule')) {
    const rule = property.getFirstValue();
    if (!(rule instanceof ICAL.Recur)) continue;
    const counted = rule.clone();
    counted.until = rule.until && timeOf(untilOnWall(rule.until, zone, isAllDay));
    const iterator = counted.iterator(timeOf(zone.wallOf(begin)));
    for (let next = iterator.next(); next; next = iterator.next()) {
      const at = zone.instantOf(wallOfTime(next));
      if (at >= to) break;
      starts.push(at);
      if (starts.length > atMost) return undefined;
    }
  }
  return starts;
}

/** UNTIL is written in UTC, the repetitions are counted on the wall; a mere day is meant to its end. */
function untilOnWall(until: ICAL.Time, zone: Zone, isAllDay: boolean): WallMs {
  const wall = wallOfTime(until);
  if (until.isDate) return wall + dayMs - 1000;
  // Some write the end of whole days in UTC too; midnight there is meant as that day.
  return isAllDay || until.zone !== ICAL.Timezone.utcTimezone ? wall : zone.wallOf(wall);
}

const isDate = (property: ICAL.Property): boolean => property.type === 'date';

/** The zone of what has none of its own: the calendar's, where it says one (Google's does). */
function homeZone(calendar: ICAL.Component, zoneOf: ZoneOf): Zone {
  const name = calendar.getFirstPropertyValue('x-wr-timezone');
  const zone = name === null ? undefined : zoneOf(String(name));
  return zone?.ok === true ? zone.value : utcZone;
}

function zoneOfProperty(property: ICAL.Property, home: Zone, zoneOf: ZoneOf): Result<Zone> {
  const name = property.getFirstParameter('tzid');
  if (typeof name === 'string' && name !== '') return zoneOf(name);
  const value = property.getFirstValue();
  const isUtc = value instanceof ICAL.Time && value.zone === ICAL.Timezone.utcTimezone;
  return ok(isUtc ? utcZone : home);
}

/** Every time of a property as an instant; a period counts by its beginning. */
function timesOf(property: ICAL.Property, home: Zone, zoneOf: ZoneOf): Result<readonly Instant[]> {
  const zone = zoneOfProperty(property, home, zoneOf);
  if (!zone.ok) return zone;
  return ok(
    property.getValues().flatMap((value: unknown) => {
      const time = value instanceof ICAL.Period ? value.start : value;
      return time instanceof ICAL.Time ? [zone.value.instantOf(wallOfTime(time))] : [];
    }),
  );
}

interface Times {
  readonly times: readonly Instant[];
  /** Mere days, as days since 1970 on the wall. */
  readonly dates: readonly number[];
}

function allTimes(event: ICAL.Component, name: string, home: Zone, zoneOf: ZoneOf): Result<Times> {
  const times: Instant[] = [];
  const dates: number[] = [];
  for (const property of event.getAllProperties(name)) {
    const read = timesOf(property, home, zoneOf);
    if (!read.ok) return read;
    times.push(...read.value);
    if (isDate(property)) {
      for (const value of property.getValues())
        if (value instanceof ICAL.Time) dates.push(wallOfTime(value) / dayMs);
    }
  }
  return ok({ times, dates });
}

function endAt(
  event: ICAL.Component,
  first: ICAL.Property,
  begin: Instant,
  { home, zoneOf }: { readonly home: Zone; readonly zoneOf: ZoneOf },
): Result<Instant> {
  const last = event.getFirstProperty('dtend');
  if (last !== null) {
    const read = timesOf(last, home, zoneOf);
    return read.ok ? ok(read.value[0] ?? begin) : read;
  }
  const duration = event.getFirstPropertyValue('duration');
  if (duration instanceof ICAL.Duration) return ok(begin + duration.toSeconds() * 1000);
  const zone = zoneOfProperty(first, home, zoneOf);
  if (!zone.ok || !isDate(first)) return ok(begin);
  return ok(zone.value.instantOf(zone.value.wallOf(begin) + dayMs));
}

function attendeesOf(event: ICAL.Component): readonly Attendee[] {
  return event.getAllProperties('attendee').flatMap((property) => {
    if (String(property.getFirstParameter('partstat') ?? '').toUpperCase() === 'DECLINED') return [];
    const name = property.getFirstParameter('cn');
    const address = String(property.getFirstValue() ?? '').replace(/^mailto:/i, '');
    return [{ address, name: typeof name === 'string' && name !== '' ? name : undefined }];
  });
}
