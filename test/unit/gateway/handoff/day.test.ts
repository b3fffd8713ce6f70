import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Command } from '../../../../shared/feed/commands.ts';
import type { Handoff } from '../../../../shared/model/handoff.ts';
import { temporaryFolder } from '../../../support/restartable.ts';
import { dayUnderTest, watched } from './dayUnderTest.ts';

const minuteMs = 60_000;
const midnight = Date.UTC(2026, 10, 21);
const at = (hour: number, minute = 0): number => midnight + (hour * 60 + minute) * minuteMs;

let folder: ReturnType<typeof temporaryFolder>;
let day: ReturnType<typeof dayUnderTest>;
beforeEach(() => {
  folder = temporaryFolder('day');
  day = dayUnderTest(folder.path, at(1));
});
afterEach(async () => {
  await day.end();
  folder.remove();
});

/** Somebody does something that must be taken. */
const does = (person: string, command: Command): void =>
  void expect(day.give(person, command), `${command.name} by ${person}`).toMatchObject({ ok: true });
const declare = (title: string, severity: string): Command => ({
  name: 'incident.declare',
  params: { title, severity, service: 'auth' },
});
const open = () => day.all('incident').filter(({ status }) => status !== 'resolved');

/** What a record must say of this instant, worked out anew from what consoles are told. */
function truths(): Readonly<Record<string, { readonly state: string; readonly text: RegExp }>> {
  const incidents = open();
  const isLost = incidents.some(
    ({ severity, assignee, overdue = [] }) =>
      ['P0', 'P1'].includes(severity) && (assignee === undefined || overdue.length > 0),
  );
  const services = day.all('service').filter(({ id }) => watched.includes(id));
  const wrong = services.filter(({ state }) => state === 'down');
  const operational = services.filter(({ state }) => state === 'operational');
  const running = day.all('change').filter(({ status }) => status === 'running');
  const [channel] = day.all('channel');
  return {
    review_active_incidents: {
      state: isLost ? 'bad' : 'good',
      text: incidents.length === 0 ? /^None open/ : new RegExp(`^${incidents.length} open: `),
    },
    check_system_health_status: {
      state: wrong.length === 0 ? 'good' : 'bad',
      text: new RegExp(`^${operational.length} operational`),
    },
    verify_constitutional_compliance: {
      state: wrong.length === 0 ? 'good' : 'stale',
      text: new RegExp(
        `^${services.length - wrong.length} of ${services.length} services answer cdd01ef066bc6cf2`,
      ),
    },
    review_scheduled_maintenance: {
      state: running.some(({ endsAt }) => endsAt <= day.clock.now()) ? 'bad' : 'good',
      text: running.length === 0 ? /^None running or planned/ : new RegExp(`^${running[0]?.id} running`),
    },
    update_on_call_notes: { state: 'good', text: /^Revision 1 by / },
    test_alerting_channels: {
      state: channel?.lastTest?.ok === true ? 'good' : 'bad',
      text:
        channel?.lastTest?.ok === true
          ? /^1 of 1 channels took/
          : /^0 of 1 channels took the test\. Desk: failed/,
    },
  };
}

/** Goes through the checklist, and holds each frozen value against what was known then. */
async function goThrough(id: string, person: string): Promise<void> {
  does(person, { name: 'handoff.test', params: { handoff: id } });
  does(person, { name: 'handoff.note', params: { handoff: id, base: 0, text: `Notes of ${person}` } });
  await day.until(day.clock.now() + 5_000);
  for (const [item, truth] of Object.entries(truths())) {
    const seen = day.handoff(id)?.live?.[item];
    expect(seen, item).toMatchObject({ state: truth.state });
    const comment = truth.state === 'good' ? {} : { comment: 'Known, see the notes' };
    if (truth.state !== 'good')
      expect(day.give(person, { name: 'handoff.tick', params: { handoff: id, item } })).toMatchObject({
        ok: false,
      });
    does(person, { name: 'handoff.tick', params: { handoff: id, item, ...comment, seen: seen?.mark ?? '' } });
    const tick = day.handoff(id)?.items.find((one) => one.id === item)?.tick;
    expect(tick, item).toEqual({
      ...{ at: day.clock.now(), by: person, ...comment },
      evidence: { ...seen, asOf: day.clock.now() },
    });
    expect(tick?.evidence.text, item).toMatch(truth.text);
    await day.until(day.clock.now() + 4_000);
  }
}

async function handOver(id: string, from: string, to: string, between?: () => void): Promise<Handoff> {
  await goThrough(id, from);
  does(from, { name: 'handoff.sign', params: { handoff: id, side: 'outgoing' } });
  between?.();
  const sign: Command = { name: 'handoff.sign', params: { handoff: id, side: 'incoming' } };
  expect(day.give(from, sign)).toMatchObject({ ok: false });
  const grave = open().filter(({ severity }) => ['P0', 'P1'].includes(severity));
  expect(grave.length).toBeGreaterThan(0);
  for (const { id: incident } of grave) {
    expect(day.give(to, sign)).toMatchObject({ ok: false });
    does(to, { name: 'handoff.accept', params: { handoff: id, incident } });
  }
  does(to, sign);
  const record = day.handoff(id);
  expect(record).toMatchObject({
    closed: { at: day.clock.now(), outcome: 'complete' },
    outgoing: { by: from },
    incoming: { by: to },
  });
  expect(record?.acceptances.map(({ incident, by }) => [incident, by])).toEqual(
    grave.map((one) => [one.id, to]),
  );
  expect(record?.live).toBeUndefined();
  if (record === undefined) throw new Error(`${id} is not there`);
  return record;
}

