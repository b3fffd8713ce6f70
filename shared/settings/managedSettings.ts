import { z } from 'zod';
import { reasonOf } from '../reasonOf.ts';
import { unmanaged, type ManagedSettings, type OwnSettings } from './ownSettings.ts';
import { settingNames, settingSpecs, type SettingName } from './settingSpecs.ts';

const fileSchema = z.strictObject({
  /** For editors. */
  $schema: z.string().optional(),
  defaults: z.record(z.string(), z.unknown()).default({}),
  locked: z.array(z.string()).default([]),
});

/** A machine-wide file as it is used, and one sentence about each thing in it that is not. */
export interface ReadManaged {
  readonly managed: ManagedSettings;
  readonly problems: readonly string[];
}

const isName = (name: string): name is SettingName => settingNames.some((known) => known === name);

/** Reads a machine-wide file. A broken one is left out whole, a broken value in it alone; each is said. */
export function readManagedSettings(from: string, text: string): ReadManaged {
  const ignored = (reason: string): ReadManaged => ({
    managed: unmanaged,
    problems: [`The managed settings in ${from} are left out: ${reason}.`],
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return ignored(`it is no JSON (${reasonOf(error)})`);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return ignored(`${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not valid'}`);
  }
  const problems: string[] = [];
  const leaveOut = (what: string, reason: string): void =>
    void problems.push(`${what} in ${from} is left out: ${reason.replace(/\.$/, '')}.`);
  const defaults: [SettingName, unknown][] = [];
  for (const [name, value] of Object.entries(parsed.data.defaults)) {
    if (!isName(name)) {
      leaveOut(`defaults.${name}`, 'no setting has this name');
      continue;
    }
    const checked = settingSpecs[name].change.safeParse(value);
    if (checked.success) defaults.push([name, checked.data]);
    else leaveOut(`defaults.${name}`, checked.error.issues[0]?.message ?? 'not valid');
  }
  const locked = parsed.data.locked.filter(isName);
  for (const name of parsed.data.locked)
    if (!isName(name)) leaveOut(`locked: "${name}"`, 'no setting has this name');
  // Each value was read by the schema of its name.
  const own = Object.fromEntries(defaults) as OwnSettings;
  return { managed: { from, defaults: own, locked }, problems };
}
