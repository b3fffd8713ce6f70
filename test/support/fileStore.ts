import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SettingsStore } from '../../main/settings.ts';

/** electron-store's part, without Electron: throws on a file that is not JSON, and replaces it whole. */
export function fileStore(folder: string): SettingsStore {
  const path = join(folder, 'settings.json');
  let values: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return {
    get store() {
      return values;
    },
    set(next) {
      writeFileSync(`${path}.tmp-0`, JSON.stringify(next));
      renameSync(`${path}.tmp-0`, path);
      values = next;
    },
  };
}
