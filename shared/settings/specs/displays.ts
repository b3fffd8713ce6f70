import { z } from 'zod';
import { contactLockSchema } from '../../contacts/contactSeal.ts';
import { boardIds, boardNames } from '../../model/board.ts';
import { mostOperators, savedOperatorSchema } from '../../model/savedOperator.ts';
import { setting, type SettingSpec } from '../settingSpec.ts';

const modes = ['workstation', 'wall'] as const;
const wallScaleSchema = z
  .number('Give a number, such as 1.2.')
  .min(0.5, 'Below 0.5 a wall can not be read.')
  .max(4, 'Above 4 a wall holds nothing.');

/** What this machine is, what its displays show, and who may use it. */
export const displaySpecs = {
  mode: setting({
    section: 'displays',
    label: 'This console is',
    explain: 'A wall shows its boards to be read from afar, and takes no acts; a workstation is a desk.',
    takesEffect: 'at once',
    shells: 'both',
    form: {
      kind: 'choice',
      options: [
        { value: 'workstation', label: 'a workstation' },
        { value: 'wall', label: 'a wall' },
      ],
    },
    change: z.enum(modes, 'Choose a workstation or a wall.'),
    kept: z.enum(modes).default('workstation'),
  }),
  board: setting({
    section: 'displays',
    label: 'First board',
    explain: 'Shown at the start.',
    takesEffect: 'at the next start',
    shells: 'both',
    form: {
      kind: 'choice',
      // The settings are where one goes, not where one starts.
      options: boardIds
        .filter((board) => board !== 'settings')
        .map((board) => ({ value: board, label: boardNames[board] })),
    },
    change: z.enum(boardIds, 'Choose one of the boards.'),
    kept: z.enum(boardIds).default('health'),
  }),
  wallScale: setting({
    section: 'displays',
    label: 'Text size on a wall',
    explain:
      'Multiplies the type of a wall: 1 is right for 55 inches, read from 5 m; a display of a layout may have its own.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'number', unit: 'times', step: 0.05 },
    change: wallScaleSchema,
    kept: wallScaleSchema.default(1),
  }),
  layout: setting({
    section: 'displays',
    label: 'Layout',
    explain: 'Arrangement of the displays of a wall; without one, a wall is one window.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'layout' },
    change: z.string().max(60, 'A name has at most 60 characters.'),
    kept: z.string().max(60).optional(),
  }),
  /** Each is checked by whoever uses it (shared/model/wallLayout.ts), so that a broken one spoils nothing else. */
  layouts: setting({
    section: undefined,
    label: 'Layouts',
    explain: 'Arrangements of the displays of a wall, by name.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'elsewhere' },
    change: z
      .array(z.unknown())
      .max(40, 'at most 40 layouts are kept')
      .refine(
        (layouts) => JSON.stringify(layouts).length <= 100_000,
        'these layouts are too long to be kept',
      ),
    kept: z.unknown().optional(),
  }),
  kiosk: setting({
    section: 'displays',
    label: 'Kiosk',
    explain:
      'Locks all windows; without a code nothing is locked: Ctrl Shift K sets it. A layout and a display may say otherwise.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'switch' },
    needs: { secret: 'kioskCode', kept: 'a code is kept', absent: 'no code is kept' },
    change: z.boolean('Choose on or off.'),
    kept: z.boolean().optional(),
  }),
  /** What the code that ends the kiosk is checked against (main/kioskCode.ts). */
  kioskCode: setting({
    section: undefined,
    label: 'Code of the kiosk',
    explain: 'Ends a kiosk; kept as a hash, and set with Ctrl Shift K.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'secret' },
    change: z.string().max(256),
    kept: z.string().max(256).optional(),
  }),
  /** What contacts are sealed with on this machine; checked by whoever uses it (shared/contacts/contactSeal.ts). */
  contactLock: setting({
    section: undefined,
    label: 'Lock of the contacts',
    explain: 'A passphrase opens the contacts of the last known state; set with Shift U.',
    takesEffect: 'at once',
    shells: 'both',
    form: { kind: 'secret' },
    change: contactLockSchema,
    kept: z.unknown().optional(),
  }),
  /** Each is checked by whoever uses it (shared/model/savedOperator.ts). */
  operators: setting({
    section: undefined,
    label: 'Operators',
    explain: 'Who works at this console in turns, with their tokens; kept with "w".',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'secret' },
    change: z.array(savedOperatorSchema).max(mostOperators),
    kept: z.unknown().optional(),
  }),
  startAtLogin: setting({
    section: 'displays',
    label: 'Start at login',
    explain: 'Starts the desktop app when its user signs in to the machine.',
    takesEffect: 'at once',
    shells: 'desktop',
    form: { kind: 'switch' },
    change: z.boolean('Choose on or off.'),
    kept: z.boolean().optional(),
  }),
} as const satisfies Record<string, SettingSpec>;
