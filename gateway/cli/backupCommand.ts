import { join } from 'node:path';
import type { Instant } from '../../shared/model/instant.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import { makeBackup } from '../backup/makeBackup.ts';
import { nameInSeries, pruneSeries } from '../backup/series.ts';
import { fail, remark, say } from './terminal.ts';

/** What `watchfloor backup` was given: a folder to make, or one to make it in. */
export interface BackupChoices {
  readonly data: string;
  readonly to?: string;
  readonly into?: string;
  readonly keep?: number;
}

/** Makes a verified copy of a data folder; answers the exit code. */
export function runBackup({ data, to, into, keep }: BackupChoices, now: Instant): number {
  const target = into === undefined ? to : join(into, nameInSeries(now));
  if (target === undefined) return fail('Say where to: --to FOLDER for one backup, --into FOLDER for many.');
  const made = makeBackup(data, target, now);
  if (!made.ok) return fail(made.error);
  const { folder, files, manifest, odd } = made.value;
  for (const path of odd) remark(`${path} is neither a file nor a folder, and was left out.`);
  say(
    `Backed up to ${folder}: ${files} files, a journal of ${manifest.entries} entries, the last with hash ${manifest.lastHash}.`,
  );
  if (into === undefined || keep === undefined) return 0;
  try {
    for (const name of pruneSeries(into, keep)) say(`Removed ${name}: the newest ${keep} are kept.`);
    return 0;
  } catch (error) {
    return fail(`The backup is made, but older ones can't be removed from ${into}: ${reasonOf(error)}.`);
  }
}
