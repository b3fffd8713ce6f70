import { _electron as electron } from '@playwright/test';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { findElectron } from '../../../scripts/electronRuntime.ts';
import { hasDisplay } from '../../../scripts/systemBrowser.ts';
import {
  newDataFolder,
  type ConsoleLaunch,
  type StandInConsole,
} from '../../support/electronStandIn/launch.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Why the tests under real Electron can't run here; undefined where they can. */
export const electronMissing: string | undefined =
  findElectron() === undefined
    ? "Electron's runtime is not on this machine"
    : hasDisplay()
      ? undefined
      : 'there is no display (use xvfb-run -a)';

/** Starts the built app on Electron itself and waits for its window. */
export async function launchElectron(launch: ConsoleLaunch = {}): Promise<StandInConsole> {
  const dataFolder = launch.dataFolder ?? newDataFolder();
  const argsOf = (own: readonly string[]): string[] => [
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    root,
    '--data',
    dataFolder,
    ...own,
  ];
  const app = await electron.launch({ executablePath: findElectron(), args: argsOf(launch.args ?? []) });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    runtime: 'electron',
    dataFolder,
    page,
    url: () => page.url(),
    close: () => app.close(),
    async kill() {
      app.process().kill('SIGKILL');
      await new Promise((ended) => app.process().once('exit', ended));
    },
    output: () => '',
    windows: () =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()
          .toSorted((one, other) => one.id - other.id)
          .map((window) => ({
            url: window.webContents.getURL(),
            bounds: window.getBounds(),
            isVisible: window.isVisible(),
            isFullScreen: window.isFullScreen(),
            isKiosk: window.isKiosk(),
          })),
      ),
    machine: () =>
      app.evaluate(({ app: real, Menu, powerSaveBlocker }) => ({
        // Electron numbers blockers from 0, and the console holds one at most.
        awake: powerSaveBlocker.isStarted(0) || powerSaveBlocker.isStarted(1) ? 1 : 0,
        hasMenu: Menu.getApplicationMenu() !== null,
        drawsWithoutCard: !real.isHardwareAccelerationEnabled(),
        schemes: [],
        loginItem: undefined,
      })),
    pageAt: (part) => app.windows().find((candidate) => candidate.url().includes(part)),
    happen: (happening) =>
      app.evaluate(({ app: real, BrowserWindow, Menu }, what) => {
        if (what.kind === 'plug' || what.kind === 'tray' || what.kind === 'notification')
          throw new Error(`A test can't make this happen to a real machine: ${what.kind}`);
        if (what.kind === 'menu') {
          const lines = Menu.getApplicationMenu()?.items.find(({ label }) => label === what.menu)?.submenu;
          lines?.items.find(({ label }) => label === what.line)?.click();
          return;
        }
        if (what.kind === 'lose graphics') {
          const gpu = real.getAppMetrics().find(({ type }) => type === 'GPU');
          if (gpu !== undefined) process.kill(gpu.pid, 'SIGKILL');
          return;
        }
        const window = BrowserWindow.getAllWindows().find((one) =>
          one.webContents.getURL().includes(what.at),
        );
        if (what.kind === 'close') window?.close();
        else window?.webContents.forcefullyCrashRenderer();
      }, happening),
    notifications: async () => [],
    tray: async () => null,
    menu: () =>
      app.evaluate(({ Menu }) =>
        Object.fromEntries(
          (Menu.getApplicationMenu()?.items ?? []).map(({ label, submenu }) => [
            label,
            submenu?.items.map((line) => line.label) ?? [],
          ]),
        ),
      ),
    startAgain: (args) =>
      new Promise((done) => spawn(findElectron() ?? '', argsOf(args)).once('exit', (ended) => done(ended))),
  };
}
