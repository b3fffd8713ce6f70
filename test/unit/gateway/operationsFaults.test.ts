import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { journalFileOf, openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import type { Journal } from '../../../gateway/journal/journal.ts';
import { Operations } from '../../../gateway/operations.ts';
import { loadPolicy, type LoadedPolicy } from '../../../gateway/policy/loadPolicy.ts';
import type { Observation, Source } from '../../../gateway/sources/source.ts';
import { World } from '../../../gateway/world.ts';
import { err } from '../../../shared/result.ts';
import { FakeClock } from './sources/fakeClock.ts';

const hourMs = 3_600_000;
let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'watchfloor-operations-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** ACGS's policy, with health checks as its only source. */
async function acgsPolicy(): Promise<LoadedPolicy> {
  const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
  if (!loaded.ok) throw new Error(loaded.error[0]?.message);
  const { policy } = loaded.value;
  const services = policy.estate.services
    .filter(({ id }) => id === 'auth')
    .map((service) => ({ ...service, dependsOn: [], up: undefined, figures: [] }));
  return {
    ...loaded.value,
    policy: {
      ...policy,
      estate: { ...policy.estate, services },
      sources: [{ id: 'probes', name: 'Health checks', kind: 'probe', interval: 10_000, freshFor: 45_000 }],
    },
  };
}

/** A clock that can be set back, as an administrator or NTP does it: timers go on. */
class SettableClock extends FakeClock {
  offsetMs = 0;
  override now(): number {
    return super.now() + this.offsetMs;
  }
}

async function running() {
  const clock = new SettableClock();
  const world = new World(clock);
  const opened = openSqliteJournal(folder);
  if (!opened.ok) throw new Error(opened.error);
  const disk = { isFull: false };
  const journal: Journal = {
    append: (events, command) =>
      disk.isFull
        ? err("The journal can't be written: the disk is full.")
        : opened.value.append(events, command),
    findCommand: (id) => opened.value.findCommand(id),
    entries: (from) => opened.value.entries(from),
    get last() {
      return opened.value.last;
    },
    close: () => opened.value.close(),
  };
  let say: (observation: Observation) => void = () => undefined;
  const source: Source = {
    id: 'probes',
    name: 'Health checks',
    kind: 'probe',
    freshForMs: 45_000,
    start: (sink) => void (say = sink),
    stop: async () => undefined,
  };
  const policy = await acgsPolicy();
  const operations = new Operations({
    policy,
    sources: [source],
    journal,
    world,
    clock,
    name: 'test',
    log: pino({ level: 'silent' }),
    fetch: () => Promise.reject(new Error('no channel is set up')),
    random: () => 0,
  });
  const started = operations.start();
  const expected = policy.policy.compliance.expectedHash;
  const heard = (ok: boolean, at = clock.now()): void => {
    const hash = ok ? { expected, found: expected } : undefined;
    say({
      kind: 'probe',
      source: 'probes',
      service: 'auth',
      at,
      ok,
      text: ok ? 'HTTP 200' : 'HTTP 503',
      hash,
    });
    say({ kind: 'heard', source: 'probes', at });
  };
  return {
    clock,
    disk,
    operations,
    started,
    heard,
    state: () => world.get('service', 'auth')?.state,
    incidents: () => world.ids('incident').length,
    stop: async () => {
      await operations.stop();
      journal.close();
    },
  };
}

describe('a clock that is set back by an hour', () => {
  it('leaves nothing green that is not heard any more', async () => {
    const { clock, heard, state, stop } = await running();
    heard(true);
    await clock.move(1_000);
    expect(state()).toBe('operational');
    clock.offsetMs -= hourMs;
    await clock.move(2_000);
    expect(state()).toBe('unknown');
    heard(true, clock.now() + hourMs);
    await clock.move(2_000);
    expect(state(), 'after an answer to what was asked before').toBe('unknown');
    await clock.move(200_000);
    expect(state()).toBe('unknown');
    await stop();
  });

  it('hides no failure that is heard after it', async () => {
    const { clock, heard, state, incidents, stop } = await running();
    heard(true);
    await clock.move(1_000);
    clock.offsetMs -= hourMs;
    heard(true);
    await clock.move(1_000);
    expect(state()).toBe('operational');
    for (let round = 0; round < 3; round += 1) {
      heard(false);
      await clock.move(5_000);
    }
    expect(state()).toBe('down');
    expect(incidents()).toBe(1);
    await stop();
  });

  it('by less than two seconds changes nothing', async () => {
    const { clock, heard, state, stop } = await running();
    heard(true);
    await clock.move(1_000);
    clock.offsetMs -= 1_500;
    await clock.move(1_000);
    expect(state()).toBe('operational');
    await stop();
  });
});

it('does not start on a journal with an entry that can’t be read, and says which', async () => {
  const opened = openSqliteJournal(folder);
  if (!opened.ok) throw new Error(opened.error);
  const by = { kind: 'person', name: 'Ana' } as const;
  const declared = { type: 'command.refused', at: 1, by, name: 'incident.declare', message: 'no' } as const;
  opened.value.append([declared, declared]);
  opened.value.close();
  const database = new DatabaseSync(journalFileOf(folder));
  database.exec("UPDATE entries SET body = '{' WHERE number = 2");
  database.close();
  const { started, stop } = await running();
  expect(started).toEqual({
    ok: false,
    error: expect.stringMatching(/^Entry 2 of the journal can't be read/),
  });
  await stop();
});

describe('a journal on a full disk', () => {
  const declare = (commandId: string, at: number) =>
    ({
      commandId,
      command: { name: 'incident.declare', params: { title: 'Smoke in the hall', severity: 'P1' } },
      person: 'Ana',
      role: 'operator',
      givenAt: at,
    }) as const;

  it('refuses aloud, is not ready, and takes the same command once there is room', async () => {
    const { clock, disk, operations, incidents, stop } = await running();
    disk.isFull = true;
    const sentence = "The journal can't be written: the disk is full.";
    expect(operations.submit(declare('command-1', clock.now()))).toMatchObject({
      ok: false,
      code: 'failed',
      message: `Not recorded, so not done: ${sentence}`,
    });
    expect(incidents()).toBe(0);
    expect(operations.ready()).toBe(sentence);
    expect(operations.chain().at(-1)).toMatchObject({ freshness: 'silent', problem: sentence });
    disk.isFull = false;
    expect(operations.submit(declare('command-1', clock.now()))).toMatchObject({ ok: true });
    expect(operations.submit(declare('command-1', clock.now()))).toMatchObject({ ok: true });
    expect(incidents()).toBe(1);
    expect(operations.ready()).toBe(true);
    await stop();
  });

  it('is well again though nothing happens', async () => {
    const { clock, disk, operations, stop } = await running();
    disk.isFull = true;
    operations.submit(declare('command-1', clock.now()));
    await clock.move(3_000);
    expect(operations.ready()).not.toBe(true);
    disk.isFull = false;
    await clock.move(3_000);
    expect(operations.ready()).toBe(true);
    await stop();
  });
});
