import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { checkHealth, type HealthChoices } from '../../../gateway/cli/healthCommand.ts';
import { createProgram } from '../../../gateway/cli/program.ts';
import { readEvents } from '../../../gateway/journal/readJournal.ts';
import { selfSigned } from '../../support/certificate.ts';
import { feedClient, until } from '../../support/feedClient.ts';
import { freePort } from '../../support/ports.ts';
import { atEnd, dataFolder } from './gatewayUnderTest.ts';

const policy = 'assets/policy/acgs.yaml';
const lineSchema = z.looseObject({ level: z.number(), time: z.number(), msg: z.string() });
type Line = z.infer<typeof lineSchema>;

/** A gateway as a supervisor runs it: no terminal, everything else by the environment. */
async function serve(env: NodeJS.ProcessEnv, args: readonly string[] = []) {
  const port = await freePort();
  const child = spawn(process.execPath, ['bin/watchfloor.mjs', 'gateway', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...{ NODE_NO_WARNINGS: '1', WATCHFLOOR_POLICY: policy, WATCHFLOOR_LISTEN: `127.0.0.1:${port}` },
      ...env,
    },
  });
  atEnd(() => child.kill('SIGKILL'));
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return {
    ...{ child, port, ended },
    out: () => out,
    err: () => err,
    /** Throws where a line is no JSON. */
    lines: (): readonly Line[] =>
      err
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => lineSchema.parse(JSON.parse(line))),
  };
}

