import type { SettingSpec } from './settingSpec.ts';
import { connectionSpecs } from './specs/connection.ts';
import { displaySpecs } from './specs/displays.ts';
import { elsewhereSpecs } from './specs/elsewhere.ts';
import { fileSpecs } from './specs/files.ts';
import { lookSpecs } from './specs/look.ts';

/**
 * Every setting, once, in the order of the board: the settings board, its checks, the documents, export and import are
 * drawn from this. A new one is an entry in one of these; a kind of entry that is new is asked for by the compiler.
 */
export const settingSpecs = {
  ...connectionSpecs,
  ...displaySpecs,
  ...lookSpecs,
  ...fileSpecs,
  ...elsewhereSpecs,
} as const satisfies Record<string, SettingSpec>;

export type SettingName = keyof typeof settingSpecs;
/** Every setting's name, in the order of the board. */
export const settingNames = Object.keys(settingSpecs) as readonly SettingName[];
