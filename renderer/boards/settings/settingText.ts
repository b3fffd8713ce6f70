import { assertNever } from '../../../shared/assertNever.ts';
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
  switch (kind) {
    case 'number':
      // "1,2" is 1.2 to half of those who type it.
      return clean === '' ? Number.NaN : Number(clean.replace(',', '.'));
    case 'switch':
      return clean === 'true';
    case 'list':
      return clean
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '');
    case 'text':
    case 'secret':
    case 'choice':
    case 'site':
    case 'layout':
    case 'elsewhere':
      return clean;
    default:
      return assertNever(kind, 'form of a setting');
  }
}

/** A value in words, for a list of changes. */
export function wordsOf(name: SettingName, value: unknown): string {
  const { form } = settingSpecs[name];
  if (form.kind === 'switch') return switchWords(value === true);
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'nothing';
  switch (form.kind) {
    case 'choice':
      return form.options.find((option) => option.value === value)?.label ?? textOf(value);
    case 'number':
      return `${textOf(value)} ${form.unit}`;
    case 'elsewhere':
      return Array.isArray(value) ? `${value.length} kept` : textOf(value);
    case 'text':
    case 'secret':
    case 'list':
    case 'site':
    case 'layout':
      return textOf(value);
    default:
      return assertNever(form, 'form of a setting');
  }
}

/** How a switch stands, in words. */
export const switchWords = (isOn: boolean): string => (isOn ? 'on' : 'off');

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