/** Runs `watchfloor health` in this process; a process of its own takes its time to start. */
async function health(choices: Omit<HealthChoices, 'wait'>, wait = 25) {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await checkHealth({ ...choices, wait });
    return { code, said: [...out.mock.calls, ...err.mock.calls].map(([text]) => String(text)).join('') };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

const ready = async (port: number): Promise<void> =>
  void expect(await health({ gateway: `http://127.0.0.1:${port}` })).toMatchObject({ code: 0 });

describe('a gateway under a supervisor', () => {
  it('is told all by the environment, logs JSON lines alone, and says why it stops', async () => {
    const gateway = await serve({ WATCHFLOOR_DATA: dataFolder(), WATCHFLOOR_LOG_TO: 'stderr' });
    expect(await health({ gateway: `http://127.0.0.1:${gateway.port}` })).toEqual({
      code: 0,
      said: expect.stringMatching(/ is ready\.\n$/),
    });
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(gateway.out()).toBe('');
    const said = gateway.lines();
    expect(said.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['listening', 'ready', 'stopping', 'stopped']),
    );
    expect(said.find(({ msg }) => msg === 'ready')).toMatchObject({ level: 30, policy, simulated: true });
    expect(said.find(({ msg }) => msg === 'stopping')).toMatchObject({ signal: 'SIGTERM' });
  });

  it('says as one JSON line why it does not start', async () => {
    const gateway = await serve({
      ...{ WATCHFLOOR_DATA: dataFolder(), WATCHFLOOR_LOG_TO: 'stderr' },
      WATCHFLOOR_TLS_CERT: '/no/such.crt',
      WATCHFLOOR_TLS_KEY: '/no/such.key',
    });
    expect(await gateway.ended).toBe(1);
    expect(gateway.lines()).toEqual([
      expect.objectContaining({
        level: 50,
        msg: 'start failed',
        problem: expect.stringMatching(/no such file/),
      }),
    ]);
  });

  it('refuses half of TLS, and takes what an environment file leaves empty for not given', async () => {
    const half = await serve({
      WATCHFLOOR_DATA: dataFolder(),
      WATCHFLOOR_TLS_CERT: 'x.crt',
      WATCHFLOOR_TLS_KEY: '',
    });
    expect(await half.ended).toBe(1);
    expect(half.err()).toBe(
      'watchfloor: TLS takes both --tls-cert and --tls-key; give the one that is missing, or none.\n',
    );
    const none = await serve({
      WATCHFLOOR_DATA: dataFolder(),
      WATCHFLOOR_TLS_CERT: '',
      WATCHFLOOR_TLS_KEY: '',
      WATCHFLOOR_LOG_TO: '',
      WATCHFLOOR_METRICS_ACCESS: '',
    });
    await ready(none.port);
  });

  it('takes a renewed certificate at SIGHUP, and goes on', async () => {
    const folder = join(dataFolder(), 'tls');
    mkdirSync(folder);
    const { certFile, keyFile } = selfSigned(folder);
    const gateway = await serve({ WATCHFLOOR_DATA: dataFolder(), WATCHFLOOR_LOG_TO: 'stderr' }, [
      ...['--tls-cert', certFile, '--tls-key', keyFile],
    ]);
    const asked = { gateway: `https://127.0.0.1:${gateway.port}`, ca: certFile };
    expect(await health(asked)).toMatchObject({ code: 0 });
    const distrusted = await health({ gateway: asked.gateway }, 0);
    expect(distrusted.said).toMatch(/^watchfloor: No answer from https:.*self-signed/);
    selfSigned(folder);
    gateway.child.kill('SIGHUP');
    await until('the reload', () => gateway.lines().find(({ msg }) => msg === 'TLS certificate reloaded'));
    expect(await health(asked)).toMatchObject({ code: 0 });
  });

  it('told to stop while operators act, answers what it took and says goodbye', async () => {
    const data = dataFolder();
    const gateway = await serve({ WATCHFLOOR_DATA: data, WATCHFLOOR_LOG_TO: 'stderr' });
    await ready(gateway.port);
    const client = await feedClient(`ws://127.0.0.1:${gateway.port}/feed`, 'S. Tester');
    atEnd(() => client.stop());
    await client.live();
    const ids = await Promise.all(
      Array.from({ length: 15 }, async (_, place) =>
        client.send('incident.declare', { title: `Stop ${place}`, severity: 'P3' }),
      ),
    );
    gateway.child.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    await client.until('the end', () => (client.status().kind === 'live' ? undefined : true));
    const kept = new Set<string>();
    readEvents(data, (event) => {
      if (event.type === 'incident.opened') kept.add(event.title);
    });
    // What the journal has is confirmed, and what is not confirmed it does not have: it is sent again later.
    const done = client.outgoing().filter(({ id, state }) => ids.includes(id) && state === 'done');
    expect([...kept].filter((title) => title.startsWith('Stop '))).toHaveLength(done.length);
    expect(client.status()).toMatchObject({ kind: expect.not.stringMatching('live') });
    expect(JSON.stringify(client.status())).toContain('The gateway is stopping.');
  });
});

describe('watchfloor health', () => {
  it('says in a sentence that nothing answers', async () => {
    expect(await health({ gateway: `http://127.0.0.1:${await freePort()}` }, 0)).toEqual({
      code: 1,
      said: expect.stringMatching(/^watchfloor: No answer from http:.*ECONNREFUSED.*\n$/),
    });
  });
});

it.each(['gateway', 'health', 'backup', 'restore'])('%s --help says what to do next', (name) => {
  const program = createProgram({ finish: () => undefined, logTo: () => undefined });
  const command = program.commands.find((one) => one.name() === name);
  let text = '';
  command?.configureOutput({ writeOut: (part) => void (text += part) }).outputHelp();
  expect(text).toMatch(/^Examples:$/m);
  expect(text).toMatch(/^(Once it runs|Where it is not well|Then|Before and after):$/m);
});

it('the file of the log is JSON lines too', async () => {
  const data = dataFolder();
  const gateway = await serve({ WATCHFLOOR_DATA: data });
  await ready(gateway.port);
  gateway.child.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  const text = readFileSync(join(data, 'gateway.log'), 'utf8').trim().split('\n');
  expect(text.map((line) => lineSchema.parse(JSON.parse(line)).msg)).toContain('ready');
});
