import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pino } from 'pino';
import type { Journal } from '../../../gateway/journal/journal.ts';
import { openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import { Operations } from '../../../gateway/operations.ts';
import { openSpellTable } from '../../../gateway/past/spellTable.ts';
import { loadPolicy } from '../../../gateway/policy/loadPolicy.ts';
import { createSources } from '../../../gateway/sources/createSources.ts';
import { World } from '../../../gateway/world.ts';
import type { Command } from '../../../shared/feed/commands.ts';
import { deskBetweenSchema, type DeskBetween } from '../../../shared/model/between.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { rotaLoadSchema } from '../../../shared/model/rotaLoad.ts';
import { temporaryFolder } from '../../support/restartable.ts';
import { FakeClock } from './sources/fakeClock.ts';

const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const policy = loaded.value;
const minuteMs = 60_000;
/** The service that the simulator's night takes down 20 s after its start. */
const victim = 'policy-governance';

let folder: ReturnType<typeof temporaryFolder>;
let journal: Journal;
let clock: FakeClock;
let running: { operations: Operations; world: World };
let commands = 0;

function start(): typeof running {
  const sources = createSources(policy.policy, {
    fetch: () => Promise.reject(new Error('the simulator asks nobody')),
    clock,
    random: () => 0,
  });
  const world = new World(clock);
  const log = pino({ level: 'silent' });
  const past = openSpellTable(folder.path);
  if (!past.ok) throw new Error(past.error);
  const operations = new Operations({
    ...{ policy, sources, journal, world, clock, name: 'test', log, past: past.value },
    fetch: () => Promise.reject(new Error('no channel is set up')),
    random: () => 0,
  });
  operations.start();
  return { operations, world };
}

beforeEach(() => {
  folder = temporaryFolder('operations');
  const opened = openSqliteJournal(folder.path);
  if (!opened.ok) throw new Error(opened.error);
  journal = opened.value;
  clock = new FakeClock();
  running = start();
});
afterEach(async () => {
  await running.operations.stop();
  journal.close();
  folder.remove();
});

const give = (command: Command): unknown => {
  commands += 1;
  return running.operations.submit({
    commandId: `command-${commands}`,
    command,
    person: 'M. Tanaka',
    role: 'operator',
    givenAt: clock.now(),
  });
};
const maintain = (): unknown =>
  give({
    name: 'change.start',
    params: {
      title: 'Upgrade',
      services: [victim],
      category: 'standard',
      until: clock.now() + 5 * minuteMs,
    },
  });
const state = (): unknown => running.world.get('service', victim)?.state;
const incidents = (): readonly Incident[] =>
  running.world
    .ids('incident')
    .map((id) => running.world.get('incident', id))
    .filter((incident): incident is Incident => incident?.service === victim);
/** Those of the outage itself; the budgets that it burns open their own. */
const outages = (): readonly Incident[] => incidents().filter(({ cause }) => !cause.startsWith('burn:'));

it('maintenance holds incidents back from the very answer on, and lets them open with the answer that ends it', async () => {
  await clock.move(10_000);
  expect(maintain()).toMatchObject({ ok: true, message: 'Start maintenance: done' });
  expect(state()).toBe('maintenance');
  await clock.move(2 * minuteMs);
  expect(state()).toBe('maintenance');
  expect(running.world.get('service', victim)?.findings).toContainEqual(
    expect.objectContaining({ state: 'down' }),
  );
  expect(incidents()).toEqual([]);
  give({ name: 'change.end', params: { change: 'CHG-101', outcome: 'rolled-back', note: 'does not start' } });
  expect(state()).toBe('down');
  expect(outages()).toMatchObject([{ status: 'open', service: victim }]);
  expect(running.world.get('change', 'CHG-101')).toMatchObject({ status: 'done', outcome: 'rolled-back' });
});

it('maintenance survives a restart, and hides nothing past its planned end', async () => {
  await clock.move(10_000);
  maintain();
  await running.operations.stop();
  running = start();
  await clock.move(2 * minuteMs);
  expect(state()).toBe('maintenance');
  expect(incidents()).toEqual([]);
  await clock.move(3 * minuteMs + 1_000);
  expect(state()).toBe('down');
  expect(outages()).toHaveLength(1);
  expect(running.world.get('service', victim)?.findings.at(-1)?.text).toMatch(
    /^CHG-101 was to end \d\d:\d\d UTC and is still open$/,
  );
});

it('a change that ended leaves the consoles after a day', async () => {
  maintain();
  give({ name: 'change.end', params: { change: 'CHG-101', outcome: 'completed', note: 'done' } });
  await running.operations.stop();
  await clock.move(24 * 60 * minuteMs);
  running = start();
  expect(running.world.ids('change')).toEqual([]);
});

it('figures follow each event as it is recorded, over a restart too, and the journal is read once', async () => {
  const reads = vi.spyOn(journal, 'entries');
  const asked = { from: clock.now(), to: clock.now() + 60 * minuteMs };
  const figures = (): unknown => running.operations.answer({ name: 'desk.figures', params: asked });
  expect(figures()).toMatchObject({ ok: true, value: { opened: 0, total: { mttr: { counted: 0 } } } });
  give({ name: 'incident.declare', params: { title: 'Smoke in room 2', severity: 'P1' } });
  expect(figures()).toMatchObject({ ok: true, value: { opened: 1, stillOpen: 1 } });
  await clock.move(4 * minuteMs);
  const { incident = '' } = { incident: running.world.ids('incident')[0] };
  give({ name: 'incident.acknowledge', params: { incident } });
  give({ name: 'incident.resolve', params: { incident, note: 'a toaster' } });
  const known = {
    severity: 'P1',
    figures: { mtta: { value: 4 * minuteMs, counted: 1 }, mttr: { value: 4 * minuteMs, counted: 1 } },
  };
  const declared = (): unknown =>
    running.operations.answer({ name: 'desk.figures', params: { ...asked, severity: 'P1' } });
  expect(declared()).toMatchObject({ ok: true, value: { bySeverity: [known] } });
  expect(reads).not.toHaveBeenCalled();
  await running.operations.stop();
  running = start();
  expect(declared()).toMatchObject({ ok: true, value: { bySeverity: [known] } });
  expect(reads).toHaveBeenCalledTimes(1);
});

it('tells what came and went, over a restart too, and that it saw nothing in between', async () => {
  const from = clock.now();
  const between = (): DeskBetween => {
    const answered = running.operations.answer({
      name: 'desk.between',
      params: { from, to: clock.now() + 1 },
    });
    if (!answered.ok) throw new Error(answered.error);
    return deskBetweenSchema.parse(answered.value);
  };
  await clock.move(3 * minuteMs);
  const [outage] = outages();
  give({ name: 'incident.acknowledge', params: { incident: outage?.id ?? '' } });
  const before = between();
  expect(before.blind).toEqual([]);
  expect(before.items).toContainEqual(
    expect.objectContaining({ kind: 'service', service: victim, state: 'down', times: 1 }),
  );
  expect(before.items).toContainEqual(
    expect.objectContaining({ kind: 'incident', id: outage?.id, state: 'acknowledged' }),
  );
  await running.operations.stop();
  const stoppedAt = clock.now();
  await clock.move(10 * minuteMs);
  running = start();
  await clock.move(5_000);
  const after = between();
  expect(after.blind).toMatchObject([{ kind: 'gateway', from: stoppedAt }]);
  expect(after.blind[0]?.to).toBeGreaterThanOrEqual(stoppedAt + 10 * minuteMs);
  expect(after.items).toContainEqual(
    expect.objectContaining({ kind: 'incident', id: outage?.id, state: 'acknowledged' }),
  );
});

it('channels that are not set up say so, are asked nothing, and record the test that somebody makes', async () => {
  await clock.move(2 * minuteMs);
  expect(incidents()).toHaveLength(1);
  const events = (): string[] => [...journal.entries()].map(({ event }) => event.type);
  expect(events().filter((type) => type.startsWith('notice.'))).toEqual([]);
  expect(running.world.get('channel', 'mail')).toMatchObject({
    lacks: 'Not set up: the policy names no mail server',
    isInUse: false,
    waiting: 0,
  });
  expect(give({ name: 'channel.test', params: { channel: 'mail' } })).toMatchObject({ ok: true });
  await clock.move(0);
  expect(running.world.get('channel', 'mail')).toMatchObject({
    lastTest: { by: 'M. Tanaka', ok: false, detail: 'the policy names no mail server' },
    waiting: 0,
    dead: 0,
  });
  expect(events().filter((type) => type.startsWith('notice.'))).toEqual(['notice.due', 'notice.dead']);
  expect(give({ name: 'channel.test', params: { channel: 'fax' } })).toMatchObject({ ok: false });
});

it('pages whoever stands in on the rota, tells consoles at once, and does so after a restart too', async () => {
  const day = Math.floor(clock.now() / 86_400_000) * 86_400_000;
  const before = running.world
    .get('desk', 'desk')
    ?.onCall.find(({ role }) => role === 'Primary On-Call')?.person;
  const standIn = policy.policy.people.persons.find(({ name }) => name !== before)?.name ?? '';
  const given = give({
    name: 'rota.override',
    params: {
      ...{ role: 'primary', person: standIn, from: clock.now(), to: day + 86_400_000 },
      ...{ reason: 'flu', emergency: true },
    },
  });
  expect(given).toMatchObject({ ok: true, message: 'Propose stand-in: done' });
  const now = (): string | undefined =>
    running.world.get('desk', 'desk')?.onCall.find(({ role }) => role === 'Primary On-Call')?.person;
  expect(now()).toBe(standIn);
  expect(running.world.get('rotaOverride', 'ROT-101')).toMatchObject({ status: 'proposed', emergency: true });
  expect(running.world.get('rota', 'primary')?.spans).toContainEqual(
    expect.objectContaining({ override: 'ROT-101', to: day + 86_400_000 }),
  );
  expect(running.world.get('rota', 'primary')?.findings).toContainEqual(
    expect.objectContaining({ kind: 'undecided' }),
  );
  await running.operations.stop();
  running = start();
  await clock.move(2 * minuteMs);
  expect(now()).toBe(standIn);
  const paged = incidents().flatMap(({ escalations = [] }) => escalations);
  expect(paged).toContainEqual(expect.objectContaining({ role: 'On-call Engineer', person: standIn }));
  const load = running.operations.answer({
    name: 'rota.load',
    params: { from: day, to: day + 86_400_000 },
  });
  if (!load.ok) throw new Error(load.error);
  const people = rotaLoadSchema.parse(load.value).people;
  expect(people.find(({ name }) => name === standIn)?.pages).toBeGreaterThan(0);
});
