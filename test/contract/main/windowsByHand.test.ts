import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashCode } from '../../../main/kioskCode.ts';
import { recoveryLimits } from '../../../main/recovery.ts';
import { mostOwnWindows } from '../../../main/windows.ts';
import { boardIds, boardNames } from '../../../shared/model/board.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder, type StandInConsole } from '../../support/electronStandIn/launch.ts';

const nowhere = ['--gateway', 'ws://127.0.0.1:9/feed'];
const patience = { timeout: 60_000, interval: 100 };
const ownWindows = 'In its own window';

/** The windows that a board has for itself: which board, and where. */
async function ownOf(running: StandInConsole): Promise<readonly { board: string; x: number; y: number }[]> {
  return (await running.windows()).flatMap(({ url, bounds, isVisible }) => {
    const board = new URL(url, 'app://none').searchParams.get('board');
    return board === null || !isVisible ? [] : [{ board, x: bounds.x, y: bounds.y }];
  });
}

async function closeOwn(running: StandInConsole): Promise<void> {
  for (const { board } of await ownOf(running)) await running.happen({ kind: 'close', at: `board=${board}` });
  await vi.waitFor(async () => expect(await running.windows()).toHaveLength(1), patience);
}

beforeAll(ensureBuilt, 120_000);

describe('windows that somebody opens by hand (Electron stand-in)', () => {
  let running: StandInConsole;
  beforeAll(async () => {
    running = await launchStandIn({ args: nowhere });
    await running.page.getByRole('button', { name: 'Incident queue', exact: true }).waitFor();
  }, 90_000);
  afterAll(() => running?.close());

  it('the menu has what the platform needs, and each board by its name', async () => {
    const menu = await running.menu();
    expect(menu).toMatchObject({ editMenu: [], windowMenu: [] });
    expect(menu['View']).toEqual(expect.arrayContaining(['resetZoom', 'togglefullscreen', 'reload']));
    expect(menu[ownWindows]).toEqual(boardIds.map((id) => boardNames[id]));
  });

  it('each board of the menu opens that board, and one too many is refused aloud', async () => {
    expect(boardIds).toHaveLength(mostOwnWindows);
    for (const id of boardIds) await running.happen({ kind: 'menu', menu: ownWindows, line: boardNames[id] });
    await vi.waitFor(
      async () => expect((await ownOf(running)).map(({ board }) => board)).toEqual([...boardIds]),
      patience,
    );
    const burn = running.pageAt('board=burn');
    await burn?.locator('button[aria-current="page"][aria-label="SLA burn"]').waitFor();
    await running.happen({ kind: 'menu', menu: ownWindows, line: boardNames.rota });
    await running.page
      .getByText(/^At most 8 boards have a window of their own/)
      .first()
      .waitFor();
    expect(await ownOf(running)).toHaveLength(mostOwnWindows);
    await closeOwn(running);
  }, 180_000);

  it('a board that is dragged out of the window gets one of its own where it was dropped', async () => {
    const name = running.page.getByRole('button', { name: 'Incident queue', exact: true });
    expect(await name.getAttribute('draggable')).toBe('true');
    const { right, top } = await running.page.evaluate(() => ({
      right: screenX + outerWidth,
      top: screenY,
    }));
    // Dropped on the window itself, it stays.
    await name.dispatchEvent('dragend', { screenX: right - 100, screenY: top + 100 });
    await name.dispatchEvent('dragend', { screenX: right + 200, screenY: top + 120 });
    await vi.waitFor(
      async () => expect(await ownOf(running)).toEqual([{ board: 'queue', x: right + 200, y: top + 120 }]),
      patience,
    );
    await closeOwn(running);
  }, 90_000);
});

it('a kiosk has no menu to choose from, and drops no board beside itself (Electron stand-in)', async () => {
  const kioskCode = await hashCode('night shift 7');
  if (!kioskCode.ok) throw new Error(kioskCode.error);
  const dataFolder = newDataFolder();
  const settings = { mode: 'workstation', kioskCode: kioskCode.value };
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(settings));
  const running = await launchStandIn({ args: [...nowhere, '--kiosk'], dataFolder });
  try {
    await vi.waitFor(
      async () => expect(await running.windows()).toMatchObject([{ isKiosk: true }]),
      patience,
    );
    expect(await running.menu()).toEqual({});
    const name = running.page.getByRole('button', { name: 'Incident queue', exact: true });
    await name.dispatchEvent('dragend', { screenX: 9_000, screenY: 20 });
    await running.page
      .getByText(/^A kiosk opens no further windows/)
      .first()
      .waitFor();
    expect(await running.windows()).toHaveLength(1);
  } finally {
    await running.close();
  }
}, 90_000);

it('a page that crashes time and again gives way to one that says so, and is tried again by itself (Electron stand-in)', async () => {
  const running = await launchStandIn({ args: nowhere });
  const console1 = 'desktop.html';
  /** Waits for a page that has not been here before, with its boards on it. */
  const isNew = (withinMs = patience.timeout): Promise<void> =>
    vi.waitFor(
      async () => {
        const page = running.pageAt(console1);
        const boards = page?.getByRole('navigation', { name: 'Boards' });
        expect(await boards?.isVisible()).toBe(true);
        expect(await page?.evaluate(() => 'isOld' in window)).toBe(false);
      },
      { ...patience, timeout: withinMs },
    );
  try {
    for (let faults = 1; faults <= recoveryLimits.faults + 1; faults += 1) {
      await isNew();
      await running.pageAt(console1)?.evaluate(() => Reflect.set(window, 'isOld', true));
      await running.happen({ kind: 'crash', at: console1 });
    }
    await vi.waitFor(() => expect(running.pageAt('data:text/html')).toBeDefined(), patience);
    const still = running.pageAt('data:text/html');
    await still?.getByRole('heading', { name: 'This display shows nothing of the floor' }).waitFor();
    const said = await still?.locator('main').innerText();
    expect(said).toMatch(/The page crashed \(.+\), 6 times since \d\d:\d\d UTC on \d{4}-\d\d-\d\d\./);
    expect(said).toContain('Watch another display');
    expect(said).toMatch(/tried again by itself at \d\d:\d\d UTC/);
    expect(await running.windows()).toHaveLength(1);
    // Nobody does anything, and it is back.
    await isNew(recoveryLimits.firstWaitMs + patience.timeout);
    await running
      .pageAt(console1)
      ?.getByText(/^The page crashed \(.*\); it was loaded again at/)
      .first()
      .waitFor();
  } finally {
    await running.close();
  }
}, 300_000);
