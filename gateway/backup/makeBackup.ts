import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { makeFolder } from '../dataFolder.ts';
import { whySqlite } from '../journal/journalTables.ts';
import { journalFileOf } from '../journal/sqliteJournal.ts';
import { verifyJournal } from '../journal/verifyJournal.ts';
import { gatewayVersion } from '../version.ts';
import { backupVersion, manifestName, sumsName, sumsText, type Manifest } from './backupForm.ts';
import { copyDatabase, databaseProblem } from './copyDatabase.ts';
import { dataFilesOf } from './dataFiles.ts';
import { copyDurably, sha256Of, syncPath, writeDurably } from './durableCopy.ts';

/** A backup that is there, whole. */
export interface MadeBackup {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: number;
  /** What was left out, by its path in the data folder. */
  readonly odd: readonly string[];
}

/**
 * Copies a data folder, also while its gateway runs: every database as of one instant, the journal last and its chain
 * recomputed in the copy. The target appears under its name once all of it is on the disk, or not at all.
 */
export function makeBackup(dataFolder: string, to: string, now: Instant): Result<MadeBackup> {
  const [source, target] = [resolve(dataFolder), resolve(to)];
  if (!existsSync(journalFileOf(source))) {
    return err(`There is no journal in ${source}; name the gateway's folder with --data.`);
  }
  if (existsSync(target))
    return err(`${target} is there already; a backup goes to a folder of its own, give another.`);
  const within = relative(source, target);
  if (!within.startsWith('..') && within !== target) {
    return err(`${target} is in the data folder itself; a backup belongs elsewhere, best on another disk.`);
  }
  const staging = `${target}.partial-${process.pid}`;
  try {
    makeFolder(dirname(target));
    mkdirSync(staging, { mode: 0o700 });
    const made = fill(source, staging, now);
    if (!made.ok) return made;
    renameSync(staging, target);
    syncPath(dirname(target));
    return ok({ ...made.value, folder: target });
  } catch (error) {
    return err(`The backup could not be written: ${whySqlite(error)}. Nothing is left of it.`);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function fill(source: string, staging: string, now: Instant): Result<Omit<MadeBackup, 'folder'>> {
  const { files, odd } = dataFilesOf(source);
  const sums: { readonly path: string; readonly sha256: string }[] = [];
  for (const { path, kind } of files) {
    const [from, to] = [join(source, path), join(staging, path)];
    if (kind === 'file') {
      // Files that come and go while a gateway runs: the list of them was made a moment ago.
      if (existsSync(from)) sums.push({ path, sha256: copyDurably(from, to) });
      continue;
    }
    copyDatabase(from, to);
    const problem = databaseProblem(to);
    if (problem !== undefined)
      return err(`The copy of ${from} is not whole: ${problem}. Nothing is left of it.`);
    sums.push({ path, sha256: sha256Of(to) });
  }
  const verified = verifyJournal(staging);
  if (!verified.ok) return err(`The journal does not verify, so there is no backup of it: ${verified.error}`);
  const manifest: Manifest = { version: backupVersion, takenAt: now, gatewayVersion, ...verified.value };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  writeDurably(join(staging, manifestName), text);
  sums.push({ path: manifestName, sha256: sha256Of(join(staging, manifestName)) });
  writeDurably(join(staging, sumsName), sumsText(sums));
  syncPath(staging);
  return ok({ manifest, files: sums.length, odd });
}
