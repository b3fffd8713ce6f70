import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { open, readdir, realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { codeOf } from '../../shared/codeOf.ts';
import { libraryLimits } from '../../shared/model/runbook.ts';
import { err, ok, type Result } from '../../shared/result.ts';

const mib = 1024 * 1024;

/** Links were followed already; one that took the file's place since is none of ours. Windows has no such flag. */
const noFollow = process.platform === 'win32' ? 0 : constants.O_NOFOLLOW;

/** What is read of a file. */
export interface ReadFile {
  readonly digest: string;
  readonly bytes: Buffer;
}

/** Reads a regular file that lies within `root` also after links; refuses one that is too large. */
export async function readWithin(root: string, path: string, mostBytes: number): Promise<Result<ReadFile>> {
  try {
    const real = await realpath(join(root, path));
    if (!real.startsWith(root + sep)) return err('is a link out of the library, so it is left out');
    // Without blocking: a pipe must not hold the library up.
    const file = await open(real, constants.O_RDONLY | constants.O_NONBLOCK | noFollow);
    try {
      const { size, isFile } = await file
        .stat()
        .then((found) => ({ size: found.size, isFile: found.isFile() }));
      if (!isFile) return err('is no file');
      if (size > mostBytes) return err(`is larger than ${mostBytes / mib} MiB, so it is left out`);
      const bytes = await file.readFile();
      return ok({ bytes, digest: createHash('sha256').update(bytes).digest('hex') });
    } finally {
      await file.close();
    }
  } catch (error) {
    return err(unreadable(error));
  }
}

/** Paths of all Markdown files below a folder, sorted; hidden folders and `node_modules` are passed over. */
export async function markdownBelow(root: string): Promise<Result<readonly string[]>> {
  const found: string[] = [];
  const pending = [''];
  try {
    for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
      for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
        if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) pending.push(path);
        else if (/\.md$/i.test(entry.name) && !/^(readme|changelog|contributing)\.md$/i.test(entry.name)) {
          found.push(path);
        }
        if (found.length > libraryLimits.files)
          return err(`has more than ${libraryLimits.files} runbooks; it is hardly a library`);
      }
    }
  } catch (error) {
    return err(unreadable(error));
  }
  return ok(found.sort());
}

function unreadable(error: unknown): string {
  const code = codeOf(error) ?? 'unknown reason';
  if (code === 'ENOENT') return 'is not there';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read; check its permissions';
  if (code === 'ELOOP') return 'is a link that leads to itself';
  return `can't be read (${code})`;
}
