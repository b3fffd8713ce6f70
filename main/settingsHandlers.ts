import { access, constants, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../shared/codeOf.ts';
import type { KeepWhen } from '../shared/connectionReport.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import type { Result } from '../shared/result.ts';
import { settingsFileText } from '../shared/settings/settingsFile.ts';
import {
  connectionNames,
  withoutSecrets,
  type ConnectionChange,
  type ConnectionSettings,
  type Settings,
} from '../shared/settings/settings.ts';
import type { Trial } from './connectionTrial.ts';
import { isMissing } from './durableFile.ts';
import { httpBaseOf, feedUrlOf } from './gatewayUrl.ts';
import { refuse, type IpcHandlers } from './ipc.ts';
import type { SettingsKeeper } from './settings.ts';

export interface SettingsHandlerDeps {
  readonly settings: SettingsKeeper;
  readonly tryConnection: (settings: ConnectionSettings) => Promise<Trial>;
  /** Writes an exported file; resolves with its path. */
  readonly writeExport: (text: string) => Promise<string>;
  /** A change that keeps the present displays as a layout; an error where there are none. */
  readonly layoutOfNow: (name: string) => Result<unknown>;
  /** Whether a page may make this change now. */
  readonly mayChange: (patch: object) => Result<undefined>;
  /** Told after a change of settings was kept. */
  readonly onSettings: () => void;
}

type Channel =
  | 'settings.get'
  | 'settings.set'
  | 'settings.reset'
  | 'settings.export'
  | 'settings.keepLayout'
  | 'connection.try';

/** What a page may ask of the settings. Secrets go in, and never out. */
export function settingsHandlers(deps: SettingsHandlerDeps): Pick<IpcHandlers, Channel> {
  const { settings, onSettings } = deps;
  const kept = (changed: Result<Settings>) => {
    if (!changed.ok) return refuse('refused', changed.error);
    onSettings();
    return { ok: true, value: withoutSecrets(changed.value) } as const;
  };
  return {
    'settings.get': async () => ({ ok: true, value: withoutSecrets(settings.current()) }),
    'settings.set': async (patch) => {
      const allowed = deps.mayChange(patch);
      if (!allowed.ok) return refuse('refused', allowed.error);
      for (const name of ['breakGlassFolder', 'exportFolder'] as const) {
        const problem = await folderProblem(patch[name]);
        if (problem !== undefined) return refuse('refused', `${name}: ${problem}`);
      }
      return kept(settings.change(patch));
    },
    'settings.reset': async ({ names }) => {
      const allowed = deps.mayChange(Object.fromEntries(names.map((name) => [name, undefined])));
      return allowed.ok ? kept(settings.reset(names)) : refuse('refused', allowed.error);
    },
    'settings.export': async () => {
      try {
        return { ok: true, value: await deps.writeExport(settingsFileText(settings.own())) };
      } catch (error) {
        return refuse('refused', `The settings could not be written as a file: ${reasonOf(error)}`);
      }
    },
    'settings.keepLayout': async ({ name }) => {
      const allowed = deps.mayChange({ layout: name });
      if (!allowed.ok) return refuse('refused', allowed.error);
      const layout = deps.layoutOfNow(name);
      return layout.ok ? kept(settings.change(layout.value)) : refuse('refused', layout.error);
    },
    'connection.try': async ({ change, keep }) => {
      const allowed = deps.mayChange(change);
      if (!allowed.ok) return refuse('refused', allowed.error);
      const whole = withoutStrangersToken(settings.current(), change);
      const trial = await deps.tryConnection(laidOver(settings.current(), whole));
      if (!isToKeep(keep, trial)) return { ok: true, value: { ...trial, kept: false } };
      const changed = kept(settings.change(whole));
      return changed.ok ? { ok: true, value: { ...trial, kept: true } } : changed;
    },
  };
}

const isToKeep = (keep: KeepWhen, { failed }: Trial): boolean =>
  keep === 'in any case' || (keep === 'if it answers' && failed === undefined);

function laidOver(current: Settings, change: ConnectionChange): ConnectionSettings {
  const next = connectionNames.map((name) => [name, change[name] ?? current[name]] as const);
  return Object.fromEntries(next.filter(([, value]) => value !== '' && value !== undefined));
}

/** A token belongs to the gateway that it was entered for: another one is not told it, by mistake or by intent. */
export function withoutStrangersToken(
  current: Pick<Settings, 'gatewayUrl'>,
  change: ConnectionChange,
): ConnectionChange {
  if (change.gatewayUrl === undefined || change.token !== undefined) return change;
  return originOf(change.gatewayUrl) === originOf(current.gatewayUrl) ? change : { ...change, token: '' };
}

function originOf(gatewayUrl: string | undefined): string | undefined {
  const url = gatewayUrl === undefined || gatewayUrl === '' ? undefined : feedUrlOf(gatewayUrl);
  return url?.ok === true ? httpBaseOf(url.value) : undefined;
}

/** Why copies can't be written into a folder; it is made where it is not there. */
async function folderProblem(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined || folder === '') return undefined;
  try {
    await makeFolder(folder);
    await access(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return `nothing can be written there (${reasonOf(error)}); put in the stick, or give a folder that is yours.`;
  }
}

/** Makes a folder and those above it. Node's own `recursive` never ends where a file system answers ENOENT to all. */
async function makeFolder(folder: string, isLast = false): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    if (isLast || !isMissing(error) || dirname(folder) === folder) throw error;
    await makeFolder(dirname(folder));
    await makeFolder(folder, true);
  }
}
