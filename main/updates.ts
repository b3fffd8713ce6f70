import { err, ok, type Result } from '../shared/result.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import type { Settings } from '../shared/bridge.ts';
import type { Log } from './log.ts';

/** When a newer version is looked for, milliseconds. */
export const updateTimes = { firstLookMs: 60_000, lookEveryMs: 6 * 60 * 60_000 } as const;

export type UpdateSettings = Pick<Settings, 'updates' | 'updateChannel' | 'updateUrl'>;

/** What the app runs as. */
export interface UpdateMachine {
  readonly isPackaged: boolean;
  readonly platform: NodeJS.Platform;
  /** File of the AppImage that the app runs from; undefined where it was installed otherwise. */
  readonly appImage: string | undefined;
}

/** Where newer versions are, and which of them are wanted. */
export interface UpdateSource {
  readonly url: string;
  readonly channel: UpdateSettings['updateChannel'];
}

/** Where to look for a newer version; the error says in one sentence why nothing is looked for. */
export function updateSourceOf(settings: UpdateSettings, machine: UpdateMachine): Result<UpdateSource> {
  if (settings.updates === 'off') return err('Updates are switched off in the settings.');
  if (settings.updateUrl === undefined) return err('No address of updates is set.');
  const checked = updateAddressOf(settings.updateUrl);
  if (!checked.ok) return checked;
  if (!machine.isPackaged) return err('This console was not installed from a package.');
  // Installing a deb or rpm asks for an administrator's password, and a wall has nobody to give it.
  if (machine.platform === 'linux' && machine.appImage === undefined)
    return err("This console was installed by the system's package manager, which updates it.");
  return ok({ url: checked.value, channel: settings.updateChannel });
}

/** An address that programs may be taken from: https, or http on this very machine. */
export function updateAddressOf(text: string): Result<string> {
  const url = URL.parse(text);
  const isHere = url !== null && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(url.hostname);
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isHere)) {
    if (url.username === '' && url.password === '') return ok(url.href);
    return err('updateUrl: an address of updates carries no password: it is shown in the settings.');
  }
  return err(
    `updateUrl: "${text.slice(0, 100)}" is not an address such as https://updates.example/watchfloor.`,
  );
}

/** What of electron-updater is used. */
export interface Updater {
  channel: string | null;
  allowDowngrade: boolean;
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  logger: {
    info(message?: unknown): void;
    warn(message?: unknown): void;
    error(message?: unknown): void;
  } | null;
  setFeedURL(feed: { readonly provider: 'generic'; readonly url: string; readonly channel: string }): void;
  /** Answers before the download ends, which fails by itself. */
  checkForUpdates(): Promise<{ readonly downloadPromise?: Promise<unknown> | null } | null>;
  on(event: 'update-downloaded', listener: (news: { readonly version: string }) => void): unknown;
}

export interface UpdatesDeps {
  readonly machine: UpdateMachine;
  /** electron-updater, loaded when it is needed first. */
  readonly open: () => Promise<Updater>;
  readonly settings: () => UpdateSettings;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly log: Log;
  /** Tells the operator. */
  readonly notice: (sentence: string) => void;
}

/**
 * Looks for newer versions while the settings want it. One that was found is fetched and checked in the background, and
 * put in place when the console is closed: it interrupts nobody, and asks nothing.
 */
export class Updates {
  readonly #deps: UpdatesDeps;
  #updater: Promise<Updater> | undefined;
  #source: UpdateSource | undefined;
  #standing: string | undefined;
  #undoTimer: (() => void) | undefined;

  constructor(deps: UpdatesDeps) {
    this.#deps = deps;
  }

  /** Does as the settings say; to be called at the start and after each change of them. */
  follow(): void {
    const found = updateSourceOf(this.#deps.settings(), this.#deps.machine);
    const standing = JSON.stringify(found);
    if (standing === this.#standing) return;
    this.#standing = standing;
    this.stop();
    if (found.ok) {
      this.#source = found.value;
      this.#lookIn(updateTimes.firstLookMs);
    } else this.#deps.log.info('No updates are looked for', { reason: found.error });
  }

  stop(): void {
    this.#undoTimer?.();
    this.#undoTimer = undefined;
    this.#source = undefined;
  }

  #lookIn(ms: number): void {
    this.#undoTimer = this.#deps.after(ms, () => {
      this.#lookIn(updateTimes.lookEveryMs);
      void this.#look();
    });
  }

  async #look(): Promise<void> {
    const source = this.#source;
    if (source === undefined) return;
    const { log } = this.#deps;
    try {
      const updater = await (this.#updater ??= this.#open());
      // The settings may have changed while it was loaded.
      if (this.#source !== source) return;
      updater.setFeedURL({ provider: 'generic', ...source });
      updater.channel = source.channel;
      // Naming a channel allows older versions; an older console may not read what this one wrote.
      updater.allowDowngrade = false;
      log.info('Looking for a newer version', { ...source });
      const found = await updater.checkForUpdates();
      await found?.downloadPromise;
    } catch (error) {
      log.warn('No newer version could be looked for', { reason: reasonOf(error) });
    }
  }

  async #open(): Promise<Updater> {
    const { open, log, notice } = this.#deps;
    const updater = await open();
    updater.autoDownload = true;
    updater.autoInstallOnAppQuit = true;
    updater.logger = {
      info: (message) => log.info('Updater', { message: short(message) }),
      warn: (message) => log.warn('Updater', { message: short(message) }),
      error: (message) => log.error('Updater', { message: short(message) }),
    };
    updater.on('update-downloaded', ({ version }) => {
      log.info('A newer version was fetched', { version });
      notice(`Version ${version} was fetched and checked; it is put in place when the console is closed.`);
    });
    return updater;
  }
}

const short = (message: unknown): string => String(message).slice(0, 500);
