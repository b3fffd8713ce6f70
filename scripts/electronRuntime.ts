import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '../shared/result.ts';

const packageFolder = resolve(import.meta.dirname, '../node_modules/electron');
/** The download gets so long at a start, milliseconds; a slower network runs `npx install-electron` once. */
const fetchWithinMs = 30_000;

/** Where Electron's package keeps its executable, by platform. */
const executables: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

/** The executable of Electron's runtime, where it is on this machine. */
export function findElectron(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const folder = environment['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageFolder, 'dist');
  const file = join(folder, executables[process.platform] ?? 'electron');
  return existsSync(file) ? file : undefined;
}

/** Finds the runtime, or tries once to fetch it; the error is the reason, without an ending dot. */
export async function obtainElectron(environment: NodeJS.ProcessEnv = process.env): Promise<Result<string>> {
  const found = findElectron(environment);
  if (found !== undefined) return ok(found);
  if (environment['ELECTRON_OVERRIDE_DIST_PATH'] !== undefined) {
    return err('ELECTRON_OVERRIDE_DIST_PATH names a folder without it');
  }
  const problem = await fetchElectron();
  if (problem !== undefined) return err(problem);
  const fetched = findElectron(environment);
  return fetched === undefined ? err('its package fetched nothing') : ok(fetched);
}

/** Runs Electron's own install script; answers why it failed. */
function fetchElectron(): Promise<string | undefined> {
  const script = join(packageFolder, 'install.js');
  if (!existsSync(script)) return Promise.resolve('its package is not installed; run "npm ci"');
  return new Promise((answer) => {
    execFile(process.execPath, [script], { timeout: fetchWithinMs }, (error, _out, errors) => {
      if (error === null) answer(undefined);
      else if (error.killed === true) answer(`no answer within ${fetchWithinMs / 1000} s`);
      else answer(/Error: (.+)/.exec(errors)?.[1] ?? 'the download failed');
    });
  });
}
