import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../../gateway/rota/readCalendar.ts';
import { whoIsMeant } from '../../../../gateway/rota/whoIsMeant.ts';
import { writeCalendar } from '../../../../gateway/rota/writeCalendar.ts';
import { ianaZone } from '../../../../gateway/rota/zones.ts';
import { bookingsOf } from '../../../../gateway/rota/whoIsMeant.ts';
import { spansOf, type RotaList } from '../../../../shared/rules/rotaBook.ts';

const dayMs = 86_400_000;
const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2027, 0, 1) };
const file = (...lines: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR', ''].join('\r\n');
const event = (...lines: readonly string[]): string =>
  file('BEGIN:VEVENT', 'UID:1', 'SUMMARY:Ana Silva', ...lines, 'END:VEVENT');

function spans(text: string): readonly string[] | string {
  const read = readCalendar(text, window);
  if (!read.ok) return read.error;
  return read.value.map(({ from, to }) =>
    [from, to].map((at) => new Date(at).toISOString().slice(5, 16)).join(' '),
  );
}

describe('a calendar', () => {
  it('keeps the clock on the wall through summer, and leaves no hole between whole days', () => {
    const daily = event(
      'DTSTART;TZID=Europe/Berlin:20261024T090000',
      'DTEND;TZID=Europe/Berlin:20261025T090000',
      'RRULE:FREQ=DAILY;COUNT=3',
    );
    expect(spans(daily)).toEqual([
      '10-24T07:00 10-25T08:00',
      '10-25T08:00 10-26T08:00',
      '10-26T08:00 10-27T08:00',
    ]);
  });

  it('counts UNTIL in its own zone, east of UTC too', () => {
    const tokyo = event(
      ...[
        'DTSTART;TZID=Asia/Tokyo:20260601T090000',
        'DURATION:PT8H',
        'RRULE:FREQ=DAILY;UNTIL=20260602T000000Z',
      ],
    );
    expect(spans(tokyo)).toEqual(['06-01T00:00 06-01T08:00', '06-02T00:00 06-02T08:00']);
  });

  it('moves all that follow where a change is meant for the future as well', () => {
    const moved = file(
      ...['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Ana', 'DTSTART:20260601T080000Z', 'DTEND:20260601T160000Z'],
      ...['RRULE:FREQ=DAILY;COUNT=4', 'END:VEVENT', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Ben'],
      ...[
        'RECURRENCE-ID;RANGE=THISANDFUTURE:20260603T080000Z',
        'DTSTART:20260603T100000Z',
        'DTEND:20260603T160000Z',
      ],
      'END:VEVENT',
    );
    const read = readCalendar(moved, window);
    expect(
      read.ok && read.value.map(({ from, summary }) => `${new Date(from).getUTCHours()} ${summary}`),
    ).toEqual([...['8 Ana', '8 Ana', '10 Ben', '10 Ben']]);
  });

  it('reads what is folded, led by a byte order mark, or written with plain line ends', () => {
    const folded = event('DTSTART:2026060\r\n 1T080000Z', 'DTEND:20260601T160000Z');
    expect(spans(`\uFEFF${folded.replaceAll('\r\n', '\n')}`)).toEqual(['06-01T08:00 06-01T16:00']);
  });

  it('is refused whole, in a clause, where it can not be understood', () => {
    expect(spans('<html>Sign in</html>')).toBe('it is no iCalendar file');
    expect(spans('')).toBe('it is no iCalendar file');
    expect(spans('BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n')).toBe('it is no iCalendar file');
    expect(spans(event('DTSTART;TZID=Mars/Olympus:20260601T080000'))).toBe(
      'it names a time zone "Mars/Olympus" that it does not describe',
    );
    expect(spans(event('DTEND:20260601T080000Z'))).toBe('"Ana Silva" has no beginning');
    expect(spans(event('DTSTART:20250601T080000Z', 'DURATION:PT1S', 'RRULE:FREQ=SECONDLY'))).toBe(
      '"Ana Silva" repeats too often to be a rota',
    );
  });
});

describe('a zone', () => {
  const berlin = ianaZone('Europe/Berlin');
  it.each([
    ['a skipped clock, by the time before', Date.UTC(2026, 2, 29, 2, 30), Date.UTC(2026, 2, 29, 1, 30)],
    ['a clock shown twice, the first time', Date.UTC(2026, 9, 25, 2, 30), Date.UTC(2026, 9, 25, 0, 30)],
    ['summer', Date.UTC(2026, 6, 1, 9), Date.UTC(2026, 6, 1, 7)],
    ['winter', Date.UTC(2026, 11, 1, 9), Date.UTC(2026, 11, 1, 8)],
  ])('reads %s', (_what, wall, at) => {
    expect(berlin?.instantOf(wall)).toBe(at);
  });
});

describe('who is meant', () => {
  const people = [
    { id: 'ana', name: 'Ana Silva', contact: { email: 'ana@acgs.example', chat: '@ana' } },
    { id: 'ben', name: 'Ben Okoro', contact: { email: 'ben@acgs.example' } },
  ];
  it.each([
    ['On Call - Ana Silva - Platform', [], 'ana'],
    ['Primary: ben okoro', [], 'ben'],
    ['ben@acgs.example (Weekdays)', [], 'ben'],
    ['NOC', [{ address: 'BEN@acgs.example' }], 'ben'],
    ['NOC', [{ address: 'room@acgs.example' }, { address: '@ana' }], 'ana'],
    ['The NOC has Ana Silva this week', [], 'ana'],
    ['Ana Silva and Ben Okoro', [], 'Ana Silva and Ben Okoro'],
    ['Weekend crew', [], 'ben'],
    ['On Call - Zoe - Platform', [{ address: 'zoe@else.example' }], 'zoe@else.example'],
  ])('by %j and %j is %s', (summary, attendees, id) => {
    expect(whoIsMeant({ summary, attendees }, people, { 'weekend crew': 'ben' })).toBe(id);
  });
});

describe('a written calendar', () => {
  it('reads back as the same rota, stand-ins and long names too', () => {
    const monday = Date.UTC(2026, 0, 5);
    const name = 'Zoë, "the night"; Žižek-Featherstonehaugh of the Operations Centre 夜間当直';
    const contact = { email: 'zoe@acgs.example' };
    const people = [
      { id: 'ana', name: 'Ana Silva', site: 'x', contact: { email: 'ana@acgs.example' } },
      { id: 'zoe', name, site: 'x', contact },
    ];
    const list: RotaList = {
      ...{
        id: 'primary',
        name: 'Primary',
        rotation: { start: monday, rotation: 7 * dayMs, members: ['ana', 'zoe'] },
      },
    };
    const overrides = [
      {
        ...({
          id: 'ROT-101',
          kind: 'override',
          reason: 'flu, badly',
          emergency: true,
          status: 'proposed',
        } as const),
        proposed: { at: monday, by: 'Ana Silva' },
        parts: [{ list: 'primary', person: 'zoe', from: monday + dayMs, to: monday + 2 * dayMs }],
      },
    ];
    const span = { from: monday, to: monday + 21 * dayMs };
    const text = writeCalendar({ title: 'Rota', lists: [list], overrides, people, now: monday, ...span });
    const longest = text.split('\r\n').map((line) => Buffer.byteLength(line));
    expect(Math.max(...longest)).toBeLessThanOrEqual(75);
    const uids = (written: string): readonly string[] => written.match(/UID:.*/g) ?? [];
    const nextDay = writeCalendar({
      ...{
        title: 'Rota',
        lists: [list],
        overrides,
        people,
        now: monday,
        from: monday + 3 * dayMs,
        to: span.to,
      },
    });
    // The stretch that is under way then keeps its id.
    expect(uids(text)).toEqual(expect.arrayContaining([...uids(nextDay)]));
    const read = readCalendar(text, span);
    if (!read.ok) throw new Error(read.error);
    const written = spansOf(list, overrides, span.from, span.to);
    expect(bookingsOf(read.value, people, {})).toEqual(
      written.map(({ from, to, person }) => ({ from, to, person })),
    );
    expect(text).toContain('DESCRIPTION:ROT-101\\, override: flu\\, badly');
  });
});
