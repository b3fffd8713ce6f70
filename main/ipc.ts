import type { IpcMain, IpcMainInvokeEvent, WebContents } from 'electron';
import {
  ipcQuestions,
  type IpcAnnouncement,
  type IpcAnswer,
  type IpcNews,
  type IpcPayload,
  type IpcQuestion,
  type IpcRefusal,
} from '../shared/ipc.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import type { Result } from '../shared/result.ts';
import type { Log } from './log.ts';
import { isConsoleUrl } from './consoleUrl.ts';

/** Answers one channel; refusals are values, a throw is a bug and is answered as `failed`. */
export type IpcHandlers = {
  readonly [Channel in IpcQuestion]: (
    payload: IpcPayload<Channel>,
    sender: WebContents,
  ) => Promise<IpcAnswer<Channel>>;
};

export interface IpcDeps {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>;
  readonly handlers: IpcHandlers;
  /** True for the contents of a window that this console opened. */
  readonly isOurs: (contents: WebContents) => boolean;
  readonly log: Log;
}

/** A refusal, in words for the operator. */
export const refuse = (code: IpcRefusal['code'], message: string): IpcRefusal => ({
  ok: false,
  code,
  message,
});

/** The answer where nothing is to be told. */
export const done = { ok: true, value: undefined } as const;

/** What came of something, as an answer: its error is a sentence for the operator. */
export const answered = <Value>(result: Result<Value>): Answer<Value> =>
  result.ok ? result : refuse('refused', result.error);

/** The same of something that may reject too, with a sentence or with a reason that `say` puts into one. */
export async function attempted<Value>(
  act: () => Promise<Result<Value>>,
  say = (reason: string): string => reason,
): Promise<Answer<Value>> {
  try {
    return answered(await act());
  } catch (error) {
    return refuse('refused', say(reasonOf(error)));
  }
}

type Answer<Value> = { readonly ok: true; readonly value: Value } | IpcRefusal;

/**
 * Registers every handler behind one check of its sender and its payload. Nothing else in main may call
 * `ipcMain`. Returns its undo.
 */
export function registerIpc(deps: IpcDeps): () => void {
  const channels = Object.keys(ipcQuestions) as readonly IpcQuestion[];
  for (const channel of channels) register(deps, channel);
  return () => channels.forEach((channel) => deps.ipcMain.removeHandler(channel));
}

function register<Channel extends IpcQuestion>(deps: IpcDeps, channel: Channel): void {
  deps.ipcMain.handle(channel, async (event, payload: unknown): Promise<IpcAnswer<Channel>> => {
    const stranger = senderProblem(event, deps.isOurs);
    if (stranger !== undefined) {
      deps.log.warn('IPC refused: sender', { channel, problem: stranger });
      return refuse('sender', `"${channel}" was refused: only the console's own window may ask for it.`);
    }
    if (isTooLong(payload)) {
      deps.log.warn('IPC refused: payload', { channel, problem: 'too long' });
      return refuse('payload', `"${channel}" was refused: it carries more than the console takes at once.`);
    }
    const parsed = ipcQuestions[channel].payload.safeParse(payload);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const problem = `${issue?.path.join('.') || 'payload'}: ${issue?.message ?? 'not valid'}`;
      deps.log.warn('IPC refused: payload', { channel, problem });
      return refuse('payload', `"${channel}" was refused: ${problem}.`);
    }
    try {
      // TypeScript can't follow that `payload` was parsed by the schema of this very channel.
      return await deps.handlers[channel](parsed.data as IpcPayload<Channel>, event.sender);
    } catch (error) {
      deps.log.error('IPC failed', { channel, reason: reasonOf(error) });
      return refuse('failed', `"${channel}" failed inside the console; its log has the details.`);
    }
  });
}

/** What a page may send at once, characters of JSON: many times the longest handoff. */
export const longestPayload = 4_000_000;

/** True for what is longer, and for what is no JSON at all. */
function isTooLong(payload: unknown): boolean {
  try {
    return payload !== undefined && JSON.stringify(payload).length > longestPayload;
  } catch {
    return true;
  }
}

/** Why this sender is not one of ours; undefined where it is. */
function senderProblem(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  isOurs: IpcDeps['isOurs'],
): string | undefined {
  const frame = event.senderFrame;
  if (frame === null) return 'the frame is gone';
  if (!isOurs(event.sender)) return 'not a window of the console';
  if (frame !== event.sender.mainFrame) return 'not the main frame';
  return isConsoleUrl(frame.url) ? undefined : `at ${frame.url.slice(0, 200)}`;
}

/** Tells a page something, where it still is there. */
export function announce<Channel extends IpcAnnouncement>(
  contents: WebContents,
  channel: Channel,
  news: IpcNews<Channel>,
): void {
  if (!contents.isDestroyed()) contents.send(channel, news);
}
