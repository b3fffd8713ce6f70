import type { App } from 'electron';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { linkScheme, parseDeepLink } from '../shared/model/deepLink.ts';
import type { ConsoleApp } from './consoleApp.ts';
import { desktopHandlers, type DesktopHandlers } from './desktopHandlers.ts';
import { followGraphics } from './graphics.ts';
import { startHeartbeat } from './heartbeat.ts';
import { Kiosk } from './kiosk.ts';
import { parseLaunchOptions, type LaunchOptions } from './launchOptions.ts';
import type { Log } from './log.ts';
import { Operators } from './operators.ts';
import type { SettingsKeeper } from './settings.ts';
import { followStartAtLogin, startCommand } from './startAtLogin.ts';
import { systemdNotify } from './systemdNotify.ts';
import { ConsoleWindows, type WindowsDeps } from './windows.ts';
import { utcMinute, utcSecond } from '../shared/rules/durations.ts';

/** Between two beats of the console, ms; systemd is told less often where it asks for less. */
const beatEveryMs = 5_000;

export interface DesktopDeps {
  readonly app: Pick<
    App,
    'on' | 'isPackaged' | 'getAppPath' | 'setLoginItemSettings' | 'setAsDefaultProtocolClient'
  >;
  readonly dataFolder: string;
  readonly version: string;
  readonly options: LaunchOptions;
  readonly settings: SettingsKeeper;
  /** True where an earlier run found the graphics card wanting. */
  readonly isWithoutCard: boolean;
  /** Ends this run and begins another. */
  readonly restart: () => void;
  /** Shows the application's menu, or none. */
  readonly showMenu: (isShown: boolean) => void;
  readonly windows: Omit<WindowsDeps, 'settings' | 'locks' | 'onRecovery' | 'now' | 'after' | 'log'>;
  /** Follows the settings after a change of them that no page asked for by `settings.set`. */
  readonly onSettings: () => void;
  /** Tells the pages; a later update of the same name replaces it. */
  readonly tell: ConsoleApp['tell'];
  /** Tells the operator, once for the same words. */
  readonly notice: ConsoleApp['notice'];
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly log: Log;
}

/** What the console does with the machine that it runs on. */
export interface Desktop {
  readonly windows: ConsoleWindows;
  readonly kiosk: Kiosk;
  readonly handlers: DesktopHandlers;
  start(): void;
  /** The settings may be others now. */
  follow(): void;
  /** Another start of the console handed over its arguments. */
  handOver(argv: readonly string[]): void;
  /** Follows a link from outside; one that is none is told of. */
  openLink(link: string): void;
  /** The app ends: what was held is let go. */
  end(): void;
}

/** Puts windows, kiosk, watchdog and links together. */
export function createDesktop(deps: DesktopDeps): Desktop {
  const { app, dataFolder, options, settings, tell, notice, now, after, log } = deps;
  // With its time: who is refused the same a second time must hear of it again.
  const refused = (id: string, sentence: string): void => notice(id, `${sentence} (${utcSecond(now())} UTC)`);
  const told = (sentence: string): void => notice('watchdog', `${sentence} at ${utcMinute(now())} UTC.`);
  const windows = new ConsoleWindows({
    ...deps.windows,
    settings: settings.current,
    locks: (isWanted) => kiosk.locks(isWanted),
    onRecovery: (what) => told(`${what}; it was loaded again`),
    ...{ now, after, log },
  });
  const kiosk: Kiosk = new Kiosk({
    settings,
    isAsked: options.kiosk === true,
    isWanted: windows.wantsKiosk,
    now: () => performance.now(),
    onChange: () => follow(),
    onCodeKept: deps.onSettings,
    log,
  });
  const systemd = systemdNotify(process.env, { pid: process.pid, now, log });
  const { env, platform, execPath } = process;
  const started = { isPackaged: app.isPackaged, appPath: app.getAppPath() };
  const command = startCommand(started, env, execPath);
  const setStartAtLogin = followStartAtLogin({ app, platform, env, home: homedir(), command });
  let present = settings.current().person;
  let stopHeart: (() => void) | undefined;

  const follow = (): void => {
    kiosk.follow();
    windows.follow();
    const { person } = settings.current();
    // What the former operator had begun to write is not for the next one to send.
    if (present !== undefined && person !== present) windows.renewDesks();
    present = person;
    const standing = kiosk.standing();
    deps.showMenu(!standing.isLocked);
    tell('kiosk', { kind: 'kiosk', standing });
    const problem = kiosk.problem();
    if (problem !== undefined) notice('kiosk', problem);
    try {
      setStartAtLogin(settings.current().startAtLogin);
    } catch (error) {
      log.error('The start at login could not be set', { reason: String(error) });
      notice('start-at-login', `The start at login could not be set: ${String(error)}`);
    }
  };
  const openLink = (text: string): void => {
    const link = parseDeepLink(text);
    if (link.ok) windows.show(link.value);
    else {
      log.warn('A link was refused', { link: text.slice(0, 200) });
      refused('link', link.error);
    }
  };
  return {
    windows,
    kiosk,
    handlers: desktopHandlers({ windows, kiosk, operators: new Operators(settings, deps.onSettings) }),
    openLink,
    follow,
    start() {
      if (options.link !== undefined) openLink(options.link);
      follow();
      // A checkout would register Electron itself, without the app's folder.
      if (app.isPackaged && !app.setAsDefaultProtocolClient(linkScheme))
        log.warn('Links could not be registered with the system', { scheme: linkScheme });
      followGraphics({
        ...{ app, now, after, log },
        folder: dataFolder,
        isWithoutCard: deps.isWithoutCard,
        renewUnpainted: (since, what) => windows.renewUnpainted(since, what),
        restart: deps.restart,
        onLoss: told,
      });
      if (deps.isWithoutCard)
        notice(
          'graphics',
          'The graphics card failed time and again: this console draws without it for a day.',
        );
      stopHeart = startHeartbeat({
        path: join(dataFolder, 'beat'),
        everyMs: Math.min(beatEveryMs, (systemd?.watchdogMs ?? Infinity) / 3),
        windows: () => windows.signs(),
        onBeat: () => systemd?.beat(),
        ...{ now, pid: process.pid, version: deps.version, after, log },
      });
    },
    handOver(argv) {
      const { link, kiosk: isKiosk, ...others } = parseLaunchOptions(argv);
      log.info('Another start handed over its arguments', { link, kiosk: isKiosk });
      if (link !== undefined) openLink(link);
      if (isKiosk === true) {
        const entered = kiosk.enter();
        if (!entered.ok) refused('kiosk-asked', entered.error);
      }
      // Not even a code: whoever has this user's shell must end the console first, which is seen.
      const { data: _, ...unheard } = others;
      if (Object.values(unheard).some((value) => value !== undefined && value !== false))
        refused('hand-over', 'The console runs already: end it before it is started with other arguments.');
      windows.focus();
    },
    end() {
      systemd?.stopping();
      stopHeart?.();
      windows.end();
    },
  };
}
