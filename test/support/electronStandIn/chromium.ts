import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  chromium,
  type BrowserContext,
  type Frame,
  type Page,
  type Request,
  type Route,
} from '@playwright/test';
import { chromiumLaunch } from '../chromium.ts';
import { toElectron } from './addresses.ts';
import { answerOf, standInSession } from './session.ts';

/** What a window does about requests and new pages of its own page. */
export interface PageOwner {
  /** False where main refuses that the page goes there. */
  mayNavigate(url: string): boolean;
  onNewWindow(url: string): void;
}

const owners = new Map<Page, PageOwner>();
let context: Promise<BrowserContext> | undefined;

/** A page of the one browser, its requests answered as main says. */
export async function openPage(): Promise<Page> {
  context ??= launch();
  const opened = await context;
  const unused = opened.pages().find((page) => page.url() === 'about:blank' && !owners.has(page));
  return unused ?? (await opened.newPage());
}

/** Names the window that a page belongs to; requests of pages without one fail. */
export const own = (page: Page, owner: PageOwner): void => void owners.set(page, owner);

async function launch(): Promise<BrowserContext> {
  const port = process.env['STAND_IN_DEBUGGING_PORT'];
  const profile = mkdtempSync(join(tmpdir(), 'stand-in-chromium-'));
  const launched = await chromium.launchPersistentContext(profile, {
    ...chromiumLaunch(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
    headless: process.env['STAND_IN_HEADED'] === undefined,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    // The app is killed with its signals by tests; main decides what happens then.
    handleSIGTERM: false,
    handleSIGINT: false,
    handleSIGHUP: false,
  });
  await launched.route('**/*', (route) => void answer(route).catch(() => undefined));
  launched.on('page', (page) => void onPage(page));
  return launched;
}

async function answer(route: Route): Promise<void> {
  const request = route.request();
  const url = toElectron(request.url());
  const frame = frameOf(request);
  if (request.isNavigationRequest()) {
    const owner = frame && owners.get(frame.page());
    // A window that only opens: it gets an empty page, is then reported, and main is asked about it.
    if (owner === undefined) return route.fulfill({ contentType: 'text/html', body: '' });
    if (frame?.parentFrame() !== null || !owner.mayNavigate(url)) return route.abort('aborted');
  }
  if (!(await standInSession.allows(url, request.method()))) return route.abort('blockedbyclient');
  const response = await answerOf(url, request.method());
  if (response === undefined) return route.continue();
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  });
}

/** The frame that asks; the request of a window that is only opening has none yet. */
function frameOf(request: Request): Frame | undefined {
  try {
    return request.frame();
  } catch {
    return undefined;
  }
}

async function onPage(page: Page): Promise<void> {
  const opener = await page.opener();
  const owner = opener === null ? undefined : owners.get(opener);
  if (owner === undefined) return;
  owner.onNewWindow(toElectron(page.url()));
  await page.close();
}
