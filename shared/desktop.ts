import { z } from 'zod';
import { boardIds, type Board } from './model/board.ts';
import { savedOperatorSchema, type SavedOperator } from './model/savedOperator.ts';
import { deepLinkSchema, type DeepLink } from './model/deepLink.ts';

const id = z.string().max(200);

/** What a page shows, as far as it is worth having again after a crash. */
export const keptViewSchema = z.strictObject({
  board: z.enum(boardIds),
  /** Id of the chosen incident. */
  selected: id.optional(),
  /** Name of the queue's view, and its filter where that was changed. */
  queueView: id.optional(),
  queueFilter: z.string().max(1_000).optional(),
  runbook: id.optional(),
  /** The incident that the runbook is read for. */
  runbookIncident: id.optional(),
  objective: id.optional(),
  handoff: id.optional(),
});
export type KeptView = z.infer<typeof keptViewSchema>;

/** A page's sign of life. */
export const pageLifeSchema = z.strictObject({
  view: keptViewSchema,
  /** Since the page was last painted, ms; absent while it never was. */
  paintedMsAgo: z.number().nonnegative().optional(),
});
export type PageLife = z.infer<typeof pageLifeSchema>;

/** What a page begins with: what it showed before it was loaded again, and a link that nobody has followed yet. */
const pageBeginSchema = z.object({ view: keptViewSchema.optional(), link: deepLinkSchema.optional() });
export type PageBegin = z.infer<typeof pageBeginSchema>;

/** How this console stands with its kiosk. */
export interface KioskStanding {
  /** True while the console can be left only by its code. */
  readonly isLocked: boolean;
  readonly hasCode: boolean;
}

/** Somebody who may be signed in by a choice. */
const operatorChoiceSchema = z.object({ name: z.string(), hasToken: z.boolean(), isPresent: z.boolean() });
export type OperatorChoice = z.infer<typeof operatorChoiceSchema>;

/** Characters of a kiosk's code. */
export const kioskCodeLength = { least: 6, most: 64 } as const;
const code = z.string().max(200);
const nothing = z.undefined();

/** The questions that only a page of the desktop app asks, by channel; see shared/ipc.ts. */
export const desktopQuestions = {
  'page.begin': { payload: nothing, value: pageBeginSchema },
  /** Told every few seconds: a page that no longer tells it is reloaded. */
  'page.live': { payload: pageLifeSchema, value: nothing },
  'kiosk.enter': { payload: nothing, value: nothing },
  'kiosk.leave': { payload: z.strictObject({ code }), value: nothing },
  /** Sets the code; `present` is asked for where there is one. */
  'kiosk.setCode': { payload: z.strictObject({ code, present: code.optional() }), value: nothing },
  'operator.list': { payload: nothing, value: z.array(operatorChoiceSchema).readonly() },
  /** Keeps an operator, in place of one of that name. */
  'operator.keep': { payload: savedOperatorSchema, value: nothing },
  'operator.forget': { payload: z.strictObject({ name: id }), value: nothing },
  /** Signs an operator in; the pages of the former one are loaded anew. */
  'operator.switch': { payload: z.strictObject({ name: id }), value: nothing },
  /** Opens a board in a window of its own, where it was dropped on the screen. */
  'window.open': {
    payload: z.strictObject({
      board: z.enum(boardIds),
      at: z.strictObject({ x: z.number().int(), y: z.number().int() }).optional(),
    }),
    value: nothing,
  },
} as const;

/** What main tells a page of the desktop app without being asked. */
export const desktopAnnouncements = { 'page.show': deepLinkSchema } as const;

/** What the desktop app offers beside what every shell does. Rejections carry one sentence for the operator. */
export interface DesktopBridge {
  begin(): Promise<PageBegin>;
  live(life: PageLife): Promise<void>;
  /** Calls with what a link from outside leads to. Returns its own undo. */
  onShow(listener: (link: DeepLink) => void): () => void;
  enterKiosk(): Promise<void>;
  /** Ends the kiosk for this run of the console; rejects for a wrong code, and while wrong ones must wait. */
  leaveKiosk(code: string): Promise<void>;
  setKioskCode(code: string, present: string | undefined): Promise<void>;
  readonly operators: {
    list(): Promise<readonly OperatorChoice[]>;
    keep(operator: SavedOperator): Promise<void>;
    forget(name: string): Promise<void>;
    switchTo(name: string): Promise<void>;
  };
  /** Opens a board in a window of its own; `at` is in the screen's pixels. */
  openBoard(board: Board, at?: { readonly x: number; readonly y: number }): Promise<void>;
}
