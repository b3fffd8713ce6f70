import type { WebContents } from 'electron';
import type { PageLife } from '../shared/desktop.ts';
import type { Log } from './log.ts';
import { afterFault, noFaults, type FaultRecord } from './recovery.ts';

/** A page tells that it lives every 2 s. */
export const watchTimes = {
  /** Between two looks, ms. Looks are counted, not time: a machine that slept must not be taken for a hung page. */
  lookEveryMs: 4_000,
  /** Looks without a sign of life after which a page is hung: 20 s. */
  hungAfterLooks: 5,
  /** Looks after which a page that is being loaded has failed: a minute. */
  loadWithinLooks: 15,
  /** A hung page is ended from outside; how long that may take, ms. */
  endWithinMs: 5_000,
} as const;

export interface PageWatchDeps {
  /** As people call the window. */
  readonly name: string;
  readonly contents: Pick<WebContents, 'on' | 'forcefullyCrashRenderer' | 'isDevToolsOpened' | 'isDestroyed'>;
  /** Loads the console's page. */
  readonly load: () => void;
  /** Loads the page that says why there is none. */
  readonly standStill: (what: string, record: FaultRecord, nextTryAt: number) => void;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly now: () => number;
  /** Told in a sentence of each recovery. */
  readonly onRecovery: (sentence: string) => void;
  readonly log: Log;
}

type Phase = 'loading' | 'alive' | 'down';

/** Watches one window's page: reloads it when it crashed, hangs or never comes, and stands still when that is in vain. */
export class PageWatch {
  readonly #deps: PageWatchDeps;
  #phase: Phase = 'loading';
  #looks = 0;
  #record: FaultRecord = noFaults;
  #undo: (() => void) | undefined;
  #heardAt: number | undefined;
  #paintedAt: number | undefined;
  #hangs = false;

  constructor(deps: PageWatchDeps) {
    this.#deps = deps;
    deps.contents.on('render-process-gone', (_event, { reason, exitCode }) => {
      if (reason === 'clean-exit') return;
      deps.log.error('The page crashed', { window: deps.name, reason, exitCode });
      this.#fault(this.#hangs ? 'The page did not answer' : `The page crashed (${reason})`);
    });
  }

  /** When the page last told that it lives, and when it was last painted, of `now`. */
  get signs(): { readonly heardAt: number | undefined; readonly paintedAt: number | undefined } {
    return { heardAt: this.#heardAt, paintedAt: this.#paintedAt };
  }

  /** The page is being loaded, for whatever reason. */
  loading(): void {
    this.#set('loading');
  }

  /** The page told that it lives. */
  heard({ paintedMsAgo }: PageLife): void {
    if (this.#phase === 'down') return;
    this.#set('alive');
    this.#heardAt = this.#deps.now();
    if (paintedMsAgo !== undefined) this.#paintedAt = this.#heardAt - paintedMsAgo;
  }

  /** The system says that the page takes no input: it has one more look to tell that it lives. */
  unresponsive(): void {
    this.#deps.log.warn('The page does not respond', { window: this.#deps.name });
    if (this.#phase === 'alive') this.#looks = Math.max(this.#looks, watchTimes.hungAfterLooks - 1);
  }

  /** To be called every `lookEveryMs`. */
  look(): void {
    const { contents, log, name } = this.#deps;
    // Somebody who debugs stops the page on purpose.
    if (this.#phase === 'down' || contents.isDestroyed() || contents.isDevToolsOpened()) return;
    this.#looks += 1;
    const most = this.#phase === 'alive' ? watchTimes.hungAfterLooks : watchTimes.loadWithinLooks;
    if (this.#looks < most) return;
    log.error('The page hangs', { window: name, phase: this.#phase });
    this.#end();
  }

  /** Loads the page again although it lives: it draws nothing. */
  renew(what: string): void {
    if (this.#phase !== 'down') this.#fault(what);
  }

  stop(): void {
    this.#phase = 'down';
    this.#undo?.();
  }

  /** A hung page does not go away by itself, and holds whatever is loaded in its place: its process is ended. */
  #end(): void {
    this.#hangs = true;
    this.#phase = 'down';
    this.#wait(watchTimes.endWithinMs, () => this.#fault('The page did not answer, nor end'));
    this.#deps.contents.forcefullyCrashRenderer();
  }

  #fault(what: string): void {
    const { now, load, standStill, onRecovery, log, name } = this.#deps;
    this.#hangs = false;
    this.#set('down');
    const { record, step } = afterFault(this.#record, now());
    this.#record = record;
    log.warn('The page is recovered', { window: name, what, ...step, faults: record.faults.length });
    if (step.kind === 'stand still') standStill(what, record, now() + step.afterMs);
    this.#wait(step.afterMs, () => {
      if (this.#deps.contents.isDestroyed()) return;
      onRecovery(what);
      load();
    });
  }

  #wait(ms: number, run: () => void): void {
    this.#undo?.();
    this.#undo = this.#deps.after(ms, run);
  }

  #set(phase: Phase): void {
    this.#phase = phase;
    this.#looks = 0;
    this.#undo?.();
    this.#undo = undefined;
  }
}
