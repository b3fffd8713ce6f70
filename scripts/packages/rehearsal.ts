import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { err, ok, type Result } from '../../shared/result.ts';
import { electronOf } from './shippedPackages.ts';

export interface RehearsalOptions {
  /** The checkout. */
  readonly root: string;
  /** Electron's folder; a placeholder is made where absent. */
  readonly electronFolder?: string;
  /** Where the unpacked app is put. */
  readonly out: string;
}

/** An app as electron-builder lays it out before it makes a package of it. */
export interface Rehearsal {
  readonly archive: string;
  readonly executable: string;
  /** What lies beside the archive. */
  readonly resources: string;
}

/** Runs electron-builder up to the unpacked app for Linux: its file list, archive, resources and fuses, no package. */
export async function rehearse(options: RehearsalOptions): Promise<Result<Rehearsal>> {
  const { root, out } = options;
  const electron = options.electronFolder ?? placeholderRuntime(root, join(out, 'placeholder'));
  const ended = await runBuilder(root, [
    ...['--linux', 'dir', '--x64', '--publish', 'never'],
    ...[`-c.electronDist=${electron}`, `-c.directories.output=${out}`],
  ]);
  if (!ended.ok) return ended;
  const folder = join(out, 'linux-unpacked');
  const resources = join(folder, 'resources');
  return ok({ archive: join(resources, 'app.asar'), executable: join(folder, 'watchfloor'), resources });
}

/** Runs electron-builder; the error is the end of what it said. */
export function runBuilder(root: string, args: readonly string[]): Promise<Result<string>> {
  const cli = join(root, 'node_modules/electron-builder/cli.js');
  return new Promise((answer) => {
    execFile(
      process.execPath,
      [cli, ...args],
      { cwd: root, maxBuffer: 64 * 1024 * 1024 },
      (error, said, errors) => {
        if (error === null) answer(ok(said));
        else answer(err(`electron-builder failed: ${reasonIn(`${said}\n${errors}`)}`));
      },
    );
  });
}

/** The line of what it said that tells why. */
const reasonIn = (said: string): string =>
  /⨯ (.+?)(?:\s+failedTask=|$)/m.exec(said)?.[1] ?? said.trim().slice(-500);

/** What stands before the fuses in Electron's executable. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/**
 * Stands in for Electron's runtime where that can't be had: a file with fuses to flip, and what electron-builder looks
 * for beside it. It runs nothing.
 */
function placeholderRuntime(root: string, folder: string): string {
  const { version } = electronOf(root);
  const fuses = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');
  // Each as it is not wanted, so that one that nobody flips is seen.
  const wire = Buffer.from([1, fuses.length, ...fuses.map(() => '1'.charCodeAt(0))]);
  const files: Readonly<Record<string, string | Buffer>> = {
    electron: Buffer.concat([Buffer.from(`not Electron\n${sentinel}`, 'latin1'), wire]),
    version,
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'locales/en-US.pak': '',
    'resources/.keep': '',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text, { mode: 0o755 });
  }
  return folder;
}

/** The fuses of an executable by electron-builder's names, as they are set in it. */
export async function fusesOf(executable: string): Promise<Readonly<Record<string, boolean>>> {
  const wire = await getCurrentFuseWire(executable);
  const names = Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name)));
  return Object.fromEntries(
    names.map((name) => {
      // The enum's own keys lead to its numbers; its package keeps the states' names to itself (1 as a character).
      const state = wire[FuseV1Options[name as keyof typeof FuseV1Options]];
      return [`${name.charAt(0).toLowerCase()}${name.slice(1)}`, Number(state) === '1'.charCodeAt(0)];
    }),
  );
}
