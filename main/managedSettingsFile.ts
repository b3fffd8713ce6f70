import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../shared/reasonOf.ts';
import { readManagedSettings, type ReadManaged } from '../shared/settings/managedSettings.ts';
import { unmanaged } from '../shared/settings/ownSettings.ts';
import { isMissing } from './durableFile.ts';

/** Where a machine's managers put settings for every user of it. */
export function managedSettingsPath(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
): string {
  if (platform === 'win32')
    return join(env['PROGRAMDATA'] ?? 'C:\\ProgramData', 'Watchfloor', 'settings.json');
  if (platform === 'darwin') return '/Library/Application Support/Watchfloor/settings.json';
  return '/etc/watchfloor/settings.json';
}

/** Reads the machine-wide file, where there is one; whatever is wrong with it, the console starts. */
export function readManagedFile(path: string): ReadManaged {
  try {
    return readManagedSettings(path, readFileSync(path, 'utf8'));
  } catch (error) {
    const problems = isMissing(error)
      ? []
      : [`The managed settings in ${path} are left out: they can't be read (${reasonOf(error)}).`];
    return { managed: unmanaged, problems };
  }
}
