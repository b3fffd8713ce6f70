import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../shared/model/instant.ts';
import { sumsName } from './backupForm.ts';

const named = /^watchfloor-\d{4}-\d\d-\d\dT\d{6}Z$/;
const unfinished = /^watchfloor-\d{4}-\d\d-\d\dT\d{6}Z\.partial-\d+$/;

/** A time in the name of a folder: `2026-11-25T023000Z`. */
export const folderStamp = (at: Instant): string =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '')}Z`;

/** The name of a backup in a folder of many, by its time: they sort by age. */
export const nameInSeries = (at: Instant): string => `watchfloor-${folderStamp(at)}`;

/**
 * Removes all but the newest `keep` backups of a folder, and what backups that were killed left there; answers what was
 * removed. Nothing else in the folder is touched. Throws what the file system says.
 */
export function pruneSeries(folder: string, keep: number): readonly string[] {
  const names = readdirSync(folder).sort();
  const whole = names.filter((name) => named.test(name) && existsSync(join(folder, name, sumsName)));
  const newest = whole.at(-1);
  // Of before the newest: one that is being written now is none of ours to remove.
  const cutOff = names.filter((name) => unfinished.test(name) && newest !== undefined && name < newest);
  const removed = [...whole.slice(0, Math.max(0, whole.length - keep)), ...cutOff];
  for (const name of removed) rmSync(join(folder, name), { recursive: true, force: true });
  return removed;
}
