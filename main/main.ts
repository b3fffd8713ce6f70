/** The desktop app's entry: hands Electron's parts to the console's, and owns the app's life. */
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  app,
  BrowserWindow,
  // eslint-disable-next-line no-restricted-imports -- handed as it is to main/ipc.ts, the wrapper.
  ipcMain,
  Menu,
  Notification,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import Store from 'electron-store';
import { z } from 'zod';
import { version } from '../package.json';
import { appOrigin } from '../shared/ipc.ts';
import { err, ok } from '../shared/result.ts';
import type { Board } from '../shared/model/board.ts';
import type { AttachedDisplay } from '../shared/rules/displayMatch.ts';
import { appScheme, createAppHandler } from './appProtocol.ts';
import { createConsoleApp } from './consoleApp.ts';
import { createDesktop } from './desktop.ts';
import { attachedDisplays, followDisplays, layoutOfDisplays } from './displays.ts';
import { drawsWithoutCard } from './graphics.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { parseLaunchOptions } from './launchOptions.ts';
import { keepLaunchSettings } from './launchSettings.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import { createLog } from './log.ts';
import { openLogFile } from './logFile.ts';
import { managedSettingsPath, readManagedFile } from './managedSettingsFile.ts';
import { menuTemplate } from './menu.ts';
import { tooManyWindows } from './windows.ts';
import { pdfMaker } from './pdf.ts';
import { openSettings } from './settings.ts';
import { TokenSafe } from './tokenSafe.ts';
import { createRestart, outliveFaults } from './restart.ts';

/** The app's own folder: this file is dist/main/main.js in it. */
const root = resolve(import.meta.dirname, '../..');
/** What of it is not in a package's archive: files whose folder is watched. */
const plainFiles = root.replace(/\.asar$/, '.asar.unpacked');
const options = parseLaunchOptions(process.argv.slice(1));

app.setName('Watchfloor');
// Whatever the preferences of a window say.
app.enableSandbox();
if (options.data !== undefined) app.setPath('userData', resolve(options.data));
protocol.registerSchemesAsPrivileged([appScheme]);

// Links that arrive before there is a console to follow them; macOS gives them as events.
let openLink = (link: string): void => void early.push(link);
const early: string[] = [];
app.on('open-url', (event, url) => {
  event.preventDefault();
  openLink(url);
});

// Two consoles on one outbox would lose commands. Its own copy of the arguments: Chromium adds to those of the event.
if (app.requestSingleInstanceLock({ argv: process.argv.slice(1) })) void run();
else app.quit();

