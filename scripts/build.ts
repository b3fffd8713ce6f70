import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { err, ok, type Result } from '../shared/result.ts';
import { reasonOf } from '../shared/reasonOf.ts';

const root = resolve(import.meta.dirname, '..');
const stampFile = join(root, 'dist', 'build.json');

interface Target {
  /** Vite's configuration. */
  readonly config: string;
  /** What it is built from. */
  readonly sources: readonly string[];
  /** A file that is there once it was built. */
  readonly proof: string;
}

/** Every bundle of the product, by name. */
const targets = {
  renderer: {
    config: 'renderer/vite.config.ts',
    sources: ['renderer', 'shared', 'assets', 'package.json', 'package-lock.json'],
    proof: 'dist/renderer/index.html',
  },
  main: {
    config: 'main/vite.config.ts',
    sources: ['main', 'gateway', 'shared', 'package.json', 'package-lock.json'],
    proof: 'dist/main/main.js',
  },
  preload: {
    config: 'preload/vite.config.ts',
    sources: ['preload', 'shared', 'package.json', 'package-lock.json'],
    proof: 'dist/preload/preload.cjs',
  },
} as const satisfies Record<string, Target>;

export type BuildTarget = keyof typeof targets;
/** Every bundle's name. */
export const buildTargets = Object.keys(targets) as readonly BuildTarget[];

export interface BuildOptions {
  /** All of them where absent. */
  readonly only?: readonly BuildTarget[];
  /** Builds also what is up to date. */
  readonly force?: boolean;
  readonly say?: (line: string) => void;
}

/** Builds what changed since the last build; answers with the names of what was built. One build at a time. */
export async function build(options: BuildOptions = {}): Promise<Result<readonly BuildTarget[]>> {
  const unlock = await lock();
  try {
    return await buildStale(options);
  } finally {
    unlock();
  }
}

async function buildStale(options: BuildOptions): Promise<Result<readonly BuildTarget[]>> {
  const { only = buildTargets, force = false, say = () => undefined } = options;
  const stamps = readStamps();
  const stale = only.filter((name) => {
    const { sources, proof } = targets[name];
    return force || stamps[name] !== fingerprint(sources) || !existsSync(join(root, proof));
  });
  if (stale.length === 0) return ok([]);
  const vite = await import('vite');
  for (const name of stale) {
    const { config, sources } = targets[name];
    if (!existsSync(join(root, config))) return err(`${config} is missing; ${name} can't be built.`);
    const stamp = fingerprint(sources);
    const startedAt = Date.now();
    try {
      await vite.build({ configFile: join(root, config), logLevel: 'warn' });
    } catch (error) {
      return err(`Building ${name} failed: ${reasonOf(error)}`);
    }
    writeFileSync(stampFile, `${JSON.stringify({ ...readStamps(), [name]: stamp }, undefined, 2)}\n`);
    say(`built ${name} in ${Date.now() - startedAt} ms`);
  }
  return ok(stale);
}

/** Waits until no other process builds into the same folder; returns the undo. A lock older than any build is dead. */
async function lock(): Promise<() => void> {
  const folder = join(root, 'dist', '.building');
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      mkdirSync(folder);
      return () => rmSync(folder, { recursive: true, force: true });
    } catch {
      const since = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
      if (since !== undefined && Date.now() - since > 120_000)
        rmSync(folder, { recursive: true, force: true });
      await pause(100);
    }
  }
}

function readStamps(): Readonly<Record<string, string>> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(stampFile, 'utf8')));
  } catch {
    // No build yet, or a torn file: everything is built.
    return {};
  }
}

/** Changes with every name, size and time of change below the sources. */
function fingerprint(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) addTo(hash, source);
  return hash.digest('hex');
}

function addTo(hash: ReturnType<typeof createHash>, path: string): void {
  const info = statSync(join(root, path), { throwIfNoEntry: false });
  if (info === undefined) return;
  if (info.isFile()) {
    hash.update(`${path}\0${info.size}\0${info.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) addTo(hash, `${path}/${name}`);
}

if (process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === import.meta.url) {
  const built = await build({
    force: process.argv.includes('--force'),
    say: (line) => process.stdout.write(`${line}\n`),
  });
  if (built.ok) {
    if (built.value.length === 0) process.stdout.write('dist/ is up to date\n');
  } else {
    process.stderr.write(`watchfloor build: ${built.error}\n`);
    process.exitCode = 1;
  }
}
