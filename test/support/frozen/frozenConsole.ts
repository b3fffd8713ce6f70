import { readFile } from 'node:fs/promises';
import { extname, join, normalize, resolve } from 'node:path';
import type { Browser, Page, WebSocketRoute } from '@playwright/test';
import { consoleFrameSchema, heartbeat, parseFrame, type GatewayFrame } from '../../../shared/feed/frames.ts';
import { questionSpecs } from '../../../shared/feed/questions.ts';
import { boardIds, type Board } from '../../../shared/model/board.ts';
import { searchRecords } from '../../../shared/rules/handoffSearch.ts';
import { frozenHistory } from './frozenBudgets.ts';
import { frozenAt } from './frozenEstate.ts';
import { libraryAnswer } from './frozenLibrary.ts';
import { frozenRelated } from './frozenRelated.ts';
import { frozenFigures } from './frozenFigures.ts';
import { earlierRecords, handoffComplete } from './frozenHandoffs.ts';
import { crowdedBetween, frozenBetween } from './frozenPast.ts';
import { frozenPreview } from './frozenSilences.ts';
import { changedMeanwhile } from './frozenQueue.ts';
import type { FrozenState, QueueStep } from './frozenStates.ts';

const rendererFolder = resolve(import.meta.dirname, '../../../dist/renderer');
/** No such host: every request of the page is answered here. Over https, as a page must be that keeps runbooks. */
const origin = 'https://noc-gateway.example';
const frozenRecords = [handoffComplete, ...earlierRecords];
const lostForMs = 252_000;
const waitedMs = 42_000;
const goneForMs = 30_000;
const entitiesInPart = 1_000;
/** The key that opens each board after `g`. */
const boardKeys: Readonly<Record<Board, string>> = {
  ...{ health: 'h', queue: 'q', burn: 'b', runbooks: 'r', rota: 't', figures: 'f', handoff: 'o' },
  settings: 's',
};
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
  for (const step of frozen.steps) await take(page, feed, step);
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

interface ScriptedFeed {
  cut(): Promise<void>;
  /** Answers again, as of so many ms later, with one more incident. */
  back(afterMs: number): void;
}

async function scriptFeed(page: Page, frozen: FrozenState): Promise<ScriptedFeed> {
  let isCut = frozen.gateway === 'absent';
  let greets = greeting(frozen, frozenAt);
  const open = new Set<WebSocketRoute>();
  const tell = (socket: WebSocketRoute, frame: GatewayFrame): void => socket.send(JSON.stringify(frame));
  await page.routeWebSocket(/\/feed$/, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    open.add(socket);
    socket.onMessage((data) => {
      const parsed = parseFrame(consoleFrameSchema, String(data));
      if (!parsed.ok) throw new Error(`The console sent ${parsed.error}`);
      const frame = parsed.value;
      if (frame.type === 'hello') {
        for (const answer of greets) tell(socket, answer);
      } else if (frame.type === 'ask' && frame.name === 'objective.history') {
        const { objective, from, to } = questionSpecs['objective.history'].params.parse(frame.params);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenHistory(objective, from, to) });
      } else if (frame.type === 'ask' && frame.name === 'incident.related') {
        const { incident } = questionSpecs['incident.related'].params.parse(frame.params);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenRelated(incident) });
      } else if (frame.type === 'ask' && frame.name === 'desk.figures') {
        const { from, to } = questionSpecs['desk.figures'].params.parse(frame.params);
        const kind = /empty|no-policy/.test(frozen.name)
          ? 'empty'
          : frozen.name === 'crowded'
            ? 'crowded'
            : 'busy';
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenFigures(from, to, kind) });
      } else if (frame.type === 'ask' && frame.name === 'desk.between') {
        const { from, to } = questionSpecs['desk.between'].params.parse(frame.params);
        const answer = frozen.name.includes('crowded') ? crowdedBetween : frozenBetween;
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: answer(from, to) });
      } else if (frame.type === 'ask' && frame.name === 'handoff.records') {
        const asked = questionSpecs['handoff.records'].params.parse(frame.params);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: searchRecords(frozenRecords, asked) });
      } else if (frame.type === 'ask' && frame.name === 'handoff.record') {
        const { handoff } = questionSpecs['handoff.record'].params.parse(frame.params);
        const record = frozenRecords.find(({ id }) => id === handoff);
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: { record } });
      } else if (frame.type === 'ask' && frame.name === 'silence.preview') {
        tell(socket, { type: 'answer', id: frame.id, ok: true, data: frozenPreview });
      } else if (frame.type === 'command' && frozen.answers === 'refused') {
        const message = 'INC-2044 was acknowledged by J. Rao at 03:13:30 UTC; assign it to take it over.';
        tell(socket, { type: 'result', id: frame.id, ok: false, code: 'refused', message });
      }
    });
  });
  return {
    async cut() {
      isCut = true;
      for (const socket of open) await socket.close();
    },
    back(afterMs) {
      isCut = false;
      const upserts = { ...frozen.upserts, ...changedMeanwhile };
      greets = greeting({ ...frozen, upserts }, frozenAt + afterMs);
    },
  };
}

