import { chownSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { folderStamp } from './series.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { prepareFolder } from '../dataFolder.ts';
import { lockJournal } from '../journal/journalLock.ts';
import { checkBackup, type CheckedBackup } from './checkBackup.ts';
import { isPassing, putAsidePrefix, restoringName } from './dataFiles.ts';
import { copyDurably, syncPath } from './durableCopy.ts';

/** A data folder that is as its backup was. */
export interface Restored extends CheckedBackup {
  readonly folder: string;
  /** Where what was there before is now; absent where nothing was. */
  readonly putAside?: string;
}

/**
 * Puts a backup into a data folder that no gateway holds, meanwhile holding it itself. All is copied and checked beside
 * its place first, then moved, the journal last; a gateway refuses a folder in which that was cut off.
 */
export function restoreBackup(
  from: string,
  dataFolder: string,
  { replace, now }: { readonly replace: boolean; readonly now: Instant },
): Result<Restored> {
  const [backup, folder] = [resolve(from), resolve(dataFolder)];
  const checked = checkBackup(backup);
  if (!checked.ok) return checked;
  const folderProblem = prepareFolder(folder);
  if (folderProblem !== undefined) return err(folderProblem);
  const present = readdirSync(folder).filter((name) => !isPassing(name));
  if (present.length > 0 && !replace) {
    return err(
      `${folder} is not empty (${listed(present)}); name another folder with --data, or give --replace: ` +
        'what it holds is then put aside in it.',
    );
  }
  const lock = lockJournal(folder);
  if (!lock.ok) return lock;
  try {
    const staging = join(folder, restoringName);
    rmSync(staging, { recursive: true, force: true });
    const problem = stage(backup, staging, checked.value);
    if (problem !== undefined) {
      rmSync(staging, { recursive: true, force: true });
      return err(problem);
    }
    const putAside = present.length === 0 ? undefined : moveAside(folder, present, now);
    putInPlace(staging, folder);
    return ok({ ...checked.value, folder, ...(putAside !== undefined && { putAside }) });
  } catch (error) {
    return err(
      `The restore into ${folder} was cut off (${reasonOf(error)}); mend that and run it again with --replace.`,
    );
  } finally {
    lock.value.release();
  }
}

function stage(backup: string, staging: string, { files }: CheckedBackup): string | undefined {
  mkdirSync(staging, { mode: 0o700 });
  for (const { path, sha256 } of files) {
    if (copyDurably(join(backup, path), join(staging, path)) !== sha256)
      return `${join(backup, path)} changed while it was read; is its disk failing?`;
  }
  giveTo(dirname(staging), staging);
  return undefined;
}

/** Root restores for the user whose folder it is. */
function giveTo(like: string, path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(like);
  chownSync(path, uid, gid);
  if (!statSync(path).isDirectory()) return;
  for (const name of readdirSync(path)) giveTo(like, join(path, name));
}

function moveAside(folder: string, names: readonly string[], now: Instant): string {
  const aside = join(folder, `${putAsidePrefix}${folderStamp(now)}`);
  mkdirSync(aside, { mode: 0o700 });
  for (const name of names) renameSync(join(folder, name), join(aside, name));
  giveTo(folder, aside);
  return aside;
}

function putInPlace(staging: string, folder: string): void {
  const names = readdirSync(staging).sort(
    (one, other) => Number(one === 'journal.db') - Number(other === 'journal.db'),
  );
  for (const name of names) renameSync(join(staging, name), join(folder, name));
  rmSync(staging, { recursive: true });
  for (const name of ['journal.lock', 'journal.pid']) giveTo(folder, join(folder, name));
  syncPath(folder);
}

const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
