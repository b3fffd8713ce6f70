import { createServer, type IncomingMessage, type Server } from 'node:http';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import type { Journal } from '../../../gateway/journal/journal.ts';
import { Operations } from '../../../gateway/operations.ts';
import type { Observation, Source } from '../../../gateway/sources/source.ts';
import { World, type WorldClock } from '../../../gateway/world.ts';
import type { Command } from '../../../shared/feed/commands.ts';
import type { Run } from '../../../shared/model/automation.ts';
import type { Policy, PolicyAction, PolicyTrigger } from '../../../shared/policy/index.ts';
import { temporaryFolder } from '../../support/restartable.ts';
import { acgsWith } from '../../support/writtenPolicy.ts';

const victim = 'auth';
const token = 'very-secret-token';

/** What a real server received. */
interface Received {
  readonly request: Pick<IncomingMessage, 'method' | 'headers'>;
  readonly body: unknown;
}

let folder: ReturnType<typeof temporaryFolder>;
let server: Server;
let url: string;
let received: Received[];
let journal: Journal;
let running: { operations: Operations; world: World; say: (observation: Observation) => void } | undefined;
let given = 0;

const clock: WorldClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

beforeEach(async () => {
  vi.stubEnv('WATCHFLOOR_TEST_TOKEN', token);
  folder = temporaryFolder('actions');
  const opened = openSqliteJournal(folder.path);
  if (!opened.ok) throw new Error(opened.error);
  journal = opened.value;
  received = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        request: { method: request.method, headers: request.headers },
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      });
      if (request.url === '/never') return;
      response.statusCode = request.url === '/refuses' ? 503 : 200;
      response.end(`got it, ${request.headers.authorization ?? 'nobody'}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await running?.operations.stop();
  running = undefined;
  journal.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  folder.remove();
});

/** A program of its own, as an estate would install it. */
function script(name: string, text: string): string {
  const path = join(folder.path, name);
  writeFileSync(path, `#!/bin/sh\n${text}\n`);
  chmodSync(path, 0o755);
  return path;
}

const command = (id: string, text: string, args: readonly string[] = []): PolicyAction => ({
  ...{ id, name: id, kind: 'command', program: script(id, text), arguments: args },
});
const webhook = (id: string, path: string, change: object = {}): PolicyAction => ({
  ...{ id, name: id, kind: 'webhook', url: url + path, method: 'POST', ...change },
});

/** Starts the operations on ACGS's policy with these actions, and a health check that this test speaks for. */
async function start(
  actions: readonly PolicyAction[],
  trigger: Partial<PolicyTrigger> = {},
  sources?: Policy['sources'],
  channels: Policy['channels'] = [],
): Promise<NonNullable<typeof running>> {
  const policy = await acgsWith(({ triggers }) => ({
    actions,
    channels,
    sources: sources ?? [{ id: 'probes', name: 'Probes', kind: 'probe', interval: 15_000, freshFor: 60_000 }],
    triggers: triggers
      .filter(({ id }) => id === 'service-unavailable')
      .map((own) => ({ ...own, actions: actions.map(({ id }) => id), services: [victim], ...trigger })),
  }));
  const sinks: ((observation: Observation) => void)[] = [];
  const source: Source = {
    ...{ id: 'probes', name: 'Probes', kind: 'probe', freshForMs: 60_000 },
    start: (sink) => void sinks.push(sink),
    stop: async () => undefined,
  };
  const world = new World(clock);
  const operations = new Operations({
    ...{ policy, sources: [source], journal, world, clock, name: 'test', log: pino({ level: 'silent' }) },
    ...{ fetch, random: () => 0 },
  });
  const started = operations.start();
  if (!started.ok) throw new Error(started.error);
  running = { operations, world, say: (observation) => sinks.forEach((sink) => sink(observation)) };
  return running;
}

const probe = (isWell: boolean): Observation => ({
  ...{ kind: 'probe', source: 'probes', service: victim, at: Date.now(), ok: isWell },
  text: isWell ? 'HTTP 200' : 'HTTP 503',
});
function fail(): void {
  running?.say({ kind: 'heard', source: 'probes', at: Date.now() });
  for (let times = 0; times < 3; times += 1) running?.say(probe(false));
}

const runs = (): readonly Run[] => {
  const { world } = running ?? {};
  return (world?.ids('run') ?? []).flatMap((id) => world?.get('run', id) ?? []);
};

