import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashCode } from '../../../main/kioskCode.ts';
import {
  newDataFolder,
  type ConsoleLaunch,
  type StandInConsole,
} from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

const nowhere = ['--gateway', 'ws://127.0.0.1:9/feed'];
const code = 'night shift 7';
/** A hung page is found after 20 s of silence; two browsers' starts on a busy machine fit in here too. */
const patience = { timeout: 60_000, interval: 100 };
type Launch = (launch?: ConsoleLaunch) => Promise<StandInConsole>;

const console1 = 'desktop.html';
const pageOf = (running: StandInConsole): Page => {
  const page = running.pageAt(console1);
  if (page === undefined) throw new Error('The console has no page');
  return page;
};
/** Waits until the window's page is this board, in whatever process it is drawn. */
const shows = (running: StandInConsole, title: string): Promise<void> =>
  vi.waitFor(async () => {
    const shown = pageOf(running).getByRole('button', { name: title, exact: true });
    expect(await shown.getAttribute('aria-current', { timeout: 1_000 })).toBe('page');
  }, patience);
/** Waits until main has heard that a window shows this board. */
const isKnown = (running: StandInConsole, board: string): Promise<void> =>
  vi.waitFor(() => {
    const beat = readFileSync(join(running.dataFolder, 'beat'), 'utf8');
    expect(JSON.parse(beat)).toMatchObject({ windows: [{ board }] });
  }, patience);
const noticed = (running: StandInConsole, text: RegExp): Promise<void> =>
  pageOf(running).getByText(text).first().waitFor({ timeout: patience.timeout });

async function kioskFolder(more: object = {}): Promise<string> {
  const dataFolder = newDataFolder();
  const kioskCode = await hashCode(code);
  if (!kioskCode.ok) throw new Error(kioskCode.error);
  writeFileSync(
    join(dataFolder, 'settings.json'),
    JSON.stringify({ mode: 'wall', kioskCode: kioskCode.value, ...more }),
  );
  return dataFolder;
}