function greeting({ gateway, upserts, chain }: FrozenState, now: number): readonly GatewayFrame[] {
  if (gateway === 'refuses') {
    return [{ type: 'bye', reason: 'access', message: 'This gateway asks for a token.' }];
  }
  return [
    {
      type: 'welcome',
      epoch: 'frozen',
      seq: 1,
      serverTime: now,
      session: { id: 'frozen', person: 'M. Tanaka', role: 'operator', grants: [] },
      // Nothing beats while the clock stands; silence must not lose the feed.
      heartbeat: { ...heartbeat, intervalMs: 600_000 },
      gateway: { name: 'apac-1', version: '0.1.0' },
      resumed: false,
    },
    ...snapshotParts(upserts, now),
    { type: 'beat', at: now, seq: 1, chain: [...chain] },
  ];
}

/** A frame is bounded, so a large snapshot comes in parts. */
function snapshotParts(upserts: FrozenState['upserts'], now: number): readonly GatewayFrame[] {
  const all = Object.entries(upserts);
  const parts = Math.max(1, Math.ceil(all.length / entitiesInPart));
  return Array.from({ length: parts }, (_, place) => ({
    type: 'snapshot',
    part: place + 1,
    parts,
    seq: 1,
    at: now,
    upserts: Object.fromEntries(all.slice(place * entitiesInPart, (place + 1) * entitiesInPart)),
  }));
}

