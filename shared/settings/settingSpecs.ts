import { z } from 'zod';
import { contactLockSchema } from '../contacts/contactSeal.ts';
import { mostOperators, savedOperatorSchema } from '../model/savedOperator.ts';
import { personNameSchema } from '../feed/person.ts';
import { boardIds, boardNames } from '../model/board.ts';
import { paperSizes } from '../model/recordExport.ts';
import { soundSettingsSchema } from '../model/soundSettings.ts';
import {
  daysSchema,
  gatewayAddressSchema,
  pathSchema,
  proxyAddressSchema,
  updateAddressSchema,
  zonesSchema,
} from './settingFields.ts';
import { setting, type SettingSpec } from './settingSpec.ts';

const themes = ['dark', 'light', 'contrast', 'system'] as const;
const modes = ['workstation', 'wall'] as const;
const motions = ['system', 'reduced'] as const;
const tokenSchema = z
  .string()
  .max(256, 'A token has at most 256 characters.')
  .regex(/^[\x21-\x7e]*$/, {
    message: 'A token has no spaces and no letters beyond ASCII: copy it again, without line breaks.',
  });
const secretSchema = z.string().max(256, 'At most 256 characters are kept.');
const connection = {
  section: 'connection',
  takesEffect: 'once the connection has answered',
  shells: 'desktop',
} as const;
const wallScaleSchema = z
  .number('Give a number, such as 1.2.')
  .min(0.5, 'Below 0.5 a wall can not be read.')
  .max(4, 'Above 4 a wall holds nothing.');

/**
 * Every setting, once: the settings board, its checks, the documents, export and import are drawn from this. A new one
 * is an entry here; a kind of entry that is new is asked for by the compiler.
 */
export const settingSpecs = {
  gatewayUrl: setting({
    ...connection,
    label: 'Gateway',
    explain:
      'Address of the gateway that is followed; without one, the gateway inside this console, with its policy.',
    form: { kind: 'text', example: 'wss://noc.example/feed' },
    change: gatewayAddressSchema,
    kept: z.string().max(2048).optional(),
  }),
  token: setting({
    ...connection,
    shells: 'both',
    label: 'Access token',
    explain:
      'Says to the gateway who this console is; an administrator makes one with "watchfloor token add".',
    form: { kind: 'secret' },
    change: tokenSchema,
    kept: z.string().max(256).optional(),
  }),
  caFile: setting({
    ...connection,
    label: 'Custom CA',
    explain:
      'PEM file of an authority that is trusted for the gateway and an https proxy, besides the usual ones.',
    form: { kind: 'text', example: '/etc/ssl/certs/noc-ca.pem' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  clientCertFile: setting({
    ...connection,
    label: 'Client certificate',
    explain:
      'PEM file that is shown to a gateway, or the proxy before it, that asks for one; it needs its key.',
    form: { kind: 'text', example: '/etc/watchfloor/wall-3.pem' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  clientKeyFile: setting({
    ...connection,
    label: 'Key of the certificate',
    explain: 'PEM file of its private key; it is read at each connection, and never copied.',
    form: { kind: 'text', example: '/etc/watchfloor/wall-3.key' },
    change: pathSchema,
    kept: z.string().max(1024).optional(),
  }),
  clientKeyPassword: setting({
    ...connection,
    label: "Key's password",
    explain: 'Only where the key is encrypted.',
    form: { kind: 'secret' },
    change: secretSchema,
    kept: z.string().max(256).optional(),
  }),
  proxyUrl: setting({
    ...connection,
    label: 'Proxy',
    explain: 'HTTP proxy on the way to the gateway (CONNECT); without one, the connection is direct.',
    form: { kind: 'text', example: 'http://proxy.example:3128' },
    change: proxyAddressSchema,
    kept: z.string().max(2048).optional(),
  }),
  proxyPassword: setting({
    ...connection,
    label: "Proxy's password",
    explain:
      'Only where the proxy asks for one; the user stands in its address: http://user@proxy.example:3128.',
    form: { kind: 'secret' },
    change: secretSchema,
    kept: z.string().max(256).optional(),
  }),
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

export type SettingName = keyof typeof settingSpecs;
/** Every setting's name, in the order of the board. */
export const settingNames = Object.keys(settingSpecs) as readonly SettingName[];