/** What the console does with its machine, whatever runs it; to be called inside `describe`. */
export function machineScenario(launch: Launch): void {
  describe('a kiosk', () => {
    let running: StandInConsole;
    beforeAll(async () => {
      running = await launch({ args: [...nowhere, '--kiosk'], dataFolder: await kioskFolder() });
    }, 60_000);
    afterAll(() => running?.close());

    it('fills its display, has no menu, and holds sleep off', async () => {
      await vi.waitFor(
        async () => expect(await running.windows()).toMatchObject([{ isKiosk: true, isFullScreen: true }]),
        patience,
      );
      expect(await running.machine()).toMatchObject({ hasMenu: false, awake: 1 });
    });

    it('hides a pointer that nobody moves', async () => {
      const page = pageOf(running);
      await page.waitForFunction(() => getComputedStyle(document.body).cursor === 'none');
      await page.mouse.move(40, 40);
      await page.mouse.move(50, 50);
      await page.waitForFunction(() => getComputedStyle(document.body).cursor !== 'none');
    });

    it("stays when somebody closes it by the system's key", async () => {
      await running.happen({ kind: 'close', at: console1 });
      expect(await running.windows()).toHaveLength(1);
    });

    it('lets nobody change what it is, read or set its code, or open a window', async () => {
      const bridge = bridgeIn(pageOf(running));
      await expect(bridge.setSettings({ mode: 'workstation' })).rejects.toThrow(/"mode" can't be changed/);
      await expect(bridge.setSettings({ kiosk: false })).rejects.toThrow(/"kiosk" can't be changed/);
      await expect(bridge.setSettings({ kioskCode: '' })).rejects.toThrow(/is set with Ctrl Shift K/);
      expect(await bridge.getSettings()).not.toHaveProperty('kioskCode');
      await expect(
        pageOf(running).evaluate(() => {
          const bridge = Reflect.get(window, 'watchfloor') as {
            desktop: { openBoard(id: string): Promise<void> };
          };
          return bridge.desktop.openBoard('burn');
        }),
      ).rejects.toThrow(/A kiosk opens no further windows/);
    });

    it('is left by its code, typed on the page, and by no other', async () => {
      const page = pageOf(running);
      await page.keyboard.press('Control+Shift+K');
      await page.getByRole('dialog', { name: 'Leave the kiosk' }).waitFor();
      await page.keyboard.type('q wrong code');
      await page.keyboard.press('Enter');
      await page.getByText('This is not the code of this kiosk.').waitFor();
      expect(await running.windows()).toMatchObject([{ isKiosk: true }]);
      await page.keyboard.type(code);
      await page.keyboard.press('Enter');
      await vi.waitFor(
        async () => expect(await running.windows()).toMatchObject([{ isKiosk: false }]),
        patience,
      );
      expect(await running.machine()).toMatchObject({ hasMenu: true });
      expect(await bridgeIn(page).setSettings({ wallScale: 1.2 })).toMatchObject({ wallScale: 1.2 });
    });

    it('is entered again by key', async () => {
      const page = pageOf(running);
      await page.keyboard.press('Control+Shift+K');
      await page.getByRole('button', { name: 'Enter the kiosk' }).press('Enter');
      await vi.waitFor(
        async () => expect(await running.windows()).toMatchObject([{ isKiosk: true }]),
        patience,
      );
    });
  });

  it('a console that is to be a kiosk without a code stays open, and says so until that is dismissed', async () => {
    const running = await launch({ args: [...nowhere, '--kiosk'] });
    try {
      await noticed(running, /to be a kiosk, and has no code/);
      expect(await running.windows()).toMatchObject([{ isKiosk: false }]);
      const page = pageOf(running);
      const notice = page.getByText(/to be a kiosk, and has no code/);
      await notice.getByRole('button', { name: 'Dismiss' }).press('Enter');
      await notice.waitFor({ state: 'detached' });
      const heard = await bridgeIn(page).subscribe();
      // It is found again at each change of the settings, before these are told.
      await bridgeIn(page).setSettings({ zoom: 110 });
      await heard.find('settings', ({ standing }) => standing.settings.zoom === 110);
      await page.waitForFunction(() => document.documentElement.style.getPropertyValue('--zoom') === '1.1');
      const told = await heard.updates();
      expect(told.filter((update) => update.kind === 'notice' && update.id === 'kiosk')).toHaveLength(1);
      expect(await notice.count()).toBe(0);
    } finally {
      await running.close();
    }
  }, 90_000);

  describe('a watched page', () => {
    let running: StandInConsole;
    beforeAll(async () => {
      running = await launch({ args: nowhere });
      await shows(running, 'Service health');
      await pageOf(running).keyboard.press('g');
      await pageOf(running).keyboard.press('b');
      await isKnown(running, 'burn');
    }, 90_000);
    afterAll(() => running?.close());

    it('is loaded again with what it showed when its renderer is killed, and that is said', async () => {
      const before = pageOf(running);
      await before.evaluate(() => Reflect.set(window, 'isOld', true));
      await running.happen({ kind: 'crash', at: console1 });
      await vi.waitFor(
        async () => expect(await pageOf(running).evaluate(() => 'isOld' in window)).toBe(false),
        patience,
      );
      await shows(running, 'SLA burn');
      await noticed(running, /^The page crashed \(.*\); it was loaded again at \d\d:\d\d UTC\./);
    }, 90_000);

    it('is ended and loaded again when it hangs', async () => {
      await isKnown(running, 'burn');
      const page = pageOf(running);
      await page.evaluate(() => Reflect.set(window, 'isOld', true));
      // It never answers.
      page
        .evaluate(() => {
          for (;;);
        })
        .catch(() => undefined);
      await vi.waitFor(async () => {
        const now = pageOf(running);
        const old = now.evaluate(() => 'isOld' in window);
        const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Error('hangs')), 1_000));
        expect(await Promise.race([old, late])).toBe(false);
      }, patience);
      await shows(running, 'SLA burn');
      await noticed(running, /^The page did not answer; it was loaded again/);
    }, 120_000);

    it('outlives the loss of the process that draws', async () => {
      await running.happen({ kind: 'lose graphics' });
      await noticed(running, /^The process that draws was lost, and started again at/);
      await isKnown(running, 'burn');
    }, 90_000);
  });

  describe('links and other starts', () => {
    let running: StandInConsole;
    beforeAll(async () => {
      running = await launch({ args: [...nowhere, 'watchfloor://board/rota'] });
    }, 60_000);
    afterAll(() => running?.close());

    it('a link at a cold start is followed', () => shows(running, 'Rota'), 90_000);

    it('another start hands its link over, and ends', async () => {
      expect(await running.startAgain(['watchfloor://runbook/monitoring-lost'])).toBe(0);
      await shows(running, 'Runbooks');
      expect(await running.windows()).toHaveLength(1);
    }, 90_000);

    it('a link that is none is refused aloud, and opens nothing', async () => {
      await running.startAgain(['watchfloor://board/burn?mode=wall']);
      await noticed(running, /is no link of the console/);
      await shows(running, 'Runbooks');
    }, 90_000);

    it('other arguments of another start are not heard, which is said', async () => {
      await running.startAgain(['--forget-kiosk-code']);
      await noticed(running, /^The console runs already/);
    }, 90_000);

    it('a board gets a window of its own by key, which shows it', async () => {
      await shows(running, 'Runbooks');
      await pageOf(running).keyboard.press('Shift+N');
      await vi.waitFor(async () => {
        const windows = await running.windows();
        expect(windows.map(({ url }) => url)).toEqual([
          expect.not.stringContaining('board='),
          expect.stringContaining('board=runbooks'),
        ]);
      }, patience);
      await running.happen({ kind: 'close', at: 'board=runbooks' });
      await vi.waitFor(async () => expect(await running.windows()).toHaveLength(1), patience);
    }, 90_000);

    it('the heart beats while it runs, and the beat is gone at its end', async () => {
      await isKnown(running, 'runbooks');
      await running.close();
      expect(existsSync(join(running.dataFolder, 'beat'))).toBe(false);
    }, 90_000);
  });
}
