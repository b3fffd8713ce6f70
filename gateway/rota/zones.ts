import ICAL from 'ical.js';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';

/** What a clock on the wall shows, as ms since 1970 as if it stood in UTC. */
export type WallMs = number;

/** A time zone: what its clocks show, and when. */
export interface Zone {
  /** The first of two where clocks are set back; by the time before where clocks skip it (RFC 5545, 3.3.5). */
  instantOf(wall: WallMs): Instant;
  wallOf(at: Instant): WallMs;
}

const dayMs = 86_400_000;

/** UTC, and what has no zone of its own. */
export const utcZone: Zone = { instantOf: (wall) => wall, wallOf: (at) => at };

/** A zone by its IANA name; undefined where this machine does not know it. */
export function ianaZone(name: string): Zone | undefined {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: name, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    return undefined;
  }
  const wallOf = (at: Instant): WallMs => {
    const parts = Object.fromEntries(
      format.formatToParts(at).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    return Date.UTC(year, month - 1, day, hour, minute, second) + (((at % 1000) + 1000) % 1000);
  };
  return {
    wallOf,
    instantOf: (wall) => {
      const offset = (at: Instant): number => wallOf(at) - at;
      const before = wall - offset(wall - dayMs);
      const after = wall - offset(wall + dayMs);
      // Where both could be, the earlier; where neither is, the clocks skip it.
      return wallOf(before) !== wall && wallOf(after) === wall ? after : before;
    },
  };
}

/** The zone that a VTIMEZONE describes. */
function describedZone(component: ICAL.Component): Zone {
  const zone = new ICAL.Timezone(component);
  const offsetMs = (wall: WallMs): number => zone.utcOffset(timeOf(wall)) * 1000;
  return {
    instantOf: (wall) => wall - offsetMs(wall),
    wallOf: (at) => at + offsetMs(at + offsetMs(at)),
  };
}

/** Zones of a file by their names there: what this machine knows goes before what the file describes, which is often cut short. */
export function zonesOf(calendar: ICAL.Component): (name: string) => Result<Zone> {
  const described = new Map(
    calendar
      .getAllSubcomponents('vtimezone')
      .map((component) => [String(component.getFirstPropertyValue('tzid')), component]),
  );
  const known = new Map<string, Zone>();
  return (name) => {
    const component = described.get(name);
    const zone =
      known.get(name) ?? ianaZone(name) ?? (component === undefined ? undefined : describedZone(component));
    if (zone === undefined) return err(`it names a time zone "${name}" that it does not describe`);
    known.set(name, zone);
    return ok(zone);
  };
}

/** Reads a clock of ical.js. */
export const wallOfTime = ({ year, month, day, hour, minute, second }: ICAL.Time): WallMs =>
  Date.UTC(year, month - 1, day, hour, minute, second);

/** A clock of ical.js without a zone. */
export function timeOf(wall: WallMs): ICAL.Time {
  const date = new Date(wall);
  const clock = {
    ...{ year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() },
    ...{ hour: date.getUTCHours(), minute: date.getUTCMinutes(), second: date.getUTCSeconds() },
    isDate: false,
  };
  return new ICAL.Time(clock, ICAL.Timezone.localTimezone);
}
