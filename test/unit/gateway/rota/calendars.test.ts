import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Calendars, keptBookings } from '../../../../gateway/rota/calendars.ts';
import { parsePolicy } from '../../../../shared/policy/parsePolicy.ts';
import { parse } from 'yaml';
import type { Policy } from '../../../../shared/policy/index.ts';
import { FakeClock } from '../sources/fakeClock.ts';

const hourMs = 3_600_000;
const address = 'https://noc.example/private/s3cret/feed.ics';
let folder: string;
let clock: FakeClock;
let answer: () => Response | Promise<Response>;
let asked: { readonly url: string; readonly tag: string | null }[];
const problems: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchfloor-calendars-'));
  clock = new FakeClock();
  asked = [];
  problems.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function policyWith(calendar: object): Policy {
  const raw: unknown = parse(
    readFileSync('assets/policy/acgs.yaml', 'utf8').replace(/\$\{[A-Z_]+:-([^}]*)\}/g, '$1'),
  );
  const parsed = parsePolicy(raw);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error[0]));
  const { rota } = parsed.value;
  const whole = { interval: 5 * 60_000, freshFor: hourMs, persons: {}, ...calendar };
  return { ...parsed.value, rota: { ...rota, primary: { ...rota.primary, calendar: whole } } };
}
const calendarsOf = (calendar: object = { url: address }): Calendars =>
  new Calendars({
    ...{ policy: policyWith(calendar), dataFolder: folder },
    deps: {
      clock,
      fetch: async (url, init) => {
        asked.push({ url, tag: new Headers(init?.headers).get('if-none-match') });
        return answer();
      },
    },
    onProblem: (_list, problem) => problems.push(problem),
  });
const fileOf = (name: string): string =>
  `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261101T000000Z\r\nDTEND:20261220T000000Z\r\nSUMMARY:${name}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`;
const person = (calendars: Calendars): string | undefined =>
  calendars.bookings().get('primary')?.booked[0]?.person;
const link = (calendars: Calendars) => calendars.links(clock.now())[0];

describe('calendars', () => {
  it('are read, asked anew with their tag, and replaced only by what can be read', async () => {
    const calendars = calendarsOf();
    expect([calendars.bookings().size, link(calendars)?.freshness]).toEqual([0, 'waiting']);
    answer = () => new Response(fileOf('Sam Example'), { headers: { etag: '"one"' } });
    calendars.start();
    await clock.move(1000);
    expect([person(calendars), link(calendars)?.freshness]).toEqual(['example-platform-sre-1', 'fresh']);
    answer = () => new Response(null, { status: 304 });
    await clock.move(5 * 60_000);
    expect(asked.map(({ tag }) => tag)).toEqual([null, '"one"']);
    const before = calendars.bookings();
    answer = () => new Response('<html>Sign in</html>');
    await clock.move(5 * 60_000);
    expect(calendars.bookings()).toBe(before);
    expect(link(calendars)).toMatchObject({ freshness: 'fresh', problem: 'it is no iCalendar file' });
    answer = () => new Response(fileOf('Vera Example'));
    await clock.move(5 * 60_000);
    expect([person(calendars), link(calendars)?.problem]).toEqual(['example-vp-operations', undefined]);
    await calendars.stop();
  });

  it('go on with the last good one when the source is gone, and say how old it is; the address stays secret', async () => {
    const calendars = calendarsOf();
    answer = () => new Response(fileOf('Sam Example'));
    calendars.start();
    await clock.move(1000);
    answer = () => new Response('gone', { status: 404 });
    await clock.move(3 * hourMs);
    expect(person(calendars)).toBe('example-platform-sre-1');
    expect(link(calendars)).toMatchObject({
      ...{ id: 'calendar-primary', name: 'Calendar of Primary On-Call', freshness: 'silent' },
      ...{ problem: 'https://noc.example answered 404' },
    });
    expect(JSON.stringify([link(calendars), problems])).not.toContain('s3cret');
    expect(problems).toHaveLength(1);
    await calendars.stop();
    const again = calendarsOf();
    expect([person(again), link(again)?.freshness]).toEqual(['example-platform-sre-1', 'silent']);
    const kept = keptBookings({
      ...{ policy: policyWith({ url: address }), dataFolder: folder },
      deps: { clock, fetch: () => Promise.reject(new Error('not asked')) },
    });
    expect(kept.get('primary')?.booked).toHaveLength(1);
  });

  it('read a file, and start anew from a kept one that is damaged', async () => {
    const file = join(folder, 'rota.ics');
    writeFileSync(file, fileOf('Sam Example'));
    const calendars = calendarsOf({ file });
    calendars.start();
    await clock.move(1000);
    await expect.poll(() => person(calendars)).toBe('example-platform-sre-1');
    await calendars.stop();
    writeFileSync(join(folder, 'calendars', 'primary.json'), '{"text":');
    expect(calendarsOf({ file }).bookings().size).toBe(0);
    const missing = calendarsOf({ file: join(folder, 'none.ics') });
    missing.start();
    await clock.move(1000);
    await expect.poll(() => problems).toEqual(['there is no such file']);
    await missing.stop();
  });
});
