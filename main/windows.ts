import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import { appOrigin } from '../shared/ipc.ts';
import type { Settings } from '../shared/bridge.ts';
import { hardenedPreferences } from './hardening.ts';
import type { Log } from './log.ts';

/** The console's page. */
export const consolePage = `${appOrigin.url}desktop.html`;

/** A page that crashed is opened again after this wait, milliseconds; a wall display has nobody to do it. */
export const reloadAfterCrashMs = 1_000;

export interface WindowsDeps {
  readonly open: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly preload: string;
  readonly icon: string;
  readonly settings: () => Settings;
  /** Keeps the display from sleeping; returns its undo. */
  readonly keepAwake: () => () => void;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly log: Log;
}

/** The windows that this console opened. */
export class ConsoleWindows {
  readonly #deps: WindowsDeps;
  readonly #windows = new Set<BrowserWindow>();
  #letSleep: (() => void) | undefined;

  constructor(deps: WindowsDeps) {
    this.#deps = deps;
  }

  /** Opens a window on the console's page, over the whole screen on a wall display. */
  open(): BrowserWindow {
    const window = this.#deps.open({
      width: 1440,
      height: 900,
      minWidth: 800,
      minHeight: 600,
      show: false,
      fullscreen: this.#isWall,
      autoHideMenuBar: true,
      // What shows before the first paint, so that a dark room is not flashed.
      backgroundColor: this.#deps.settings().theme === 'light' ? '#ffffff' : '#000000',
      icon: this.#deps.icon,
      title: 'Watchfloor',
      webPreferences: { ...hardenedPreferences, preload: this.#deps.preload },
    });
    this.#windows.add(window);
    window.once('ready-to-show', () => window.show());
    window.once('closed', () => this.#windows.delete(window));
    this.#reopenAfterCrash(window);
    this.#load(window);
    this.followSettings();
    return window;
  }

  /** A wall display fills its screen and stays awake; to be called after a change of settings. */
  followSettings(): void {
    const isWall = this.#isWall;
    for (const window of this.#windows) {
      if (window.isFullScreen() !== isWall) window.setFullScreen(isWall);
    }
    if (isWall) this.#letSleep ??= this.#deps.keepAwake();
    else {
      this.#letSleep?.();
      this.#letSleep = undefined;
    }
  }

  get #isWall(): boolean {
    return this.#deps.settings().mode === 'wall';
  }

  /** True for the contents of one of these windows. */
  readonly isOurs = (contents: WebContents): boolean =>
    [...this.#windows].some((window) => !window.isDestroyed() && window.webContents === contents);

  /** Brings the first window to the front, or opens one. */
  focus(): void {
    const [window] = this.#windows;
    if (window === undefined) {
      this.open();
      return;
    }
    if (window.isMinimized()) window.restore();
    window.focus();
  }

  #load(window: BrowserWindow): void {
    window.loadURL(consolePage).catch((error: unknown) => {
      this.#deps.log.error('The page could not be loaded', { reason: String(error) });
    });
  }

  #reopenAfterCrash(window: BrowserWindow): void {
    window.webContents.on('render-process-gone', (_event, details) => {
      if (details.reason === 'clean-exit') return;
      this.#deps.log.error('The page crashed', { reason: details.reason, exitCode: details.exitCode });
      this.#deps.after(reloadAfterCrashMs, () => {
        if (!window.isDestroyed()) this.#load(window);
      });
    });
    window.on('unresponsive', () => this.#deps.log.warn('The page does not respond'));
  }
}
