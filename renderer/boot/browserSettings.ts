import { parseJson } from '../../shared/parseJson.ts';
import { reasonOf } from '../../shared/reasonOf.ts';
import {
  changedSettings,
  effectiveSettings,
  readOwnSettings,
  resetSettings,
  settingsFormat,
  unmanaged,
  type OwnSettings,
} from '../../shared/settings/ownSettings.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { SettingName } from '../../shared/settings/settingSpecs.ts';

const key = 'watchfloor.settings';

/** Settings in the browser's own storage; what can't be read is kept aside and told of. */
export function openBrowserSettings(storage: Storage, notify: (text: string) => void) {
  const read = (): OwnSettings => {
    const raw = storage.getItem(key);
    if (raw === null) return {};
    const own = readOwnSettings(parseJson(raw));
    if (own !== undefined) return own;
    storage.setItem(`${key}.corrupt-${new Date().toISOString()}`, raw);
    storage.removeItem(key);
    notify(
      'The settings in this browser could not be read; defaults are used, and the old text is kept aside.',
    );
    return {};
  };
  let own = read();
  const keep = (next: OwnSettings): Settings => {
    try {
      storage.setItem(key, JSON.stringify({ format: settingsFormat, ...next }));
    } catch (error) {
      throw new Error(`This browser could not keep the settings (${reasonOf(error)}); nothing was changed.`);
    }
    own = next;
    return effectiveSettings(own, unmanaged);
  };
  return {
    current: () => effectiveSettings(own, unmanaged),
    own: () => own,
    async set(patch: unknown): Promise<Settings> {
      // Another tab may have changed some meanwhile.
      const next = changedSettings(read(), unmanaged, patch);
      if (!next.ok) throw new Error(`Setting ${next.error}`);
      return keep(next.value);
    },
    reset: async (names: readonly SettingName[]) => keep(resetSettings(read(), names)),
    /** Takes what another tab has kept; true where that changed anything. */
    reread(): boolean {
      const before = JSON.stringify(own);
      own = read();
      return JSON.stringify(own) !== before;
    },
  };
}
