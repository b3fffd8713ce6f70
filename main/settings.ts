import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { reasonOf } from '../shared/reasonOf.ts';
import { err, ok, type Result } from '../shared/result.ts';
import {
  changedSettings,
  effectiveSettings,
  readOwnSettings,
  resetSettings,
  settingsFormat,
  settingsStanding,
  unmanaged,
  type ManagedSettings,
  type OwnSettings,
} from '../shared/settings/ownSettings.ts';
import type { Settings, SettingsStanding } from '../shared/settings/settings.ts';
import type { SettingName } from '../shared/settings/settingSpecs.ts';
import { createTurns } from '../shared/turns.ts';
import { asideName, isMissing, replaceFile } from './durableFile.ts';
import type { Log } from './log.ts';
import { sealedIn, type KeptSettings, type TokenSafe } from './tokenSafe.ts';

/** What of electron-store is used: it writes atomically, and is opened only on a file known to be sound. */
export interface SettingsStore {
  /** As the file has it. */
  readonly store: unknown;
  set(values: object): void;
}

export interface SettingsDeps {
  readonly folder: string;
  /** Opens electron-store's `settings.json` in the folder. */
  readonly openStore: (folder: string) => SettingsStore;
  /** Seals the access token on the disk; without it, the token is kept as it is. */
  readonly tokens?: TokenSafe;
  /** What a machine-wide file gives, and what is wrong with that. */
  readonly managed?: { readonly managed: ManagedSettings; readonly problems: readonly string[] };
  readonly now: () => number;
  readonly log: Log;
}

/** The console's settings, held in memory and written through. */
export interface SettingsKeeper {
  /** What counts: set here, managed, or built in. */
  readonly current: () => Settings;
  /** What was set here. */
  readonly own: () => OwnSettings;
  /** Checks and keeps a change; the error is one sentence that names the field. */
  change(patch: unknown): Result<Settings>;
  /** Back to what is managed or built in. */
  reset(names: readonly SettingName[]): Result<Settings>;
  /** As pages are told; `atStart` is what the command line gave. */
  standing(atStart: OwnSettings): SettingsStanding;
  /** What the operator must be told about the start; empty when all was well. */
  readonly problems: readonly string[];
}

/** Opens the settings. A file that can't be read is kept aside, and the last good copy or defaults are used. */
export function openSettings(deps: SettingsDeps): SettingsKeeper {
  const { managed, problems: unmanageable } = deps.managed ?? { managed: unmanaged, problems: [] };
  const problems: string[] = [];
  const backup = join(deps.folder, 'settings.backup.json');
  const isNew = isAbsent(join(deps.folder, 'settings.json')) && isAbsent(backup);
  const store = openOrForget(deps, problems, backup);
  const kept = readKept(store.store) ?? {};
  const { settings, problem } = deps.tokens?.opened(kept) ?? { settings: kept };
  if (problem !== undefined) problems.push(problem);
  let own: OwnSettings = settings;
  let isFirstStart = isNew && managed.from === undefined;
  const onDisk = (values: OwnSettings): KeptSettings => ({
    format: settingsFormat,
    ...(deps.tokens?.sealed(values) ?? values),
  });
  // Kept in plain text by an earlier version, or before there was a keyring.
  if (kept.token !== undefined && onDisk(own).token === undefined) store.set(onDisk(own));

  // Asked for each second: it is put together at a change only.
  let current = effectiveSettings(own, managed);

  // One after the other: an older copy must not land on a newer one.
  const inTurn = createTurns();
  const backUp = (): void => {
    const text = JSON.stringify(onDisk(own));
    inTurn(() => replaceFile(backup, text)).catch((error: unknown) =>
      deps.log.warn('Settings were not backed up', { reason: reasonOf(error) }),
    );
  };
  backUp();

  const keep = (next: OwnSettings, names: readonly string[]): Result<Settings> => {
    try {
      deps.tokens?.forget(names);
      store.set(onDisk(next));
    } catch (error) {
      deps.log.error('Settings were not written', { reason: reasonOf(error) });
      return err(`Settings could not be written to disk (${reasonOf(error)}); nothing was changed.`);
    }
    own = next;
    current = effectiveSettings(own, managed);
    isFirstStart = false;
    backUp();
    return ok(current);
  };
  return {
    current: () => current,
    own: () => own,
    problems: [...problems, ...unmanageable],
    change(patch) {
      const next = changedSettings(own, managed, patch);
      return next.ok ? keep(next.value, Object.keys(Object(patch) as object)) : next;
    },
    reset: (names) => keep(resetSettings(own, names), names),
    standing: (atStart) => settingsStanding(own, managed, atStart, isFirstStart),
  };
}

/** A store on the disk; where the disk refuses, one for this run, so that the console starts all the same. */
function openOrForget(deps: SettingsDeps, problems: string[], backup: string): SettingsStore {
  const { folder, openStore, log } = deps;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    sweepTemporaries(folder);
    const corrupt = setCorruptAside(deps);
    problems.push(...corrupt);
    const store = openStore(folder);
    if (corrupt.length > 0) store.set({ format: settingsFormat, ...readFile(backup) });
    return store;
  } catch (error) {
    const reason = reasonOf(error);
    log.error('Settings can not be kept', { reason });
    problems.push(
      `Settings can't be kept on this machine (${reason}); changes last until the console is closed.`,
    );
    let values: unknown = {
      format: settingsFormat,
      ...(readFile(join(folder, 'settings.json')) ?? readFile(backup)),
    };
    return {
      get store() {
        return values;
      },
      set: (next) => void (values = next),
    };
  }
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
  if (isAbsent(path) || readFile(path) !== undefined) return [];
  const aside = asideName(deps.folder, 'settings', '.json', deps.now());
  renameSync(path, aside);
  const copy = readFile(join(deps.folder, 'settings.backup.json'));
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

/** What a file holds, with what is sealed in it; undefined where it is no file of settings. */
function readKept(raw: unknown): KeptSettings | undefined {
  const own = readOwnSettings(raw);
  return own === undefined ? undefined : { ...own, ...sealedIn(raw) };
}

function readFile(path: string): KeptSettings | undefined {
  try {
    return readKept(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
