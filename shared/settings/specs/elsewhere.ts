import { z } from 'zod';
import { personNameSchema } from '../../feed/person.ts';
import { soundSettingsSchema } from '../../model/soundSettings.ts';
import { setting, type SettingSpec } from '../settingSpec.ts';

/** What boards and sheets of their own keep. */
export const elsewhereSpecs = {
  /** As it was found; `readSound` checks it, so that a broken one costs no other setting. */
  sound: setting({
    section: undefined,
    label: 'Sound and notifications',
    explain: 'Kept from the sheet of sounds.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'elsewhere' },
    change: soundSettingsSchema,
    kept: z.unknown().optional(),
  }),
  person: setting({
    section: undefined,
    label: 'Who is at this console',
    explain: 'Chosen with w; counts where the gateway asks for no token.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'elsewhere' },
    change: personNameSchema,
    kept: personNameSchema.optional(),
  }),
  /** Each is checked by whoever shows it, so that a broken one spoils nothing else. */
  queueViews: setting({
    section: undefined,
    label: 'Views of the queue',
    explain: 'Kept from the queue, with v.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'elsewhere' },
    change: z
      .array(z.unknown())
      .max(60, 'at most 60 views are kept')
      .refine((views) => JSON.stringify(views).length <= 200_000, 'these views are too long to be kept'),
    kept: z.unknown().optional(),
  }),
} as const satisfies Record<string, SettingSpec>;
