import { err, ok, type Result } from '../result.ts';
import { settingNames, settingSpecs, type SettingName } from './settingSpecs.ts';
import {
  secretNames,
  settingsPatchSchema,
  settingsSchema,
  withoutSecrets,
  type Settings,
  type SettingSource,
  type SettingsStanding,
} from './settings.ts';

/** What was set on this console; the rest is managed, or as built in. */
export type OwnSettings = Partial<Settings>;

/** What a machine-wide file gives every console of the machine. */
export interface ManagedSettings {
  /** Path of the file. */
  readonly from?: string;
  readonly defaults: OwnSettings;
  /** What nobody at the console may change. */
  readonly locked: readonly SettingName[];
}

/** No machine-wide file. */
export const unmanaged: ManagedSettings = { defaults: {}, locked: [] };

/** Files of this format hold only what was set; earlier ones held every default too. */
export const settingsFormat = 2;

/** What a settings file holds; undefined where it is not one. A file of before defaults were left out loses these. */
export function readOwnSettings(raw: unknown): OwnSettings | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const parsed = settingsSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const isWhole = 'format' in raw && raw.format === settingsFormat;
  const builtIn: Readonly<Record<string, unknown>> = settingsSchema.parse({});
  const own = Object.entries(parsed.data).filter(
    ([name, value]) =>
      name in raw &&
      value !== undefined &&
      (isWhole || JSON.stringify(value) !== JSON.stringify(builtIn[name])),
  );
  return Object.fromEntries(own);
}

/** What counts: what was set here before what is managed before what is built in, except where that is locked. */
export function effectiveSettings(own: OwnSettings, { defaults, locked }: ManagedSettings): Settings {
  const free = Object.entries(own).filter(([name]) => !locked.some((held) => held === name));
  return settingsSchema.parse({ ...defaults, ...Object.fromEntries(free) });
}

/** Own settings after a change; the error is one sentence that begins with the setting's name. */
export function changedSettings(
  own: OwnSettings,
  managed: ManagedSettings,
  patch: unknown,
): Result<OwnSettings> {
  const parsed = settingsPatchSchema.safeParse(patch);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const message = (issue?.message ?? 'not valid').replace(/\.$/, '');
    return err(`${issue?.path.join('.') || 'settings'}: ${message}.`);
  }
  const given = Object.entries(parsed.data).filter(([, value]) => value !== undefined);
  const held = given.find(([name]) => managed.locked.some((locked) => locked === name))?.[0];
  if (held !== undefined) return err(`${held}: ${lockedSentence(managed)}`);
  const merged = Object.entries({ ...own, ...Object.fromEntries(given) }).filter(([, value]) => value !== '');
  return ok(Object.fromEntries(merged));
}

/** Own settings with some of them back to what is managed or built in. */
export function resetSettings(own: OwnSettings, names: readonly SettingName[]): OwnSettings {
  return Object.fromEntries(Object.entries(own).filter(([name]) => !names.some((reset) => reset === name)));
}

/** Why a managed setting can not be changed. */
export const lockedSentence = ({ from }: Pick<ManagedSettings, 'from'>): string =>
  `this is managed by ${from ?? 'a machine-wide file'} and can't be changed here; ask whoever looks after this machine.`;

/** The settings as a page is told them; `atStart` are those that this start's command line or address gives. */
export function settingsStanding(
  own: OwnSettings,
  managed: ManagedSettings,
  atStart: OwnSettings,
  isFirstStart: boolean,
): SettingsStanding {
  const settings = { ...effectiveSettings(own, managed), ...atStart };
  const sourceOf = (name: SettingName): SettingSource => {
    if (atStart[name] !== undefined) return 'start';
    if (managed.locked.includes(name)) return 'locked';
    if (own[name] !== undefined) return 'yours';
    return managed.defaults[name] === undefined ? 'default' : 'managed';
  };
  const sources = Object.fromEntries(settingNames.map((name) => [name, sourceOf(name)]));
  return {
    settings: withoutSecrets(settings),
    // Made from every name.
    sources: sources as SettingsStanding['sources'],
    secrets: secretNames.filter((name) => settings[name] !== undefined),
    managedBy: managed.from,
    isFirstStart,
  };
}

/** What keeps a value from being kept, in words that say what to do; undefined where it may be. */
export function settingProblem(name: SettingName, value: unknown): string | undefined {
  const parsed = settingSpecs[name].change.safeParse(value);
  return parsed.success ? undefined : (parsed.error.issues[0]?.message ?? 'This is not valid.');
}
