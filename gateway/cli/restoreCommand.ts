import type { Instant } from '../../shared/model/instant.ts';
import { restoreBackup } from '../backup/restoreBackup.ts';
import { utcTime } from '../../shared/rules/durations.ts';
import { fail, remark, say } from './terminal.ts';

/** What `watchfloor restore` was given. */
export interface RestoreChoices {
  readonly from: string;
  readonly data: string;
  readonly replace?: boolean;
}

/** Puts a verified backup into a data folder; answers the exit code. */
export function runRestore({ from, data, replace = false }: RestoreChoices, now: Instant): number {
  const restored = restoreBackup(from, data, { replace, now });
  if (!restored.ok) return fail(restored.error);
  const { folder, manifest, putAside, strange } = restored.value;
  for (const path of strange) remark(`${path} is no part of the backup, and was left out.`);
  if (putAside !== undefined) remark(`what was there before is in ${putAside}; delete it once you are sure.`);
  say(
    `Restored ${folder} as of ${utcTime(manifest.takenAt)}: a journal of ${manifest.entries} entries, ` +
      `the last with hash ${manifest.lastHash}. Start the gateway, then: watchfloor health`,
  );
  return 0;
}
