import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import type { Board } from '../../../shared/model/board.ts';
import { frozenAt } from './frozenEstate.ts';
import { scriptFeed } from './frozenFeed.ts';
import { libraryAnswer } from './frozenLibrary.ts';
import { boardKeys, letPass, settle } from './frozenPage.ts';
import type { FrozenState } from './frozenStates.ts';
import { takeStep } from './frozenSteps.ts';

const rendererFolder = resolve(import.meta.dirname, '../../../dist/renderer');
/** No such host: every request of the page is answered here. Over https, as a page must be that keeps runbooks. */
const origin = 'https://noc-gateway.example';
const waitedMs = 42_000;
const awayMs = 42 * 60_000;
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** How a frozen console is opened. */
export interface FrozenView {
  /** `mode=wall&board=health`. */
  readonly query: string;
  readonly theme: 'dark' | 'light' | 'contrast';
  readonly width: number;
  readonly height: number;
}

/** Opens the built browser shell on a scripted feed, with the clock standing at `frozenAt`. Close the page's context. */
export async function openFrozenConsole(
  browser: Browser,
  frozen: FrozenState,
  { query, theme, width, height }: FrozenView,
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: 'UTC',
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  // Waits between tries are drawn by lot; a picture must not be.
  await page.addInitScript(() => {
    Math.random = () => 0.5;
    // Its requests would go to a host that does not exist.
    navigator.serviceWorker.register = () => new Promise(() => undefined);
  });
  if (frozen.steps.includes('silent')) await page.addInitScript(refuseSound);
  if (frozen.steps.includes('silent') || frozen.steps.includes('snoozed')) {
    const snooze = { from: frozenAt - 60_000, until: frozenAt + 14 * 60_000 };
    const sound = { on: true, ...(frozen.steps.includes('snoozed') ? { snooze } : {}) };
    await page.addInitScript(
      (text) => localStorage.setItem('watchfloor.settings', text),
      JSON.stringify({ sound }),
    );
  }
  if (frozen.steps.includes('back')) {
    const kept = { 'M. Tanaka': { lastAt: frozenAt - awayMs } };
    await page.addInitScript(
      (text) => localStorage.setItem('watchfloor.presence', text),
      JSON.stringify(kept),
    );
  }
  await page.clock.setFixedTime(frozenAt);
  await page.route(`${origin}/**`, async (route) => {
    const path = normalize(new URL(route.request().url()).pathname);
    const body = libraryAnswer(path);
    if (body !== undefined) return route.fulfill({ body });
    const file = join(rendererFolder, path === '/' ? 'index.html' : path);
    await route.fulfill({ body: await readFile(file), contentType: types[extname(file)] ?? 'text/plain' });
  });
  const feed = await scriptFeed(page, frozen);
  await page.goto(`${origin}/?${query}&theme=${theme}`);
  await page.evaluate(() => document.fonts.ready);
  await boardCame(page);
  if ('library:library' in frozen.upserts) {
    await page.getByText('No runbooks are on this machine yet').waitFor({ state: 'hidden' });
    await settle(page);
  }
  if (frozen.gateway === 'absent') {
    // The loss counts from when it was noticed: that must be before the clock moves.
    await page.getByText('No feed for 0 s').first().waitFor();
    await letPass(page, waitedMs, '42 s');
  }
  for (const step of frozen.steps) await takeStep(page, feed, step);
  await settle(page);
  return page;
}

/** Shows another board on a page that is open already, by its keys. */
export async function showFrozenBoard(page: Page, board: Board): Promise<void> {
  for (const key of ['g', boardKeys[board]]) await page.keyboard.press(key);
  // In place of every board may stand why there is none.
  await page.waitForFunction((id) => {
    const shown = document.querySelector<HTMLElement>('[data-board]');
    return shown === null || shown.dataset['board'] === id;
  }, board);
  await boardCame(page);
}

/** Gives an open page another size, and waits until it is drawn at that. */
export async function resizeFrozenConsole(page: Page, width: number, height: number): Promise<void> {
  await page.setViewportSize({ width, height });
  await boardCame(page);
}

/** Waits for a board that comes late, and for what it asks when it has come. */
async function boardCame(page: Page): Promise<void> {
  await settle(page);
  for (const words of [/^Fetching/, /^Asking for the last/, /^asking$/]) {
    await page.getByText(words).first().waitFor({ state: 'hidden' });
    await settle(page);
  }
}

/** As a browser does that nobody has touched yet; the one of the pictures lets every page sound. */
function refuseSound(): void {
  Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' });
}
