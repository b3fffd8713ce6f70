import { z } from 'zod';
import { passphraseLength } from './contacts/contactSeal.ts';
import { desktopAnnouncements, desktopQuestions } from './desktop.ts';
import { draftIdSchema, draftSchema } from './draft.ts';
import { drillWishSchema } from './feed/drillKeeper.ts';
import { drillUseSchema } from './rules/drill.ts';
import { keptLibrarySchema } from './library/keptLibrary.ts';
import { recordExportSchema } from './model/recordExport.ts';
import { digestSchema } from './model/runbook.ts';
import type { BridgeUpdate } from './bridge.ts';
import { connectionReportSchema, keepWhen } from './connectionReport.ts';
import { notificationPermissionSchema } from './notifications.ts';
import { connectionChangeSchema, settingsPatchSchema, settingsSchema } from './settings/settings.ts';
import { settingNames } from './settings/settingSpecs.ts';

const subscription = z.string().min(8).max(64);
const nothing = z.undefined();
const passphrase = z.strictObject({ passphrase: z.string().max(passphraseLength.most) });

/** One question that a page may ask of main: what it carries, and what the answer holds. */
export interface IpcQuestionSpec {
  readonly payload: z.ZodType;
  readonly value: z.ZodType;
}

/**
 * Every question, by channel. A new one is one entry here, one handler in main/bridgeHandlers.ts and one
 * line in preload/preload.ts; the compiler asks for the handler.
 */
export const ipcQuestions = {
  'bridge.subscribe': { payload: z.strictObject({ subscription }), value: nothing },
  'bridge.unsubscribe': { payload: z.strictObject({ subscription }), value: nothing },
  'bridge.reconnect': { payload: nothing, value: nothing },
  /** Answers with the command's id once it is on disk. */
  'command.send': {
    payload: z.strictObject({ name: z.string().max(64), params: z.record(z.string(), z.unknown()) }),
    value: z.string(),
  },
  /** Withdraws a command that was never sent, or puts away one that is final. */
  'command.discard': { payload: z.strictObject({ id: z.string().min(8).max(64) }), value: nothing },
  /** Answers with what the gateway said; the page knows its schema by the question's name. */
  'question.ask': {
    payload: z.strictObject({ name: z.string().max(64), params: z.record(z.string(), z.unknown()) }),
    value: z.unknown(),
  },
  'library.list': { payload: nothing, value: keptLibrarySchema.optional() },
  'library.file': {
    payload: z.strictObject({ digest: digestSchema }),
    value: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  },
  /** Claims to be the window that sounds; `voice.held` tells whether it is. */
  'voice.claim': {
    payload: z.strictObject({ claim: subscription, volume: z.number().min(0).max(1) }),
    value: nothing,
  },
  'voice.release': { payload: z.strictObject({ claim: subscription }), value: nothing },
  'notifications.permission': { payload: nothing, value: notificationPermissionSchema },
  /** Opens an address in the system's browser, where the policy names its host. */
  'link.open': { payload: z.strictObject({ url: z.string().max(4096) }), value: nothing },
  'draft.get': { payload: z.strictObject({ id: draftIdSchema }), value: draftSchema.optional() },
  /** Answers once it is on disk; without a draft, it is dropped. */
  'draft.set': {
    payload: z.strictObject({ id: draftIdSchema, draft: draftSchema.optional() }),
    value: nothing,
  },
  'contacts.unlock': { payload: passphrase, value: nothing },
  'contacts.protect': { payload: passphrase, value: nothing },
  'contacts.unprotect': { payload: nothing, value: nothing },
  /** Cuts the console off for a drill. */
  'drill.begin': { payload: drillWishSchema, value: nothing },
  'drill.note': { payload: drillUseSchema, value: nothing },
  /** Writes the break-glass copy; answers with its path. */
  'breakGlass.write': { payload: nothing, value: z.string() },
  /** Saves an exported handoff; answers with what became of it, and where. */
  'record.export': { payload: recordExportSchema, value: z.string() },
  'settings.get': { payload: nothing, value: settingsSchema },
  'settings.set': { payload: settingsPatchSchema, value: settingsSchema },
  'settings.reset': {
    payload: z.strictObject({ names: z.array(z.enum(settingNames)).max(64) }),
    value: settingsSchema,
  },
  'settings.export': { payload: nothing, value: z.string() },
  'settings.keepLayout': {
    payload: z.strictObject({ name: z.string().min(1).max(60) }),
    value: settingsSchema,
  },
  /** Answers how far it got; a change that is kept is followed at once. */
  'connection.try': {
    payload: z.strictObject({ change: connectionChangeSchema, keep: z.enum(keepWhen) }),
    value: connectionReportSchema,
  },
  ...desktopQuestions,
} as const satisfies Record<string, IpcQuestionSpec>;

export type IpcQuestion = keyof typeof ipcQuestions;
export type IpcPayload<Channel extends IpcQuestion> = z.infer<(typeof ipcQuestions)[Channel]['payload']>;
export type IpcValue<Channel extends IpcQuestion> = z.infer<(typeof ipcQuestions)[Channel]['value']>;

/** Why a question was refused: its sender, its payload, what it asks for, or a fault of main's own. */
export const ipcRefusalCodes = ['sender', 'payload', 'refused', 'failed'] as const;
export const ipcRefusalSchema = z.object({
  ok: z.literal(false),
  code: z.enum(ipcRefusalCodes),
  /** One sentence for the operator. */
  message: z.string(),
});
export type IpcRefusal = z.infer<typeof ipcRefusalSchema>;

/** What main answers: refusals are values, so that Electron adds no words of its own to them. */
export type IpcAnswer<Channel extends IpcQuestion> =
  { readonly ok: true; readonly value: IpcValue<Channel> } | IpcRefusal;

/** Everything that main tells a page without being asked. Main made it, so its parts are not parsed again. */
export const ipcAnnouncements = {
  'bridge.update': z.object({ subscription, update: z.custom<BridgeUpdate>((value) => value !== undefined) }),
  'voice.held': z.object({ claim: subscription, isHeld: z.boolean() }),
  ...desktopAnnouncements,
} as const satisfies Record<string, z.ZodType>;

export type IpcAnnouncement = keyof typeof ipcAnnouncements;
export type IpcNews<Channel extends IpcAnnouncement> = z.infer<(typeof ipcAnnouncements)[Channel]>;

/** Where the pages of the desktop shell live. */
export const appOrigin = { scheme: 'app', host: 'watchfloor', url: 'app://watchfloor/' } as const;