async function take(page: Page, feed: ScriptedFeed, step: FrozenState['steps'][number]): Promise<void> {
  if (
    step === 'filter' ||
    step === 'completion' ||
    step === 'alerts' ||
    step === 'view' ||
    step === 'several'
  )
    return takeInQueue(page, step);
  const isWall = (await page.locator('html').getAttribute('data-mode')) === 'wall';
  const hasQueue = (await page.getByRole('grid', { name: 'Incidents' }).count()) > 0;
  const hasRunbooks = (await page.locator('[data-board="runbooks"]').count()) > 0;
  switch (step) {
    case 'act':
      if (!hasQueue) return;
      await page.getByRole('row', { name: /INC-2044/ }).click();
      await page.keyboard.press('a');
      return settle(page);
    case 'note':
    case 'form':
    case 'update':
      if (!hasQueue) return;
      await page.keyboard.press(step === 'update' ? 'u' : 'n');
      if (step === 'update') return settle(page);
      await page.keyboard.type('Two of five replicas answer; traffic moved to the other three');
      if (step === 'note') await page.keyboard.press('Control+Enter');
      return settle(page);
    case 'silence':
      if (!hasQueue) return;
      await page.getByRole('row', { name: /INC-2044/ }).click();
      await page.keyboard.press('Shift+S');
      await page.keyboard.press('s');
      await page.getByText('Hits 2 alerts now').waitFor();
      return settle(page);
    case 'symptoms':
      if (!hasQueue) return;
      await page.keyboard.press('f');
      await page.getByText('symptom of INC-2041').first().waitFor();
      return settle(page);
    case 'merge':
      if (!hasQueue) return;
      await page.getByRole('row', { name: /INC-2044/ }).click();
      await page.keyboard.press('Shift+J');
      await page.getByRole('combobox', { name: 'Into' }).selectOption('INC-2041');
      return settle(page);
    case 'back':
      if (isWall) return;
      await page.keyboard.press('Shift');
      await page.getByText('You were away').waitFor();
      return settle(page);
    case 'passed':
      if (isWall) return;
      await page.keyboard.press('Shift+M');
      await page.getByRole('dialog', { name: 'What came and went' }).waitFor();
      return settle(page);
    case 'follow':
      if (!hasRunbooks) return;
      await page.keyboard.press('/');
      await page.keyboard.type('service unavail');
      await page.keyboard.press('Enter');
      await page.keyboard.press('i');
      await page.getByRole('option', { name: /INC-2041/ }).waitFor();
      await page.keyboard.press('Enter');
      return settle(page);
    case 'holes':
      if (!hasRunbooks) return;
      await page.keyboard.press('h');
      await page.getByRole('article', { name: 'Readiness' }).waitFor();
      return settle(page);
    case 'drills':
      if (!hasRunbooks) return;
      await page.keyboard.press('d');
      await page.getByRole('article', { name: 'Drill' }).waitFor();
      return settle(page);
    case 'tick':
    case 'fail':
    case 'end':
      if (!hasRunbooks) return;
      await page.keyboard.press({ tick: 'x', fail: 'f', end: 'e' }[step]);
      if (step !== 'end') await page.getByText('waits to be sent').first().waitFor();
      return settle(page);
    case 'handoff':
      if ((await page.getByRole('group', { name: 'Acts' }).getByText('Test channels').count()) === 0) return;
      await page.keyboard.press('n');
      await page.keyboard.press('Control+End');
      await page.keyboard.type('\n\nCustomer desk wants a line on INC-2041 by 09:30.');
      await page.keyboard.press('Escape');
      for (const key of ['j', 'x']) await page.keyboard.press(key);
      return settle(page);
    case 'records':
      if ((await page.getByRole('group', { name: 'Acts' }).getByText('All records').count()) === 0) return;
      await page.keyboard.press('Shift+R');
      await page.getByRole('button', { name: /HND-2026-11-19T1935/ }).waitFor();
      await page.keyboard.press('m');
      await page.getByRole('table', { name: 'What differs' }).waitFor();
      return settle(page);
    case 'drill':
      for (const key of 'gr') await page.keyboard.press(key);
      await page.locator('[data-board="runbooks"]').waitFor();
      await page.keyboard.press('d');
      await page.getByRole('button', { name: 'Cut off for 5 min' }).waitFor();
      await page.keyboard.press('2');
      await page
        .getByText(/^DRILL ·/)
        .first()
        .waitFor();
      for (const key of ['g', boardKeys[boardAsked(page)]]) await page.keyboard.press(key);
      await settle(page);
      return letPass(page, lostForMs, '4 min 12 s');
    case 'cut':
      await feed.cut();
      await page.getByText('Feed lost').first().waitFor();
      return letPass(page, lostForMs, '4 min 12 s');
    case 'rejoin':
      await page.clock.setFixedTime(frozenAt + lostForMs + goneForMs);
      feed.back(lostForMs + goneForMs);
      await page.evaluate(() => window.dispatchEvent(new Event('online')));
      await page.keyboard.press('F2');
      await page
        .getByText(/eed back after|The feed was lost for/)
        .first()
        .waitFor();
      return settle(page);
    case 'outbox':
      await page.keyboard.press('Shift+O');
      return settle(page);
    case 'sound':
      if (isWall) return;
      await page.keyboard.press('Shift+Q');
      await page
        .getByRole('dialog', { name: 'Sound' })
        .getByRole('checkbox', { name: 'Quiet hours' })
        .check();
      return settle(page);
    case 'snoozed':
      await page.getByText('Snoozed until 03:30 UTC').waitFor();
      return settle(page);
    case 'silent':
      await page.getByText('Sound is off until a key is pressed').waitFor();
      return settle(page);
  }
}

async function takeInQueue(page: Page, step: QueueStep): Promise<void> {
  if ((await page.getByRole('region', { name: 'Incident queue' }).count()) === 0) return;
  switch (step) {
    case 'filter':
      await page.keyboard.press('/');
      await page.keyboard.type('severity=~"P1|P2"');
      await page.keyboard.press('Enter');
      await page.getByText(/P0 hidden/).waitFor();
      return settle(page);
    case 'completion':
      await page.keyboard.press('/');
      await page.keyboard.type('severity=~"P1|P2", service="');
      await page.keyboard.press('ArrowDown');
      return settle(page);
    case 'alerts':
      await page.keyboard.press('7');
      await page.getByRole('grid', { name: 'Alerts' }).waitFor();
      return settle(page);
    case 'view':
      await page.keyboard.press('v');
      await page.getByRole('textbox', { name: 'Name of the view' }).waitFor();
      return settle(page);
    case 'several':
      // The P0 is acknowledged already; the two below it are asked for.
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('Shift+ArrowDown');
      await page.keyboard.press('a');
      await page
        .getByText(/refused:/)
        .first()
        .waitFor();
      return settle(page);
  }
}

/** Moves the clock; the one timer of the page takes up the new time at its next second. */
async function letPass(page: Page, ms: number, shown: string): Promise<void> {
  await page.clock.setFixedTime(frozenAt + ms);
  await page.getByText(shown).first().waitFor();
}

/** The board that a page was opened on. */
function boardAsked(page: Page): Board {
  const asked = new URL(page.url()).searchParams.get('board');
  return boardIds.find((id) => id === asked) ?? 'health';
}

/** Two frames: one to take what came, one to paint it. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((done) => {
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
      }),
  );
}
