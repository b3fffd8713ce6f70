import { z } from 'zod';
import { zonesSchema } from '../settingFields.ts';
import { setting, type SettingSpec } from '../settingSpec.ts';

const themes = ['dark', 'light', 'contrast', 'system'] as const;
const motions = ['system', 'reduced'] as const;

/** Colours, movement, size, and the times beside UTC. */
export const lookSpecs = {
  theme: setting({
    section: 'look',
    label: 'Theme',
    explain:
      'High contrast writes everything at 10:1 or more; the system decides also when it asks for more contrast.',
    takesEffect: 'at once',
    shells: 'both',
    form: {
      kind: 'choice',
      options: [
        { value: 'dark', label: 'dark' },
        { value: 'light', label: 'light' },
        { value: 'contrast', label: 'high contrast' },
        { value: 'system', label: 'as the system' },
      ],
    },
    change: z.enum(themes, 'Choose dark, light, high contrast, or as the system.'),
    kept: z.enum(themes).default('dark'),
  }),
  motion: setting({
    section: 'look',
    label: 'Motion',
    explain: 'All that moves is the outline of a new P0, for 10 s; reduced, it stands still.',
    takesEffect: 'at once',
    shells: 'both',
    form: {
      kind: 'choice',
      options: [
        { value: 'system', label: 'as the system' },
        { value: 'reduced', label: 'reduced' },
      ],
    },
    change: z.enum(motions, 'Choose reduced, or as the system.'),
    kept: z.enum(motions).default('system'),
  }),
  zoom: setting({
    section: 'look',
    label: 'Zoom',
    explain: 'Size of a workstation; a wall has its text size.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'number', unit: '%', step: 10 },
    change: z
      .number('Give a number of per cent, such as 125.')
      .int('Give whole per cent.')
      .min(80, 'Below 80 % type gets too small to be read: give 80 to 200.')
      .max(200, 'Above 200 % boards have no room: give 80 to 200.'),
    kept: z.number().min(80).max(200).default(100),
  }),
  site: setting({
    section: 'times',
    label: 'Site',
    explain: 'Its local time stands beside UTC; without one, that of the site on duty.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'site' },
    change: z.string().max(64, 'A site is named by its id, of at most 64 characters.'),
    kept: z.string().max(64).optional(),
  }),
  zones: setting({
    section: 'times',
    label: 'Further time zones',
    explain: 'Up to three, shown after the site, for whoever speaks with people elsewhere.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'list', example: 'America/New_York, Asia/Singapore' },
    change: zonesSchema,
    kept: z.array(z.string()).max(3).default([]),
  }),
} as const satisfies Record<string, SettingSpec>;
