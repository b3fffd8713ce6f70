import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import type { Settings } from '../shared/bridge.ts';
import type { KeptView, PageBegin, PageLife } from '../shared/desktop.ts';
import type { Board } from '../shared/model/board.ts';
import type { DeepLink } from '../shared/model/deepLink.ts';
import type { AttachedDisplay } from '../shared/rules/displayMatch.ts';
import { layoutInUse } from './displays.ts';
import { announce } from './ipc.ts';
import type { Log } from './log.ts';
import { PageWatch, watchTimes } from './pageWatch.ts';
import type { FaultRecord } from './recovery.ts';
import { standstillPage } from './standstillPage.ts';
import { windowOptions } from './windowOptions.ts';
import { ownWindow, planWindows, type PlannedWindow } from './windowPlan.ts';
import { putWindow } from './windowPlace.ts';

/** Boards that may have a window of their own at a time. */
export const mostOwnWindows = 8;
/** Why another one is not opened. */
export const tooManyWindows = `At most ${mostOwnWindows} boards have a window of their own; close one first.`;

export interface WindowsDeps {
  readonly open: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  readonly icon: string;
  readonly settings: () => Settings;
  /** Plugged in now, the main one first. */
  readonly displays: () => readonly AttachedDisplay[];
  /** Whether a window is locked for which the settings want this. */
  readonly locks: (isWanted: boolean) => boolean;
  /** Keeps the display from sleeping; returns its undo. */
  readonly keepAwake: () => () => void;
  /** Told in a sentence when a page was loaded again because of a fault. */
  readonly onRecovery: (sentence: string) => void;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly log: Log;
}

interface OpenWindow {
  readonly window: BrowserWindow;
  readonly watch: PageWatch;
  plan: PlannedWindow;
  /** What its page showed last. */
  view?: KeptView | undefined;
  /** A link that its page has not followed yet, as far as is known. */
  link?: DeepLink | undefined;
}

/** One window, for whoever judges whether the console lives. */
export interface WindowSigns {
  readonly name: string;
  readonly board: string | undefined;
  readonly isWall: boolean;
  /** False while it waits for its display, or is minimised. */
  readonly isShown: boolean;
  readonly heardAt: number | undefined;
  readonly paintedAt: number | undefined;
}

/** The windows that this console opened: one, or one for each display of a wall's layout, and boards of their own. */
export class ConsoleWindows {
  readonly #deps: WindowsDeps;
  readonly #open = new Map<string, OpenWindow>();
  readonly #held = new Map<string, number>();
  readonly #own = new Map<string, { readonly plan: PlannedWindow; readonly at?: Point | undefined }>();
  #ownCount = 0;
  #letSleep: (() => void) | undefined;
  #undoLook: (() => void) | undefined;
  /** What a link led to before there was a window. */
  #asked: DeepLink | undefined;
  /** True once the app ends: then even a locked window closes. */
  #ends = false;

  constructor(deps: WindowsDeps) {
    this.#deps = deps;
  }

  /** Opens, moves and closes windows until they are as settings and displays want; called after each change of these. */
  follow(): void {
    const settings = this.#deps.settings();
    const plans = this.#plans();
    for (const plan of plans) {
      const open = this.#open.get(plan.key);
      if (open === undefined) this.#add(plan);
      else this.#change(open, plan);
      if (plan.place.kind === 'display') this.#held.set(plan.key, plan.place.id);
    }
    // Last, so that there is never a moment without a window: that ends the app.
    const wanted = new Set(plans.map(({ key }) => key));
    // Not `close`: a locked window refuses that.
    for (const [key, { window }] of this.#open) if (!wanted.has(key)) window.destroy();
    this.#keepAwake(settings.mode === 'wall' || plans.some(({ isKiosk }) => this.#deps.locks(isKiosk)));
    this.#undoLook ??= this.#lookLater();
  }

  /** True where the settings want any window locked. */
  readonly wantsKiosk = (): boolean => this.#plans().some(({ isKiosk }) => isKiosk);

  /** True for the contents of one of these windows. */
  readonly isOurs = (contents: WebContents): boolean => this.#of(contents) !== undefined;

  /** Brings the first window to the front, or opens those that there should be. */
  focus(): void {
    const [first] = this.#open.values();
    if (first === undefined) {
      this.follow();
      return;
    }
    if (first.window.isMinimized()) first.window.restore();
    first.window.focus();
  }

  /** Shows what a link leads to, in the first window. */
  show(link: DeepLink): void {
    const [first] = this.#open.values();
    if (first === undefined) this.#asked = link;
    else {
      // A page that is still being loaded asks for it.
      first.link = link;
      announce(first.window.webContents, 'page.show', link);
    }
  }

  /** Opens a board in a window of its own; false where there are too many of these. */
  openBoard(board: Board, at?: Point): boolean {
    if (this.#own.size >= mostOwnWindows) return false;
    this.#ownCount += 1;
    const key = `own/${this.#ownCount}`;
    this.#own.set(key, { plan: ownWindow(key, board), at });
    this.follow();
    return true;
  }

  /** What a page begins with. */
  begun(contents: WebContents): PageBegin {
    const { view, link } = this.#of(contents) ?? {};
    return { view, link };
  }

  /** A page told that it lives. */
  heard(contents: WebContents, life: PageLife): void {
    const open = this.#of(contents);
    if (open === undefined) return;
    open.view = life.view;
    open.link = undefined;
    open.watch.heard(life);
  }

  /** Each window's signs of life. */
  signs(): readonly WindowSigns[] {
    return [...this.#open.values()].map(({ window, watch, plan, view }) => ({
      name: plan.key,
      board: view?.board,
      isWall: plan.isWall,
      isShown: plan.place.kind !== 'away' && window.isVisible() && !window.isMinimized(),
      ...watch.signs,
    }));
  }

