import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { freePort } from '../ports.ts';
import { startProcess } from '../processes.ts';
import { toElectron } from './addresses.ts';
import type { SeenTray } from './tray.ts';
import type { Happening, SeenMachine, SeenWindow } from './control.ts';
import type { PluggedDisplay } from './screen.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface ConsoleLaunch {
  /** Where the console keeps its files; a new folder where absent. */
  readonly dataFolder?: string;
  /** The folder that the app was unpacked to; the checkout where absent. Stand-in only. */
  readonly appFolder?: string;
  /** Further arguments, such as `--gateway`. */
  readonly args?: readonly string[];
  /** Added to its environment; stand-in only. */
  readonly env?: NodeJS.ProcessEnv;
  /** The displays that are plugged in at the start; stand-in only. */
  readonly displays?: readonly PluggedDisplay[];
}

/** A console that runs, on Electron or on the stand-in. */
export interface RunningConsole {
  readonly runtime: 'electron' | 'stand-in';
  readonly dataFolder: string;
  /** The first window's page. */
  readonly page: Page;
  /** Where the page is, as Electron would say. */
  url(): string;
  /** Ends it as its user would. */
  close(): Promise<void>;
  /** Ends it at once, as a crash or a power cut would. */
  kill(): Promise<void>;
  /** What its processes wrote. */
  output(): string;
}

/** A console whose machine the test can change. */
export interface StandInConsole extends RunningConsole {
  /** All windows, in the order of their opening. */
  windows(): Promise<readonly SeenWindow[]>;
  /** What main did to the machine. */
  machine(): Promise<SeenMachine>;
  /** The page at an address that contains this text; undefined where there is none. */
  pageAt(part: string): Page | undefined;
  /** Titles of the notifications that stand at the system. */
  notifications(): Promise<readonly string[]>;
  tray(): Promise<SeenTray | null>;
  /** The lines of each of the application's menus, by the menu's name; no menu at all is empty. */
  menu(): Promise<Readonly<Record<string, readonly string[]>>>;
  happen(happening: Happening): Promise<void>;
  /** Starts the app once more on the same folder; its exit code. */
  startAgain(args: readonly string[]): Promise<number | null>;
}

/** A folder for one console's files. */
export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'watchfloor-console-'));

/** Starts the built app on the stand-in and waits for its window. `npm run build` must have run. */
export async function launchStandIn(launch: ConsoleLaunch = {}): Promise<StandInConsole> {
  const dataFolder = launch.dataFolder ?? newDataFolder();
  const port = await freePort();
  const controlPort = await freePort();
  const control = `http://127.0.0.1:${controlPort}/`;
  const argsOf = (own: readonly string[]): readonly string[] => [
    ...['--import', join(root, 'test/support/electronStandIn/register.ts')],
    ...[join(launch.appFolder ?? root, 'dist/main/main.js'), '--data', dataFolder, ...own],
  ];
  const running = await startProcess({
    name: 'console on the Electron stand-in',
    command: process.execPath,
    args: argsOf(launch.args ?? []),
    cwd: root,
    env: {
      ...process.env,
      STAND_IN_DEBUGGING_PORT: String(port),
      STAND_IN_CONTROL_PORT: String(controlPort),
      ...launch.env,
      ...(launch.displays === undefined ? {} : { STAND_IN_DISPLAYS: JSON.stringify(launch.displays) }),
    },
    isReady: async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
      return answer?.ok === true;
    },
    readyTimeoutMs: 20_000,
  });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const disconnect = (): Promise<void> => browser.close().catch(() => undefined);
  const pages = (): readonly Page[] => browser.contexts().flatMap((context) => context.pages());
  const page = await firstWindow(pages);
  if (page === undefined) {
    await running.kill();
    throw new Error(`The console opened no window.\n${running.output()}`);
  }
  return {
    runtime: 'stand-in',
    dataFolder,
    page,
    url: () => toElectron(page.url()),
    async close() {
      await running.stop();
      await disconnect();
    },
    async kill() {
      await running.kill('SIGKILL');
      await disconnect();
    },
    output: running.output,
    windows: async () => (await (await fetch(control)).json()) as readonly SeenWindow[],
    notifications: async () => (await (await fetch(`${control}notifications`)).json()) as readonly string[],
    tray: async () => (await (await fetch(`${control}tray`)).json()) as SeenTray | null,
    menu: async () =>
      (await (await fetch(`${control}menu`)).json()) as Readonly<Record<string, readonly string[]>>,
    machine: async () => (await (await fetch(`${control}machine`)).json()) as SeenMachine,
    pageAt: (part) => pages().find((candidate) => toElectron(candidate.url()).includes(part)),
    async startAgain(args) {
      const again = await startProcess({
        name: 'another start of the console',
        command: process.execPath,
        args: argsOf(args),
        cwd: root,
      });
      return (await again.ended).code;
    },
    async happen(happening) {
      const answer = await fetch(control, { method: 'POST', body: JSON.stringify(happening) });
      if (!answer.ok) throw new Error(`The stand-in refused: ${JSON.stringify(happening)}`);
    },
  };
}

async function firstWindow(pages: () => readonly Page[]): Promise<Page | undefined> {
  for (let tries = 0; tries < 200; tries += 1) {
    const page = pages().find((candidate) => toElectron(candidate.url()).startsWith('app://'));
    if (page !== undefined) {
      await page.waitForLoadState('domcontentloaded');
      return page;
    }
    await pause(50);
  }
  return undefined;
}
