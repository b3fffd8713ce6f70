import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { freePort } from '../ports.ts';
import { startProcess } from '../processes.ts';
import { toElectron } from './addresses.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface ConsoleLaunch {
  /** Where the console keeps its files; a new folder where absent. */
  readonly dataFolder?: string;
  /** Further arguments, such as `--gateway`. */
  readonly args?: readonly string[];
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

/** A folder for one console's files. */
export const newDataFolder = (): string => mkdtempSync(join(tmpdir(), 'watchfloor-console-'));

/** Starts the built app on the stand-in and waits for its window. `npm run build` must have run. */
export async function launchStandIn(launch: ConsoleLaunch = {}): Promise<RunningConsole> {
  const dataFolder = launch.dataFolder ?? newDataFolder();
  const port = await freePort();
  const running = await startProcess({
    name: 'console on the Electron stand-in',
    command: process.execPath,
    args: [
      ...['--import', join(root, 'test/support/electronStandIn/register.ts')],
      ...[join(root, 'dist/main/main.js'), '--data', dataFolder, ...(launch.args ?? [])],
    ],
    cwd: root,
    env: { ...process.env, STAND_IN_DEBUGGING_PORT: String(port) },
    isReady: async () => {
      const answer = await fetch(`http://127.0.0.1:${port}/json/version`).catch(() => undefined);
      return answer?.ok === true;
    },
    readyTimeoutMs: 20_000,
  });
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  const disconnect = (): Promise<void> => browser.close().catch(() => undefined);
  const page = await firstWindow(() => browser.contexts().flatMap((context) => context.pages()));
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
