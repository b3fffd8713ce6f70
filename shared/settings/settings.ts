import { z } from 'zod';
import { settingNames, settingSpecs, type SettingName } from './settingSpecs.ts';

type Shape<Part extends 'change' | 'kept'> = {
  readonly [Name in SettingName]: (typeof settingSpecs)[Name][Part];
};

function shapeOf<Part extends 'change' | 'kept'>(part: Part): Shape<Part> {
  const entries = settingNames.map((name) => [name, settingSpecs[name][part]] as const);
  // `fromEntries` forgets which schema belongs to which name.
  return Object.fromEntries(entries) as unknown as Shape<Part>;
}

/** What a console keeps between starts, with the defaults of what is absent. */
export const settingsSchema = z.object(shapeOf('kept'));
export type Settings = z.infer<typeof settingsSchema>;
/** A change of some settings; the others stay as they are. An empty text clears one that may be absent. */
export const settingsPatchSchema = z.strictObject(shapeOf('change')).partial();
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** The settings that say how a gateway is reached: they change together, and only after a try. */
export const connectionNames = [
  'gatewayUrl',
  'token',
  'caFile',
  'clientCertFile',
  'clientKeyFile',
  'clientKeyPassword',
  'proxyUrl',
  'proxyPassword',
] as const satisfies readonly SettingName[];
export type ConnectionName = (typeof connectionNames)[number];
/** How a gateway is reached. */
export type ConnectionSettings = Pick<Settings, ConnectionName>;
/** A change of how the gateway is reached. */
export const connectionChangeSchema = settingsPatchSchema.pick({
  gatewayUrl: true,
  token: true,
  caFile: true,
  clientCertFile: true,
  clientKeyFile: true,
  clientKeyPassword: true,
  proxyUrl: true,
  proxyPassword: true,
});
export type ConnectionChange = z.infer<typeof connectionChangeSchema>;

/** Settings that no page, file or log is told. */
export const secretNames = settingNames.filter((name) => settingSpecs[name].form.kind === 'secret');

/** True for a setting that no page, file or log is told. */
export const isSecret = (name: string): boolean => secretNames.some((secret) => secret === name);

/** The settings without those that are secret. */
export function withoutSecrets<Some extends Partial<Settings>>(settings: Some): Some {
  const open = Object.entries(settings).filter(([name]) => !isSecret(name));
  // Only optional ones are left out.
  return Object.fromEntries(open) as Some;
}

/** Where a value comes from: built in, a machine-wide file, the same and not to be changed, set here, or given at this start. */
export const settingSources = ['default', 'managed', 'locked', 'yours', 'start'] as const;
export type SettingSource = (typeof settingSources)[number];

/** The settings as a page is told them. */
export interface SettingsStanding {
  /** Without the secrets. */
  readonly settings: Settings;
  readonly sources: Readonly<Record<SettingName, SettingSource>>;
  /** Secrets that are kept. */
  readonly secrets: readonly SettingName[];
  /** The machine-wide file, where there is one. */
  readonly managedBy?: string | undefined;
  /** True until somebody has said what this machine is. */
  readonly isFirstStart: boolean;
}
