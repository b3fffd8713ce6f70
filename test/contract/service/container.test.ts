import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine, unknownIn } from '../../support/commandLine.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder } from '../../support/restartable.ts';

const root = resolve(import.meta.dirname, '../../..');
const text = readFileSync(join(root, 'packaging/container/Containerfile'), 'utf8').replace(/\\\n/g, ' ');

interface Instruction {
  readonly name: string;
  readonly rest: string;
}
/** The instructions of each stage, first to last. */
const stages: readonly (readonly Instruction[])[] = text
  .split(/^(?=FROM )/m)
  .slice(1)
  .map((stage) =>
    [...stage.matchAll(/^([A-Z]+) +(.*)$/gm)].map(([, name = '', rest = '']) => ({ name, rest })),
  );
const last = stages.at(-1) ?? [];
const of = (name: string): readonly string[] => last.flatMap((one) => (one.name === name ? [one.rest] : []));
const copied = (stage: readonly Instruction[]): readonly string[] =>
  stage.flatMap(({ name, rest }) =>
    name === 'COPY' && !rest.startsWith('--from') ? rest.split(' ').slice(0, -1) : [],
  );
const listOf = (rest = ''): readonly string[] => z.array(z.string()).parse(JSON.parse(rest));

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
});

describe('the container file', () => {
  it('copies only what is there, and its last stage neither tests nor the desktop', () => {
    for (const path of stages.flatMap(copied)) expect(existsSync(join(root, path)), path).toBe(true);
    expect(copied(last)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/^(main|test|scripts|node_modules)/)]),
    );
    const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').trim().split('\n');
    for (const path of stages.flatMap(copied)) expect(ignored).not.toContain(path);
  });

  it('runs as nobody in particular, asks after its health, and sets what the commands know', () => {
    expect(of('USER')).toEqual([expect.stringMatching(/^[1-9]\d*:[1-9]\d*$/)]);
    expect(of('HEALTHCHECK')).toEqual([expect.stringContaining('"health"')]);
    const { flags, variables } = commandLine();
    const [command = ''] = listOf(of('CMD')[0]);
    expect(unknownIn(command, { flags, variables })).toBeUndefined();
    const set =
      of('ENV')
        .join(' ')
        .match(/WATCHFLOOR_[A-Z_]+/g) ?? [];
    expect(set.filter((name) => !variables.has(name))).toEqual([]);
    // What the image itself writes goes to a volume; the rest may be read-only.
    expect(of('ENV').join(' ')).toContain(`WATCHFLOOR_DATA=${of('VOLUME')[0] ?? ''} `);
  });
});

describe('a clean folder with what the image has', () => {
  const folder = temporaryFolder('image');
  const app = join(folder.path, 'app');
  const data = join(folder.path, 'data');
  beforeAll(() => {
    mkdirSync(app);
    for (const path of copied(last)) cpSync(join(root, path), join(app, path), { recursive: true });
    // As "npm ci --omit=dev --omit=optional" leaves it, by the lock file.
    const { packages } = lockSchema.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
    for (const [path, { dev, optional, devOptional }] of Object.entries(packages)) {
      const isTop = /^node_modules\/(@[^/]+\/)?[^/]+$/.test(path);
      if (!isTop || dev === true || optional === true || devOptional === true) continue;
      mkdirSync(dirname(join(app, path)), { recursive: true });
      symlinkSync(join(root, path), join(app, path));
    }
    mkdirSync(data, { mode: 0o700 });
  });
  afterAll(() => folder.remove());

  it('serves by the image’s own command, is well by its own check, and writes to the volume alone', async () => {
    const port = await freePort();
    const env = {
      ...{ PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', WATCHFLOOR_LOG_TO: 'stderr' },
      ...{ WATCHFLOOR_DATA: data, WATCHFLOOR_POLICY: join(app, 'assets/policy/acgs.yaml') },
      ...{ WATCHFLOOR_LISTEN: `127.0.0.1:${port}`, WATCHFLOOR_GATEWAY: `http://127.0.0.1:${port}` },
    };
    const entry = listOf(of('ENTRYPOINT')[0]).slice(1);
    const before = readdirSync(app, { recursive: true }).length;
    const gateway = spawn(process.execPath, [...entry, ...listOf(of('CMD')[0])], {
      cwd: app,
      env,
      stdio: 'pipe',
    });
    let log = '';
    gateway.stderr.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
    const ended = new Promise((done) => gateway.once('exit', done));
    try {
      const check = listOf(/\[.*\]$/.exec(of('HEALTHCHECK')[0] ?? '')?.[0]);
      const well = spawnSync(process.execPath, [...check.slice(1), '--wait', '25'], {
        cwd: app,
        env,
        encoding: 'utf8',
      });
      expect([well.status, well.stdout + well.stderr + log]).toEqual([
        0,
        expect.stringContaining('is ready'),
      ]);
    } finally {
      gateway.kill('SIGTERM');
    }
    expect(await ended, log).toBe(0);
    expect(readdirSync(app, { recursive: true })).toHaveLength(before);
    expect(readdirSync(data)).toContain('journal.db');
  });

  it('without a token lets nobody in from elsewhere, and says how to make one', () => {
    const env = { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', WATCHFLOOR_DATA: data };
    const args = [
      'bin/watchfloor.mjs',
      'gateway',
      '--policy',
      'assets/policy/acgs.yaml',
      '--listen',
      '0.0.0.0:0',
    ];
    const started = spawnSync(process.execPath, args, { cwd: app, env, encoding: 'utf8' });
    expect([started.status, started.stderr]).toEqual([1, expect.stringContaining('watchfloor token add')]);
  });
});
