import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { settingsPatchSchema, settingsSchema, type Settings } from '../shared/bridge.ts';
import { err, ok, type Result } from '../shared/result.ts';
import { asideName, isMissing, replaceFile } from './durableFile.ts';
import { feedUrlOf } from './gatewayUrl.ts';
import { reasonOf, type Log } from './log.ts';

/** What of electron-store is used: it writes atomically, and is opened only on a file known to be sound. */
export interface SettingsStore {
  readonly store: unknown;
  set(values: Settings): void;
}

export interface SettingsDeps {
  readonly folder: string;
  /** Opens electron-store's `settings.json` in the folder. */
  readonly openStore: (folder: string) => SettingsStore;
  readonly now: () => number;
  readonly log: Log;
}

/** The console's settings, held in memory and written through. */
export interface SettingsKeeper {
  readonly current: () => Settings;
  /** Checks and keeps a change; the error is one sentence that names the field. */
  change(patch: unknown): Result<Settings>;
  /** What the operator must be told about the start; empty when all was well. */
  readonly problems: readonly string[];
}

/** Opens the settings. A file that can't be read is kept aside, and the last good copy or defaults are used. */
export function openSettings(deps: SettingsDeps): SettingsKeeper {
  mkdirSync(deps.folder, { recursive: true, mode: 0o700 });
  sweepTemporaries(deps.folder);
  const problems = setCorruptAside(deps);
  const backup = join(deps.folder, 'settings.backup.json');
  const store = deps.openStore(deps.folder);
  if (problems.length > 0) store.set(readSettings(backup) ?? settingsSchema.parse({}));
  let current = settingsSchema.parse(store.store);

  const backUp = (): void => {
    replaceFile(backup, JSON.stringify(current)).catch((error: unknown) =>
      deps.log.warn('Settings were not backed up', { reason: reasonOf(error) }),
    );
  };
  backUp();

  return {
    current: () => current,
    problems,
    change(patch) {
      const next = changed(current, patch);
      if (!next.ok) return next;
      try {
        store.set(next.value);
      } catch (error) {
        deps.log.error('Settings were not written', { reason: reasonOf(error) });
        return err(`Settings could not be written to disk (${reasonOf(error)}); nothing was changed.`);
      }
      current = next.value;
      backUp();
      return ok(current);
    },
  };
}

/** The settings after a change; an empty text clears a setting that may be absent. */
export function changed(current: Settings, patch: unknown): Result<Settings> {
  const parsed = settingsPatchSchema.safeParse(patch);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err(`${issue?.path.join('.') || 'settings'}: ${issue?.message ?? 'not valid'}.`);
  }
  const { gatewayUrl } = parsed.data;
  const url = gatewayUrl === undefined || gatewayUrl === '' ? undefined : feedUrlOf(gatewayUrl);
  if (url?.ok === false) return url;
  const merged = Object.entries({ ...current, ...parsed.data }).filter(
    ([, value]) => value !== '' && value !== undefined,
  );
  return ok(settingsSchema.parse(Object.fromEntries(merged)));
}

/** electron-store's temporary files are left behind by a kill in the middle of a write. */
function sweepTemporaries(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/^settings(\.backup)?\.json\.tmp-/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

/** Renames a settings file that can't be used; returns what to tell the operator. */
function setCorruptAside(deps: SettingsDeps): readonly string[] {
  const path = join(deps.folder, 'settings.json');
  if (isAbsent(path) || readSettings(path) !== undefined) return [];
  const aside = asideName(deps.folder, 'settings', '.json', deps.now());
  renameSync(path, aside);
  const copy = readSettings(join(deps.folder, 'settings.backup.json'));
  const used = copy === undefined ? 'defaults are used' : 'the last good copy is used';
  deps.log.error('Settings could not be read', { aside, used });
  return [`The settings could not be read, and ${used}. The old file is kept as ${aside}.`];
}

function isAbsent(path: string): boolean {
  try {
    readFileSync(path);
    return false;
  } catch (error) {
    return isMissing(error);
  }
}

function readSettings(path: string): Settings | undefined {
  try {
    const parsed = settingsSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
