/** The desktop app's entry: hands Electron's parts to the console's, and owns the app's life. */
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  app,
  BrowserWindow,
  // eslint-disable-next-line no-restricted-imports -- handed as it is to main/ipc.ts, the wrapper.
  ipcMain,
  Menu,
  powerSaveBlocker,
  protocol,
  session,
  utilityProcess,
} from 'electron';
import Store from 'electron-store';
import { version } from '../package.json';
import { settingsSchema } from '../shared/bridge.ts';
import { appOrigin } from '../shared/ipc.ts';
import { appScheme, createAppHandler } from './appProtocol.ts';
import { createConsoleApp } from './consoleApp.ts';
import { hardenContents, hardenSession } from './hardening.ts';
import { parseLaunchOptions } from './launchOptions.ts';
import { createLog, reasonOf } from './log.ts';
import { openLogFile } from './logFile.ts';
import { menuTemplate } from './menu.ts';
import { openSettings } from './settings.ts';
import { ConsoleWindows } from './windows.ts';

/** The app's own folder: this file is dist/main/main.js in it. */
const root = resolve(import.meta.dirname, '../..');
const options = parseLaunchOptions(process.argv.slice(1));

app.setName('Watchfloor');
if (options.data !== undefined) app.setPath('userData', resolve(options.data));
protocol.registerSchemesAsPrivileged([appScheme]);

// Two consoles on one outbox would lose commands.
if (app.requestSingleInstanceLock()) void run();
else app.quit();

async function run(): Promise<void> {
  const dataFolder = app.getPath('userData');
  const log = createLog(openLogFile(join(dataFolder, 'logs', 'console.log')), Date.now);
  const clock = { now: Date.now, after };
  process.on('unhandledRejection', (error) => log.error('Unhandled', { reason: reasonOf(error) }));
  hardenContents(app, log);

  await app.whenReady();
  const settings = openSettings({ folder: dataFolder, openStore, now: Date.now, log });
  hardenSession(session.defaultSession, log);
  protocol.handle(appOrigin.scheme, createAppHandler(join(root, 'dist', 'renderer')));
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(app.isPackaged)));

  const windows = new ConsoleWindows({
    open: (windowOptions) => new BrowserWindow(windowOptions),
    preload: join(root, 'dist', 'preload', 'preload.cjs'),
    icon: join(root, 'assets', 'icons', 'watchfloor.png'),
    settings: settings.current,
    keepAwake: () => {
      const id = powerSaveBlocker.start('prevent-display-sleep');
      return () => void powerSaveBlocker.stop(id);
    },
    after,
    log,
  });
  const consoleApp = createConsoleApp({
    dataFolder,
    defaultPolicy: join(root, 'assets', 'policy', 'acgs.yaml'),
    options,
    version,
    settings,
    ipcMain,
    isOurs: windows.isOurs,
    forkGateway: (config) =>
      utilityProcess.fork(join(import.meta.dirname, 'embeddedGatewayProcess.js'), [config], {
        serviceName: 'watchfloor gateway',
        stdio: 'inherit',
      }),
    onSettings: () => windows.followSettings(),
    clock,
    newId: randomUUID,
    log,
  });

  app.on('second-instance', () => windows.focus());
  app.on('activate', () => windows.focus());
  app.on('window-all-closed', () => app.quit());
  let isStopping = false;
  app.on('will-quit', (event) => {
    if (isStopping) return;
    isStopping = true;
    // Commands and caches go to disk first.
    event.preventDefault();
    void consoleApp
      .stop()
      .catch((error: unknown) => log.error('The console did not stop cleanly', { reason: reasonOf(error) }))
      .finally(() => app.exit(0));
  });

  const starting = consoleApp.start();
  windows.open();
  await starting;
  log.info('The console runs', { version });
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
      return settingsSchema.parse(store.store);
    },
    set: (values) => {
      store.store = { ...values };
    },
  };
}
