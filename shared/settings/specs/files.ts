import { z } from 'zod';
import { paperSizes } from '../../model/recordExport.ts';
import { daysSchema, pathSchema, updateAddressSchema } from '../settingFields.ts';
import { setting, type SettingSpec } from '../settingSpec.ts';

/** What this machine keeps and for how long, where it writes, and where newer versions come from. */
export const fileSpecs = {
  lastStateDays: setting({
    section: 'retention',
    label: 'Last known state',
    explain: 'Older than this, it is not shown at a start without a gateway, and is deleted.',
    takesEffect: 'at the next start',
    shells: 'desktop',
    form: { kind: 'number', unit: 'days', step: 1 },
    change: daysSchema,
    kept: daysSchema.default(30),
  }),
  versionDays: setting({
    section: 'retention',
    label: 'Runbooks of before',
    explain: 'The version before the present one of a runbook is kept for so long after it was replaced.',
    takesEffect: 'at the next start',
    shells: 'desktop',
    form: { kind: 'number', unit: 'days', step: 1 },
    change: daysSchema,
    kept: daysSchema.default(365),
  }),
  recordDays: setting({
    section: 'retention',
    label: 'Records of this console',
    explain:
      'Its older log, and files that were damaged and set aside; the desk\u2019s own records stay at the gateway.',
    takesEffect: 'at the next start',
    shells: 'desktop',
    form: { kind: 'number', unit: 'days', step: 1 },
    change: daysSchema,
    kept: daysSchema.default(90),
  }),
  breakGlassFolder: setting({
    section: 'files',
    label: 'Folder of the copy',
    explain:
      'Where break-glass copies are written, a stick, say; without one, in the data folder of this console.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'text', example: '/media/stick' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  exportFolder: setting({
    section: 'files',
    label: 'Folder of records',
    explain: 'Where exported records and settings are saved; without one, in the downloads folder.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'text', example: '/home/noc/records' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  paper: setting({
    section: 'files',
    label: 'Paper',
    explain: 'What records are set on that are saved as PDF.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'choice', options: paperSizes.map((size) => ({ value: size, label: size })) },
    change: z.enum(paperSizes, 'Choose one of the sizes.'),
    kept: z.enum(paperSizes).default('A4'),
  }),
  updates: setting({
    section: 'updates',
    label: 'Updates',
    explain: 'Whether a packaged console looks for newer versions of itself, and installs them when it ends.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: {
      kind: 'choice',
      options: [
        { value: 'automatic', label: 'automatic' },
        { value: 'off', label: 'off' },
      ],
    },
    change: z.enum(['automatic', 'off'], 'Choose automatic or off.'),
    kept: z.enum(['automatic', 'off']).default('automatic'),
  }),
  updateChannel: setting({
    section: 'updates',
    label: 'Channel',
    explain: 'Beta versions come earlier, and are less tried.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: {
      kind: 'choice',
      options: [
        { value: 'latest', label: 'latest' },
        { value: 'beta', label: 'beta' },
      ],
    },
    change: z.enum(['latest', 'beta'], 'Choose latest or beta.'),
    kept: z.enum(['latest', 'beta']).default('latest'),
  }),
  updateUrl: setting({
    section: 'updates',
    label: 'Address of updates',
    explain: 'Where newer versions are looked for; without one, nowhere.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'text', example: 'https://updates.example/watchfloor' },
    change: updateAddressSchema,
    kept: z.string().max(2048).optional(),
  }),
} as const satisfies Record<string, SettingSpec>;
