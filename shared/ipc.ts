import { z } from 'zod';
import { settingsPatchSchema, settingsSchema, type BridgeUpdate } from './bridge.ts';

const subscription = z.string().min(8).max(64);
const nothing = z.undefined();

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
  'settings.get': { payload: nothing, value: settingsSchema },
  'settings.set': { payload: settingsPatchSchema, value: settingsSchema },
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
} as const satisfies Record<string, z.ZodType>;

export type IpcAnnouncement = keyof typeof ipcAnnouncements;
export type IpcNews<Channel extends IpcAnnouncement> = z.infer<(typeof ipcAnnouncements)[Channel]>;

/** Where the pages of the desktop shell live. */
export const appOrigin = { scheme: 'app', host: 'watchfloor', url: 'app://watchfloor/' } as const;
