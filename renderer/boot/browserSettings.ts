import { settingsPatchSchema, settingsSchema, type Settings } from '../../shared/bridge.ts';

const key = 'watchfloor.settings';

/** Settings in the browser's own storage; what can't be read is kept aside and told of. */
export function openBrowserSettings(storage: Storage, notify: (text: string) => void) {
  const read = (): Settings => {
    const raw = storage.getItem(key);
    if (raw === null) return settingsSchema.parse({});
    try {
      return settingsSchema.parse(JSON.parse(raw));
    } catch {
      storage.setItem(`${key}.corrupt-${new Date().toISOString()}`, raw);
      storage.removeItem(key);
      notify(
        'The settings in this browser could not be read; defaults are used, and the old text is kept aside.',
      );
      return settingsSchema.parse({});
    }
  };
  let settings = read();
  return {
    get: () => Promise.resolve(settings),
    async set(patch: unknown): Promise<Settings> {
      const parsed = settingsPatchSchema.safeParse(patch);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        throw new Error(`Setting ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`);
      }
      const next = settingsSchema.parse({ ...settings, ...parsed.data });
      storage.setItem(key, JSON.stringify(next));
      settings = next;
      return settings;
    },
  };
}