  /** Loads again what has not been painted since then, ms. */
  renewUnpainted(since: number, what: string): void {
    for (const { watch, window } of this.#open.values()) {
      if (window.isVisible() && (watch.signs.paintedAt ?? 0) < since) watch.renew(what);
    }
  }

  /** Loads the pages of desks anew, with what they show and without what was being written on them. */
  renewDesks(): void {
    for (const open of this.#open.values()) if (!open.plan.isWall) this.#load(open);
  }

  /** The app ends: what was held is let go. */
  end(): void {
    this.#ends = true;
    this.#undoLook?.();
    this.#keepAwake(false);
    for (const { watch } of this.#open.values()) watch.stop();
  }

  #plans(): readonly PlannedWindow[] {
    const settings = this.#deps.settings();
    const { layout } = layoutInUse(settings);
    const planned = planWindows(settings, layout, this.#deps.displays(), this.#held);
    return [...planned, ...[...this.#own.values()].map(({ plan }) => plan)];
  }

  #of(contents: WebContents): OpenWindow | undefined {
    return [...this.#open.values()].find(
      ({ window }) => !window.isDestroyed() && window.webContents === contents,
    );
  }

  #add(plan: PlannedWindow): void {
    // A display that was never there needs no window yet.
    if (plan.place.kind === 'away') return;
    const { preload, icon, settings, locks, log, after, now, onRecovery } = this.#deps;
    const isLight = settings().theme === 'light';
    const isLocked = locks(plan.isKiosk);
    const at = this.#own.get(plan.key)?.at;
    const window = this.#deps.open(windowOptions({ plan, isLocked, isLight, preload, icon, at }));
    const watch = new PageWatch({
      name: plan.key,
      contents: window.webContents,
      load: () => this.#load(open),
      standStill: (what, record, nextTryAt) => this.#standStill(open, what, record, nextTryAt),
      ...{ after, now, onRecovery, log },
    });
    const open: OpenWindow = { window, watch, plan, link: this.#asked };
    this.#asked = undefined;
    this.#open.set(plan.key, open);
    window.once('ready-to-show', () => {
      if (open.plan.place.kind !== 'away') window.show();
    });
    window.on('close', (event) => {
      if (!this.#ends && locks(open.plan.isKiosk)) event.preventDefault();
    });
    window.once('closed', () => {
      watch.stop();
      this.#own.delete(plan.key);
      if (this.#open.get(plan.key) === open) this.#open.delete(plan.key);
    });
    window.on('unresponsive', () => watch.unresponsive());
    this.#load(open);
  }

  #change(open: OpenWindow, plan: PlannedWindow): void {
    const before = open.plan;
    open.plan = plan;
    const isLocked = this.#deps.locks(plan.isKiosk);
    if (open.window.isKiosk() !== isLocked) open.window.setKiosk(isLocked);
    putWindow(open.window, { before, plan, isLocked, displays: this.#deps.displays(), log: this.#deps.log });
    if (before.page === plan.page) return;
    // Its address says now what it shows.
    open.view = undefined;
    this.#load(open);
  }

  #keepAwake(isWanted: boolean): void {
    if (isWanted) this.#letSleep ??= this.#deps.keepAwake();
    else {
      this.#letSleep?.();
      this.#letSleep = undefined;
    }
  }

  #load({ window, watch, plan }: OpenWindow): void {
    watch.loading();
    window.loadURL(plan.page).catch((error: unknown) => {
      this.#deps.log.error('The page could not be loaded', { reason: String(error) });
    });
  }

  #standStill({ window }: OpenWindow, what: string, record: FaultRecord, nextTryAt: number): void {
    const { settings, log, now } = this.#deps;
    const since = record.since ?? now();
    const isLight = settings().theme === 'light';
    const page = standstillPage({ what, since, faults: record.faults.length, nextTryAt, isLight });
    window.loadURL(page).catch((error: unknown) => {
      log.error('Not even the page that says why could be loaded', { reason: String(error) });
    });
  }

  #lookLater(): () => void {
    return this.#deps.after(watchTimes.lookEveryMs, () => {
      for (const { watch } of this.#open.values()) watch.look();
      this.#undoLook = this.#lookLater();
    });
  }
}

/** A point of the screen, in its pixels. */
interface Point {
  readonly x: number;
  readonly y: number;
}
