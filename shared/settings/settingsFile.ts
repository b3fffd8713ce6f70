import { z } from 'zod';
import { reasonOf } from '../reasonOf.ts';
import { err, ok, type Result } from '../result.ts';
import { settingProblem, type OwnSettings } from './ownSettings.ts';
import { settingNames, settingSpecs, type SettingName } from './settingSpecs.ts';
import { secretNames, withoutSecrets, type Settings, type SettingsPatch } from './settings.ts';

const kind = 'watchfloor-settings';
const fileSchema = z.strictObject({
  kind: z.literal(kind, `this is no file of Watchfloor's settings ("kind": "${kind}")`),
  version: z.literal(1, 'this console reads version 1'),
  settings: z.record(z.string(), z.unknown()),
});

/** What was set on a console, as a file for another: without secrets, and without who sits there. */
export function settingsFileText(own: OwnSettings): string {
  const { person: _person, ...others } = withoutSecrets(own);
  return `${JSON.stringify({ kind, version: 1, settings: others }, null, 2)}\n`;
}

/** One setting that a file would change. */
export interface ImportedChange {
  readonly name: SettingName;
  readonly label: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a file would change, before it is applied. */
export interface ReadSettingsFile {
  readonly changes: readonly ImportedChange[];
  readonly patch: SettingsPatch;
  /** What is in the file and not taken, each with its reason. */
  readonly leftOut: readonly string[];
}

/** Reads an exported file; the error names the place in it and the reason, and then nothing of it is taken. */
export function readSettingsFile(
  text: string,
  current: Settings,
  isLocked: (name: SettingName) => boolean,
): Result<ReadSettingsFile> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return err(`it is no JSON (${reasonOf(error)})`);
  }
  const parsed = fileSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return err(`${issue?.path.join('.') || 'file'}: ${issue?.message ?? 'not valid'}`);
  }
  const changes: ImportedChange[] = [];
  const leftOut: string[] = [];
  for (const [name, to] of Object.entries(parsed.data.settings)) {
    const known = settingNames.find((setting) => setting === name);
    if (known === undefined) {
      leftOut.push(`settings.${name}: this console has no such setting`);
      continue;
    }
    const problem = settingProblem(known, to);
    if (problem !== undefined) return err(`settings.${name}: ${problem.replace(/\.$/, '')}`);
    if (secretNames.includes(known)) leftOut.push(`settings.${name}: secrets are entered, never imported`);
    else if (isLocked(known)) leftOut.push(`settings.${name}: it is managed on this machine`);
    else if (JSON.stringify(current[known]) !== JSON.stringify(to))
      changes.push({ name: known, label: settingSpecs[known].label, from: current[known], to });
  }
  // Each value was read by the schema of its name.
  const patch = Object.fromEntries(changes.map(({ name, to }) => [name, to])) as SettingsPatch;
  return ok({ changes, patch, leftOut });
}
