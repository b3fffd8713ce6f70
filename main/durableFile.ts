import { link, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf } from '../shared/codeOf.ts';

/** The text of a file; undefined where there is none. Other failures reject. */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Replaces a file whole: readers see the old text or the new one, also after a power cut or on a full disk. With
 * `before`, the old file stays under that name.
 */
export async function replaceFile(path: string, text: string | Uint8Array, before?: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.tmp-${process.pid}`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    if (before !== undefined) await linkedTo(path, before);
    await removeFolder(path);
    await rename(temporary, path);
  } catch (error) {
    // On a full disk, half a file must not take what room there is.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(dirname(path));
}

/** A second name for a file, so that there is no instant without it; where the disk has no such names, none. */
async function linkedTo(path: string, before: string): Promise<void> {
  await rm(before, { recursive: true, force: true });
  await link(path, before).catch(() => undefined);
}

/** A folder where a file belongs would refuse every rename; it makes room. */
async function removeFolder(path: string): Promise<void> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (isFolder) await rm(path, { recursive: true });
}

/** Removes what killed writes left behind in a folder; no other console may be using it. */
export async function sweepTemporaries(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const left = names.filter((name) => /\.tmp-\d+$/.test(name));
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true }).catch(() => undefined)));
}

/** Makes names in a folder durable; Windows has no such call, and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** `settings.json` kept aside at 03:12 -> `settings.corrupt-2026-11-05T03-12-00-000Z.json`. */
export function asideName(folder: string, name: string, extension: string, now: number): string {
  return join(folder, `${name}.corrupt-${new Date(now).toISOString().replace(/[:.]/g, '-')}${extension}`);
}

/** True for the error of a file that is not there. */
export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT';
