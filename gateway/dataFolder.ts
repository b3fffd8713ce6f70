import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf } from '../shared/codeOf.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the disk is read-only',
  ENOTDIR: 'a part of it is a file',
  EEXIST: 'it is a file',
  ENOSPC: 'the disk is full',
  ENOENT: "it can't be made there",
};

/** Makes a folder and those above it, for its owner alone. Throws what the file system says. */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  // Node's own `recursive` never ends where a parent exists and still says ENOENT, as /proc does.
  for (let path = resolve(folder); !existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) mkdirSync(path, { mode: 0o700 });
}

/** Makes a data folder usable; on failure, one sentence with the fix. */
export function prepareFolder(folder: string): string | undefined {
  try {
    makeFolder(folder);
    if (!statSync(folder).isDirectory()) return unusable(folder, 'it is a file');
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return undefined;
  } catch (error) {
    const code = codeOf(error) ?? 'unknown error';
    return unusable(folder, reasons[code] ?? code);
  }
}

const unusable = (folder: string, why: string): string =>
  `The data folder ${folder} can't be used: ${why}. Name another with --data, or mend its permissions.`;