async function run(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const log = createLog(openLogFile(join(dataFolder, 'logs', 'console.log')), Date.now);
  const clock = { now: Date.now, after };
  let exitCode = 0;
  const restart = createRestart({
    ...{ app, env: process.env, argv: process.argv, log },
    exitWith: (code) => void (exitCode = code),
  });
  outliveFaults(process, { now: Date.now, restart, log });
  hardenContents(app, log);
  const isWithoutCard = drawsWithoutCard(dataFolder, Date.now());
  if (isWithoutCard) app.disableHardwareAcceleration();

  await app.whenReady();
  const settings = openSettings({
    ...{ folder: dataFolder, openStore, now: Date.now, log },
    managed: readManagedFile(managedSettingsPath(process.platform, process.env)),
    tokens: new TokenSafe(safeStorage, process.platform),
  });
  const displays = (): readonly AttachedDisplay[] => attachedDisplays(screen);
  log.info('Displays', { attached: displays() });
  const unkept = await keepLaunchSettings(options, settings, displays);
  await hardenSession(session.defaultSession, log);
  protocol.handle(appOrigin.scheme, createAppHandler(join(root, 'dist', 'renderer')));

  const desktop = createDesktop({
    ...{ app, dataFolder, version, options, settings, isWithoutCard, restart, after, log },
    now: Date.now,
    onSettings: () => consoleApp.follow(),
    tell: (name, update) => consoleApp.tell(name, update),
    notice: (id, text) => consoleApp.notice(id, text),
    showMenu: (isShown) =>
      Menu.setApplicationMenu(
        isShown ? Menu.buildFromTemplate(menuTemplate(app.isPackaged, openBoard)) : null,
      ),
    windows: {
      open: (windowOptions) => new BrowserWindow(windowOptions),
      preload: join(root, 'dist', 'preload', 'preload.cjs'),
      icon: join(root, 'assets', 'icons', 'watchfloor.png'),
      displays,
      keepAwake: () => {
        const id = powerSaveBlocker.start('prevent-display-sleep');
        return () => void powerSaveBlocker.stop(id);
      },
    },
  });
  const { windows, kiosk } = desktop;
  const isLocked = (): boolean => kiosk.standing().isLocked;
  const openBoard = (board: Board): void => {
    if (!windows.openBoard(board)) consoleApp.notice('own-windows', tooManyWindows);
  };
  const consoleApp = createConsoleApp({
    dataFolder,
    defaultPolicy: join(plainFiles, 'assets', 'policy', 'acgs.yaml'),
    options,
    version,
    settings,
    ipcMain,
    isOurs: windows.isOurs,
    openExternal: (url) => shell.openExternal(url),
    downloads: () => app.getPath('downloads'),
    pdf: pdfMaker((windowOptions) => new BrowserWindow(windowOptions), after),
    forkGateway: (config) =>
      utilityProcess.fork(join(import.meta.dirname, 'embeddedGatewayProcess.js'), [config], {
        serviceName: 'watchfloor gateway',
        stdio: 'inherit',
      }),
    layoutOfNow: (name) => {
      const attached = displays();
      return attached.length === 0
        ? err('No display is plugged in, so there is nothing to keep.')
        : ok(layoutOfDisplays(name, attached, settings.current()));
    },
    tray: {
      make: (icon) => new Tray(icon),
      menu: (template) => Menu.buildFromTemplate(template),
      iconOf: (state) => join(root, 'assets', 'icons', 'tray', `${state}.png`),
      isLocked,
      quit: () => {
        // A kiosk is left by its code and by nothing else.
        if (!isLocked()) app.quit();
      },
    },
    notifications: {
      isSupported: () => Notification.isSupported(),
      make: (notification) => new Notification(notification),
      focus: () => windows.focus(),
    },
    updates: {
      machine: {
        isPackaged: app.isPackaged,
        platform: process.platform,
        appImage: process.env['APPIMAGE'],
      },
      // Only where it is needed: it asks Electron for things as soon as it is there.
      open: async () => (await import('electron-updater')).default.autoUpdater,
    },
    onSettings: () => desktop.follow(),
    mayChange: (patch) => kiosk.mayChange(patch),
    desktop: desktop.handlers,
    clock,
    newId: randomUUID,
    log,
  });

  for (const problem of unkept) {
    log.error('An argument could not be kept', { problem });
    consoleApp.notice(problem, problem);
  }
  app.on('second-instance', (_event, _argv, _folder, given) => desktop.handOver(argvIn(given)));
  app.on('activate', () => windows.focus());
  app.on('window-all-closed', () => app.quit());
  // A locked window closes for nobody else.
  app.on('before-quit', () => desktop.end());
  let isStopping = false;
  app.on('will-quit', (event) => {
    // Commands and caches go to disk first; whoever ends it twice does not end it sooner, but for one that hangs.
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    after(10_000, () => app.exit(1));
    void consoleApp
      .stop()
      .catch((error: unknown) => log.error('The console did not stop cleanly', { reason: reasonOf(error) }))
      .finally(() => app.exit(exitCode));
  });

  const starting = consoleApp.start();
  desktop.start();
  openLink = (link) => desktop.openLink(link);
  early.forEach(openLink);
  followDisplays(screen, () => windows.follow());
  await starting;
  log.info('The console runs', { version });
}

/** The arguments that another start handed over. */
function argvIn(given: unknown): readonly string[] {
  const handed = z.object({ argv: z.array(z.string()) }).safeParse(given);
  return handed.success ? handed.data.argv : [];
}

/** Runs once after so many milliseconds; returns its undo. */
function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

function openStore(folder: string): { readonly store: unknown; set(values: object): void } {
  // Its JSON is checked by zod; electron-store writes it, atomically and for this user only.
  const store = new Store<Record<string, unknown>>({ cwd: folder, name: 'settings', configFileMode: 0o600 });
  // electron-store listens for pages that ask it for the app's folder; ours never do, and no other may.
  ipcMain.removeAllListeners('electron-store-get-data');
  return {
    get store() {
      return store.store;
    },
    set: (values) => {
      store.store = { ...values };
    },
  };
}
