import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../shared/reasonOf.ts';
import type { LibraryStore } from '../shared/library/keptLibrary.ts';
import { digestsOf } from '../shared/library/keptLibrary.ts';
import type { Settings } from '../shared/settings/settings.ts';
import { isMissing } from './durableFile.ts';
import type { Log } from './log.ts';

const dayMs = 86_400_000;

interface Retention {
  readonly dataFolder: string;
  readonly settings: Pick<Settings, 'lastStateDays' | 'recordDays'>;
  readonly now: number;
  readonly log: Log;
}

/** Deletes what this machine has kept for long enough: the last state, damaged files, the older log. Never rejects. */
export async function dropOldFiles({ dataFolder, settings, now, log }: Retention): Promise<void> {
  const dropOlder = async (path: string, days: number): Promise<void> => {
    try {
      const { mtimeMs } = await stat(path);
      if (now - mtimeMs <= days * dayMs) return;
      await rm(path);
      log.info('Kept for long enough, and deleted', { path, days });
    } catch (error) {
      if (!isMissing(error)) log.warn('An old file was not deleted', { path, reason: reasonOf(error) });
    }
  };
  // The version before it would come back in its place.
  for (const name of ['last-state.json', 'last-state.before.json'])
    await dropOlder(join(dataFolder, name), settings.lastStateDays);
  for (const folder of [dataFolder, join(dataFolder, 'library'), join(dataFolder, 'logs')]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names)
      if (/\.corrupt-[\dTZ-]+\.jsonl?$|\.log\.old$/.test(name))
        await dropOlder(join(folder, name), settings.recordDays);
  }
}

/** Deletes the copies of a file that were damaged and set aside. Rejects where the disk refuses. */
export async function dropDamaged(folder: string, name: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const found of names) if (found.startsWith(`${name}.corrupt-`)) await rm(join(folder, found));
}

/** A library whose runbooks lose the version before, so many days after that was replaced. */
export const withoutOldVersions = (
  store: LibraryStore,
  days: () => number,
  now: () => number,
): LibraryStore => ({
  ...store,
  async load() {
    const kept = await store.load();
    if (kept === undefined) return undefined;
    const runbooks = kept.runbooks.map(({ previous, ...runbook }) =>
      previous !== undefined && now() - runbook.copiedAt <= days() * dayMs
        ? { ...runbook, previous }
        : runbook,
    );
    const next = { ...kept, runbooks };
    const needed = digestsOf(next);
    for (const digest of digestsOf(kept)) if (!needed.has(digest)) await store.remove(digest);
    return next;
  },
});