async function until<Value>(read: () => Value | undefined, forMs = 15_000): Promise<Value> {
  const end = Date.now() + forMs;
  for (;;) {
    const value = read();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`not in time: ${JSON.stringify(runs())}`);
    await pause(20);
  }
}
const ended = async (): Promise<Run> => until(() => runs().find(({ state }) => state === 'ended'));
const outcomes = ({ steps }: Run): readonly string[] =>
  steps.map(({ action, outcome = 'ahead' }) => `${action}: ${outcome}`);

function give(order: Command): unknown {
  given += 1;
  const commandId = `given-${given}`;
  return running?.operations.submit({
    ...{ commandId, command: order, person: 'M. Tanaka', role: 'operator', givenAt: Date.now() },
  });
}

const isAlive = (pid: number): boolean => {
  try {
    // A zombie that its parent has not collected is dead enough.
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('actions', () => {
  it('call a real server once, with what it needs and no more, and keep the token out of sight', async () => {
    await start([
      webhook('refused', '/refuses'),
      webhook('called', '/', { method: 'PUT', bearerToken: { env: 'WATCHFLOOR_TEST_TOKEN' } }),
    ]);
    fail();
    const run = await until(() => runs().find(({ steps }) => steps[1]?.outcome !== undefined));
    expect(outcomes(run)).toEqual(['refused: failed', 'called: done']);
    expect(received).toHaveLength(2);
    expect(received[1]).toMatchObject({
      request: {
        method: 'PUT',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      },
      body: { trigger: 'service-unavailable', service: victim, incident: 'INC-2001', severity: 'P0' },
    });
    expect(run.steps[1]?.output).toBe('HTTP 200\ngot it, Bearer [secret]');
    const incident = running?.world.get('incident', 'INC-2001');
    const lines = incident?.timeline.filter(({ kind }) => kind === 'automation').map(({ text }) => text);
    expect(lines).toContain('Service unavailable: 3 health checks failed: HTTP 503');
    expect(lines?.some((text) => text.startsWith('refused failed after 0 s'))).toBe(true);
    expect(JSON.stringify([...journal.entries()])).not.toContain(token);
    expect(running?.world.ids('incident')).toEqual(['INC-2001']);
  });

  it('tell the channels that they name through the same notices as incidents do', async () => {
    const tell: PolicyAction = {
      id: 'tell',
      name: 'Tell',
      kind: 'notify',
      channels: ['hook', 'gone'],
      role: 'cto',
    };
    await start([tell], {}, undefined, [
      { id: 'hook', name: 'Hook', kind: 'webhook', url: `${url}/hook`, simulated: false },
    ]);
    fail();
    const run = await ended();
    expect(run.steps[0]).toMatchObject({ outcome: 'done', output: 'handed to hook' });
    const told = await until(() => received.find(({ body }) => JSON.stringify(body).includes('automation')));
    expect(JSON.stringify(told.body)).toContain('P0 INC-2001 Service unavailable on Auth Service');
  });

  it('say that no channel is set up', async () => {
    await start([{ id: 'tell', name: 'Tell', kind: 'notify', channels: ['gone'] }]);
    fail();
    expect((await ended()).steps[0]).toMatchObject({
      outcome: 'failed',
      output: 'no channel is set up: gone',
    });
  });

  it('are called at their time no longer', async () => {
    await start([webhook('never', '/never')], { timeout: 1_000 });
    fail();
    const run = await ended();
    expect(outcomes(run)).toEqual(['never: timeout']);
    expect(run.steps[0]?.tookMs).toBeGreaterThanOrEqual(1_000);
  });

  it('run a program without a shell, an input or our environment', async () => {
    const shown = 'for one in "$@"; do echo "[$one]"; done; cat; env; exit 3';
    await start(
      [command('shown', shown, ['$service', '$incident', '$severity', 'x$service', '; echo $(id)'])],
      {
        timeout: 5_000,
      },
    );
    fail();
    const { steps } = await ended();
    const lines = steps[0]?.output?.split('\n') ?? [];
    expect(lines.slice(0, 5)).toEqual([`[${victim}]`, '[INC-2001]', '[P0]', '[x$service]', '[; echo $(id)]']);
    expect(
      lines
        .slice(5, -1)
        .map((line) => line.split('=')[0])
        .filter((name) => !/^(PWD|_|OLDPWD|SHLVL)$/.test(name ?? '')),
    ).toEqual(['PATH']);
    expect(lines.at(-1)).toBe('exit code 3');
    expect(steps[0]?.outcome).toBe('failed');
  });

  it('kill a program at its time, and its children with it', async () => {
    const pids = join(folder.path, 'pids');
    await start([command('slow', `sleep 60 & echo $! > ${pids}; echo $$ >> ${pids}; echo begun; wait`)], {
      timeout: 1_000,
    });
    fail();
    const run = await ended();
    expect(run.steps[0]).toMatchObject({ outcome: 'timeout', output: 'begun' });
    const started = readFileSync(pids, 'utf8').trim().split('\n').map(Number);
    expect(started).toHaveLength(2);
    await until(() => (started.some(isAlive) ? undefined : true), 2_000);
  });

  it('keep 4 KB of what a program writes, and do not wait for a child that holds its output', async () => {
    await start([command('loud', 'sleep 9 & yes ärger | head -c 200000')], { timeout: 8_000 });
    fail();
    const run = await until(() => runs().find(({ steps }) => steps[0]?.outcome !== undefined));
    expect(run.steps[0]?.outcome).toBe('done');
    const output = run.steps[0]?.output ?? '';
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(4_096);
    expect(output).toMatch(/^ärger\n[^]*\n\[cut\]$/);
    expect(run.steps[0]?.tookMs).toBeLessThan(5_000);
  });

  it('say that a program is not there', async () => {
    await start([{ id: 'no', name: 'no', kind: 'command', program: '/no/such/program', arguments: [] }]);
    fail();
    expect((await ended()).steps[0]).toMatchObject({ outcome: 'failed', output: 'did not start: ENOENT' });
  });

  it('stop in the middle when automation is switched off, and do not go on', async () => {
    const begun = join(folder.path, 'begun');
    const mark = join(folder.path, 'mark');
    await start([command('first', `touch ${begun}; sleep 60`), command('second', `touch ${mark}`)]);
    fail();
    await until(() => (existsSync(begun) ? true : undefined));
    expect(give({ name: 'automation.switch', params: { on: false, reason: 'circles' } })).toMatchObject({
      ok: true,
    });
    const run = await ended();
    expect(outcomes(run)).toEqual(['first: failed', 'second: skipped']);
    expect(run).toMatchObject({ outcome: 'stopped' });
    expect(existsSync(mark)).toBe(false);
    expect(running?.world.get('automation', 'automation')).toMatchObject({
      on: false,
      switched: { reason: 'circles' },
    });
  });

  it('need an approval where they are proposed, by one command', async () => {
    await start([webhook('called', '/')], { mode: 'proposed' });
    fail();
    const { id } = await until(() => runs().find(({ state }) => state === 'proposed'));
    await pause(300);
    expect(received).toEqual([]);
    expect(give({ name: 'automation.approve', params: { run: id } })).toMatchObject({ ok: true });
    await until(() => received[0]);
  });

  it('are not repeated by a gateway that was stopped in the middle', async () => {
    const counted = join(folder.path, 'count');
    const slow = command('slow', `echo run >> ${counted}; sleep 60`);
    await start([slow]);
    fail();
    await until(() => (existsSync(counted) ? true : undefined));
    await running?.operations.stop();
    await start([slow]);
    expect(runs()).toMatchObject([{ outcome: 'failed', text: 'interrupted: the gateway stopped' }]);
    fail();
    await pause(1_500);
    expect(runs()).toHaveLength(1);
    expect(readFileSync(counted, 'utf8')).toBe('run\n');
  });

  it('reach nobody where a simulator is watched, even one source of several', async () => {
    const mark = join(folder.path, 'mark');
    const sources: Policy['sources'] = [
      { id: 'probes', name: 'Probes', kind: 'probe', interval: 15_000, freshFor: 60_000 },
      { id: 'sim', name: 'Simulator', kind: 'simulator' },
    ] as Policy['sources']; // the simulator's own settings do not matter here
    await start([webhook('called', '/'), command('made', `touch ${mark}`)], {}, sources);
    fail();
    const run = await ended();
    expect(run.steps.map(({ output }) => output)).toEqual(['simulated, not run', 'simulated, not run']);
    await pause(300);
    expect(received).toEqual([]);
    expect(existsSync(mark)).toBe(false);
  });
});
