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
import { switchesInUse } from './switches.ts';

/** What a window does about requests and new pages of its own page. */
export interface PageOwner {
  /** False where main refuses that the page goes there. */
  mayNavigate(url: string): boolean;
  onNewWindow(url: string): void;
}

const owners = new Map<Page, PageOwner>();
const taken = new WeakSet<Page>();
let context: Promise<BrowserContext> | undefined;

let lastOpened: Promise<unknown> = Promise.resolve();

/** A page of the one browser, its requests answered as main says; one after the other, so that none is given twice. */
export function openPage(): Promise<Page> {
  const opening = lastOpened.then(async () => {
    context ??= launch();
    const opened = await context;
    const unused = opened.pages().find((page) => page.url() === 'about:blank' && !taken.has(page));
    const page = unused ?? (await opened.newPage());
    taken.add(page);
    return page;
  });
  lastOpened = opening.catch(() => undefined);
  return opening;
}

interface ChromiumProcess {
  readonly type: string;
  readonly id: number;
  /** Seconds. */
  readonly cpuTime: number;
}

/**
 * Ends the process of a page. Chromium asks a page that answers to crash; of one that hangs it is only known that its
 * process is the busiest.
 */
export async function endRenderer(page: Page): Promise<void> {
  const hasCrashed = new Promise<boolean>((resolve) => {
    page.once('crash', () => resolve(true));
    setTimeout(() => resolve(false), 1_500).unref();
  });
  const session = await page.context().newCDPSession(page);
  session.send('Page.crash').catch(() => undefined);
  if (await hasCrashed) return;
  const before = await renderers(page);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const spent = (await renderers(page)).map(({ id, cpuTime }) => ({
    id,
    cpuTime: cpuTime - (before.find((earlier) => earlier.id === id)?.cpuTime ?? cpuTime),
  }));
  const [busiest] = spent.toSorted((one, other) => other.cpuTime - one.cpuTime);
  if (busiest !== undefined) process.kill(busiest.id, 'SIGKILL');
}

async function renderers(page: Page): Promise<readonly ChromiumProcess[]> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const { processInfo = [] } = (await session?.send('SystemInfo.getProcessInfo')) ?? {};
  await session?.detach();
  return processInfo.filter(({ type }) => type === 'renderer');
}

/** Names the window that a page belongs to; requests of pages without one fail. */
export const own = (page: Page, owner: PageOwner): void => void owners.set(page, owner);

async function launch(): Promise<BrowserContext> {
  const port = process.env['STAND_IN_DEBUGGING_PORT'];
  const profile = mkdtempSync(join(tmpdir(), 'stand-in-chromium-'));
  const launched = await chromium.launchPersistentContext(profile, {
    ...chromiumLaunch([
      ...(port === undefined ? [] : [`--remote-debugging-port=${port}`]),
      ...switchesInUse(),
    ]),
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
