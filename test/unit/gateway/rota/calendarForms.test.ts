import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../../gateway/rota/readCalendar.ts';
import { bookingsOf } from '../../../../gateway/rota/whoIsMeant.ts';
import { holdingAt, type RotaList } from '../../../../shared/rules/rotaBook.ts';

const dayMs = 86_400_000;
const people = [
  { id: 'sam', name: 'Sam Example', contact: { email: 'sam@acgs.example' } },
  {
    id: 'aisha',
    name: 'Aisha Example-Featherstonehaugh',
    contact: { email: 'aisha.example-featherstonehaugh@operations.acgs.example' },
  },
  { id: 'zoe', name: 'Zoë Example', contact: { email: 'zoe@acgs.example' } },
  { id: 'noor', name: 'Noor Example', contact: { email: 'noor@acgs.example' } },
];
const window = { from: Date.UTC(2026, 8, 1), to: Date.UTC(2027, 0, 31) };

function listOf(file: string): RotaList {
  const text = readFileSync(`test/support/calendars/${file}.ics`, 'utf8');
  const read = readCalendar(text, window);
  if (!read.ok) throw new Error(read.error);
  const booked = bookingsOf(read.value, people, { 'noor-the-operator': 'noor' });
  const rotation = { start: 0, rotation: dayMs, members: [] };
  return { id: 'primary', name: 'Primary', rotation, calendar: { ...window, booked } };
}

/** Two hundred instants spread over a stretch, none on the hour, the same each time. */
function probes(from: number, to: number): readonly number[] {
  let seed = 20261125;
  return Array.from({ length: 200 }, (_, index) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    const step = (to - from) / 200;
    return Math.floor(from + step * (index + seed / 2_147_483_648));
  });
}

interface Clock {
  /** Days since 1970 by the clock on the wall. */
  readonly day: number;
  /** 0 is Sunday. */
  readonly weekday: number;
  /** Hour with its fraction. */
  readonly hour: number;
  readonly date: string;
}

/** What a clock on the wall shows: from the instant to the wall, the other way than the code under test goes. */
function clockAt(at: number, timeZone: string): Clock {
  const text = new Date(at).toLocaleString('sv-SE', { timeZone });
  const [date = '', time = ''] = text.split(' ');
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const day = Date.parse(`${date}T00:00:00Z`) / dayMs;
  return {
    day,
    date,
    weekday: new Date(day * dayMs).getUTCDay(),
    hour: hours + minutes / 60 + seconds / 3600,
  };
}

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / dayMs;

/** 12 h shifts from 08:00 and 20:00 in New York, three people in turn. */
function pagerDuty(at: number): string | undefined {
  const { day, hour } = clockAt(at, 'America/New_York');
  const shift = (day - dayOf('2026-10-19')) * 2 + (hour >= 20 ? 1 : hour >= 8 ? 0 : -1);
  return ['sam', 'aisha', 'zoe'][shift % 3];
}

/** Weekdays 08:00 to 18:00 in Berlin by the week, nights all week, some Saturdays, one stand-in. */
function opsgenie(at: number): string | undefined {
  const { day, hour, weekday, date } = clockAt(at, 'Europe/Berlin');
  if (at >= Date.UTC(2026, 9, 20, 6) && at < Date.UTC(2026, 9, 21, 16)) {
    // Its night lies within the stand-in and began later.
    const isNight = (date === '2026-10-20' && hour >= 18) || (date === '2026-10-21' && hour < 8);
    return isNight ? 'zoe' : 'noor';
  }
  const night = hour >= 18 ? day : day - 1;
  // 14 counted hours: in the night to winter time they end at 07:00 on the wall.
  const nightEnds = date === '2026-10-25' ? 7 : 8;
  if (hour >= 18 || hour < nightEnds) return night < dayOf('2026-09-07') + 110 ? 'zoe' : undefined;
  if (hour < 8) return undefined;
  const saturdays = ['2026-09-12', '2026-09-26', '2026-10-10', '2026-10-24', '2026-11-07', '2026-11-21'];
  if (weekday === 6) return saturdays.includes(date) ? 'noor' : undefined;
  if (weekday === 0) return undefined;
  const week = Math.floor((day - dayOf('2026-09-07')) / 7);
  if (week % 2 === 0) return 'sam';
  return day <= dayOf('2026-12-25') ? 'aisha' : undefined;
}

/** Weeks from Monday 09:00 in New York, one left out, one moved, one cancelled; whole days over Christmas and month ends. */
function google(at: number): string | undefined {
  const { day, hour, date } = clockAt(at, 'America/New_York');
  if (['2026-12-24', '2026-12-25', '2026-12-26'].includes(date)) return 'zoe';
  if (date === '2026-10-31' || date === '2026-12-31') return 'noor';
  const turn = Math.floor((day - dayOf('2026-09-07') + (hour - 9) / 24) / 7);
  if (turn % 2 === 0) return turn === 6 ? undefined : 'sam';
  if (turn === 9)
    return day > dayOf('2026-11-10') || (date === '2026-11-10' && hour >= 12) ? 'zoe' : undefined;
  return turn === 11 || turn > 13 ? undefined : 'aisha';
}

describe('a calendar in the form of', () => {
  const from = Date.UTC(2026, 9, 19, 12);
  it.each([
    ['pagerduty', pagerDuty, Date.UTC(2026, 11, 14, 12)],
    ['opsgenie', opsgenie, Date.UTC(2027, 0, 10)],
    ['google', google, Date.UTC(2027, 0, 10)],
  ] as const)('%s names the right person at 200 instants', (file, expected, to) => {
    const list = listOf(file);
    const instants = probes(from, to);
    const told = (at: number, person: string | undefined): string =>
      `${new Date(at).toISOString()} ${person ?? 'nobody'}`;
    expect(instants.map((at) => told(at, holdingAt(list, [], at).person))).toEqual(
      instants.map((at) => told(at, expected(at))),
    );
  });

  it.each([
    ['pagerduty', pagerDuty, '2026-11-01'],
    ['opsgenie', opsgenie, '2026-10-25'],
    ['google', google, '2026-11-01'],
  ] as const)(
    '%s names the right person in each quarter of the day that the clocks change',
    (file, expected, date) => {
      const list = listOf(file);
      for (let quarter = -48; quarter < 144; quarter += 1) {
        const at = Date.parse(`${date}T00:07:00Z`) + quarter * 900_000;
        expect([new Date(at).toISOString(), holdingAt(list, [], at).person]).toEqual([
          new Date(at).toISOString(),
          expected(at),
        ]);
      }
    },
  );
});
