import { capital } from '../../../shared/rules/capital.ts';
import type { SettingForm } from '../../../shared/settings/settingSpec.ts';
import { settingSpecs, type SettingName } from '../../../shared/settings/settingSpecs.ts';
import type { SettingSource } from '../../../shared/settings/settings.ts';

/** A setting's value as it stands in its field. */
export function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What a field's text means as a value of the setting; whether it may be is checked by its schema. */
export function valueOf({ kind }: SettingForm, text: string): unknown {
  const clean = text.trim();
  // "1,2" is 1.2 to half of those who type it.
  if (kind === 'number') return clean === '' ? Number.NaN : Number(clean.replace(',', '.'));
  if (kind !== 'list') return clean;
  return clean
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

/** A value in words, for a list of changes. */
export function wordsOf(name: SettingName, value: unknown): string {
  const { form } = settingSpecs[name];
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'nothing';
  if (form.kind === 'choice')
    return form.options.find((option) => option.value === value)?.label ?? textOf(value);
  if (form.kind === 'number') return `${textOf(value)} ${form.unit}`;
  return form.kind === 'elsewhere' && Array.isArray(value) ? `${value.length} kept` : textOf(value);
}

/** Where a value comes from, in words. */
export const sourceWords: Readonly<Record<SettingSource, string>> = {
  default: 'as built in',
  managed: 'managed for this machine',
  locked: 'managed, can’t be changed here',
  yours: 'set here',
  start: 'given at this start',
};

/** A refusal of the shell without the name of the setting, which stands beside it. */
export const refusalOf = (name: SettingName, sentence: string): string =>
  capital(sentence.replace(new RegExp(`^(?:.*refused: |Setting )?${name}: `), ''));