const linesOf = ({ difference }: Handoff): readonly string[] =>
  difference.lines.map(({ kind, subject }) => `${kind} ${subject}`);

it(
  'three shifts with incidents across each boundary leave three complete records',
  { timeout: 60_000 },
  async () => {
    await day.until(at(6));
    does('M. Tanaka', declare('Tokens expire early', 'P1'));
    does('M. Tanaka', { name: 'incident.acknowledge', params: { incident: 'INC-2001' } });
    does('M. Tanaka', {
      name: 'incident.note',
      params: { incident: 'INC-2001', text: 'Clock of one node was set' },
    });
    await day.until(at(7, 29));
    expect(day.all('handoff')).toEqual([]);
    await day.until(at(7, 31));
    const one = await handOver('HND-2026-11-21T08', 'M. Tanaka', 'L. Meyer', () =>
      does('gatekeeper', declare('All logins fail', 'P0')),
    );
    expect(linesOf(one)).toEqual(['opened INC-2002', 'opened INC-2001']);
    expect(one.difference.lines[1]?.text).toMatch(
      /Tried: Clock of one node was set\. Next: .* UTC, M\. Tanaka/,
    );

    // The gateway is restarted, and reads it all again.
    await day.restart();
    await day.until(at(9));
    expect(day.handoff(one.id)).toEqual(one);
    does('L. Meyer', { name: 'incident.resolve', params: { incident: 'INC-2002', note: 'Rolled back' } });
    does('L. Meyer', {
      name: 'change.start',
      params: { title: 'Rebuild the index', services: ['integrity'], category: 'standard', until: at(18) },
    });
    does('L. Meyer', { name: 'handoff.begin', params: {} });
    does('L. Meyer', {
      name: 'handoff.promise',
      params: { handoff: 'HND-2026-11-21T16', text: 'Call the customer' },
    });
    await day.until(at(15, 40));
    day.reach(false);
    const two = await handOver('HND-2026-11-21T16', 'L. Meyer', 'J. Rao');
    expect(two.begun.by).toEqual({ kind: 'person', name: 'L. Meyer' });
    expect(linesOf(two)).toEqual(['closed INC-2002', 'still-open INC-2001', 'change CHG-101']);
    expect(two.items.find(({ id }) => id === 'test_alerting_channels')?.tick).toMatchObject({
      comment: 'Known, see the notes',
      evidence: { state: 'bad', text: expect.stringContaining('410') as unknown },
    });

    await day.until(at(15, 42));
    day.reach(true);
    day.down.add('auth');
    await day.until(at(22));
    does('J. Rao', {
      name: 'incident.resolve',
      params: { incident: 'INC-2001', note: 'Time is right again' },
    });
    does('J. Rao', { name: 'handoff.fulfil', params: { promise: 'PRM-1' } });
    await day.until(at(23, 45));
    const three = await handOver('HND-2026-11-22T00', 'J. Rao', 'M. Tanaka');
    expect(linesOf(three)).toContain('closed INC-2001');
    expect(three.promises).toMatchObject([{ id: 'PRM-1', done: { by: 'J. Rao' } }]);
    expect(three.items.find(({ id }) => id === 'check_system_health_status')?.tick?.evidence).toMatchObject({
      state: 'bad',
      text: expect.stringContaining('1 down (Auth Service)') as unknown,
    });

    await day.restart();
    expect([one, two, three].map(({ id }) => day.handoff(id))).toEqual([one, two, three]);
    // Each was sent once, over two restarts; the one that the channel refused is shown with it.
    await day.until(at(24, 10));
    expect(day.records).toEqual([`${one.id}.md`, `${three.id}.md`]);
    expect(day.all('channel')).toMatchObject([{ id: 'desk', dead: 1, waiting: 0 }]);
  },
);

it('an item whose evidence changes between tick and signature must be looked at again', async () => {
  await day.until(at(7, 40));
  const id = 'HND-2026-11-21T08';
  await goThrough(id, 'M. Tanaka');
  day.down.add('auth');
  await day.until(day.clock.now() + 10_000);
  const sign: Command = { name: 'handoff.sign', params: { handoff: id, side: 'outgoing' } };
  const refused = day.give('M. Tanaka', sign);
  expect(refused).toMatchObject({
    ok: false,
    message: expect.stringContaining('has changed since') as unknown,
  });
  const flagged = day.handoff(id)?.items.filter(({ changed }) => changed !== undefined);
  expect(flagged?.map((item) => item.id)).toEqual([
    'review_active_incidents',
    'check_system_health_status',
    'verify_constitutional_compliance',
  ]);
});
