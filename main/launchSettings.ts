import { readFileSync } from 'node:fs';
import type { AttachedDisplay } from '../shared/rules/displayMatch.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import { layoutOfDisplays } from './displays.ts';
import { hashCode } from './kioskCode.ts';
import type { LaunchOptions } from './launchOptions.ts';
import type { SettingsKeeper } from './settings.ts';

/** Keeps what the arguments of a start say for good; answers with a sentence for each that could not be kept. */
export async function keepLaunchSettings(
  { keepLayout, kioskCodeFile, forgetKioskCode, tokenFile }: LaunchOptions,
  settings: SettingsKeeper,
  displays: () => readonly AttachedDisplay[],
): Promise<readonly string[]> {
  const problems: string[] = [];
  const keep = (option: string, patch: object): void => {
    const kept = settings.change(patch);
    if (!kept.ok) problems.push(`${option}: ${kept.error}`);
  };
  const firstLine = (option: string, path: string): string | undefined => {
    try {
      const line = readFileSync(path, 'utf8').split(/\r?\n/, 1)[0]?.trim() ?? '';
      if (line !== '') return line;
      problems.push(`${option}: the first line of ${path} is empty.`);
    } catch (error) {
      problems.push(`${option}: ${reasonOf(error)}`);
    }
    return undefined;
  };
  if (keepLayout !== undefined)
    keep('--keep-layout', layoutOfDisplays(keepLayout, displays(), settings.current()));
  if (forgetKioskCode === true) keep('--forget-kiosk-code', { kioskCode: '' });
  const code = kioskCodeFile === undefined ? undefined : firstLine('--kiosk-code-file', kioskCodeFile);
  if (code !== undefined) {
    const hashed = await hashCode(code);
    if (hashed.ok) keep('--kiosk-code-file', { kioskCode: hashed.value });
    else problems.push(`--kiosk-code-file: ${hashed.error}`);
  }
  const token = tokenFile === undefined ? undefined : firstLine('--token-file', tokenFile);
  if (token !== undefined) keep('--token-file', { token });
  return problems;
}
