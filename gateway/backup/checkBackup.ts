import { lstatSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../shared/codeOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { verifyJournal } from '../journal/verifyJournal.ts';
import { backupVersion, manifestName, manifestSchema, readSums, sumsName } from './backupForm.ts';
import type { Manifest, Sum } from './backupForm.ts';
import { databaseProblem } from './copyDatabase.ts';
import { dataFilesOf } from './dataFiles.ts';
import { sha256Of } from './durableCopy.ts';

/** A backup in which nothing is missing or changed. */
export interface CheckedBackup {
  readonly manifest: Manifest;
  /** What goes into a data folder. */
  readonly files: readonly Sum[];
  /** Files beside it that are no part of it. */
  readonly strange: readonly string[];
}

/** Checks every digest, every database and the journal's chain; the error is one sentence. */
export function checkBackup(folder: string): Result<CheckedBackup> {
  const bad = (why: string): Result<never> => err(`${folder} can't be restored: ${why}.`);
  try {
    const sums = readSums(readFileSync(join(folder, sumsName), 'utf8'));
    if (!sums.ok) return bad(sums.error);
    for (const { path, sha256 } of sums.value) {
      const stat = lstatSync(join(folder, path), { throwIfNoEntry: false });
      if (stat?.isFile() !== true) return bad(`its file ${path} is missing`);
      if (sha256Of(join(folder, path)) !== sha256) return bad(`its file ${path} was changed or damaged`);
    }
    const named = new Set(sums.value.map(({ path }) => path));
    for (const name of [manifestName, 'journal.db']) {
      if (!named.has(name)) return bad(`its ${sumsName} does not name ${name}`);
    }
    const manifest = manifestIn(folder);
    if (!manifest.ok) return bad(manifest.error);
    for (const path of named) {
      const problem = path.endsWith('.db') ? databaseProblem(join(folder, path)) : undefined;
      if (problem !== undefined) return bad(`its database ${path} is damaged (${problem})`);
    }
    const journal = verifyJournal(folder);
    if (!journal.ok) return bad(`its journal does not verify: ${journal.error.replace(/\.$/, '')}`);
    if (journal.value.lastHash !== manifest.value.lastHash)
      return bad('its journal is not the one that it was made of');
    return ok({
      manifest: manifest.value,
      files: sums.value.filter(({ path }) => path !== manifestName),
      strange: dataFilesOf(folder)
        .files.map(({ path }) => path)
        .filter((path) => path !== sumsName && !named.has(path)),
    });
  } catch (error) {
    return isMissing(error)
      ? err(
          `${folder} holds no backup (${sumsName} is missing); give a folder that "watchfloor backup" wrote.`,
        )
      : bad(reasonOf(error));
  }
}

function manifestIn(folder: string): Result<Manifest> {
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(join(folder, manifestName), 'utf8')));
  if (!parsed.success) return err(`its ${manifestName} is not what it should be`);
  if (parsed.data.version <= backupVersion) return ok(parsed.data);
  return err(`it was made by a newer Watchfloor (${parsed.data.gatewayVersion}); restore it with that one`);
}

const isMissing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
