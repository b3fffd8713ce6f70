import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder, type StandInConsole } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

const nowhere = ['--gateway', 'ws://127.0.0.1:9/feed'];
const patience = { timeout: 10_000, interval: 50 };
const panel = (id: number, label: string, x: number, width = 1920, height = 1080) => ({
  ...{ id, label, internal: false, bounds: { x, y: 0, width, height } },
});
const left = panel(1, 'Panel A', 0);
const right = panel(2, 'Panel B', 1920);
const markOf = ({ id, label, internal, bounds }: typeof left) => ({ id, label, internal, ...bounds });
const wall = {
  mode: 'wall',
  layout: 'Day',
  layouts: [
    { name: 'Broken', displays: [] },
    {
      name: 'Day',
      displays: [
        {
          ...{ name: 'left', display: markOf(left), textFactor: 1.4 },
          boards: [{ board: 'health', seconds: 30 }],
        },
        { name: 'right', display: markOf(right), boards: [{ board: 'queue', seconds: 30 }] },
      ],
    },
  ],
};

/** Where each window is that can be seen, by its board. */
async function shown(console: StandInConsole): Promise<Record<string, unknown>> {
  const windows = (await console.windows()).filter(({ isVisible }) => isVisible);
  return Object.fromEntries(
    windows.map(({ url, bounds, isFullScreen }) => [
      new URL(url).searchParams.get('board') ?? 'console',
      { x: bounds.x, width: bounds.width, isFullScreen },
    ]),
  );
}
const at = (x: number, width = 1920) => ({ x, width, isFullScreen: true });
const becomes = (console: StandInConsole, places: object): Promise<void> =>
  vi.waitFor(async () => expect(await shown(console)).toEqual(places), patience);

beforeAll(ensureBuilt, 120_000);

describe('a wall of two displays (Electron stand-in)', () => {
  const dataFolder = newDataFolder();
  let running: StandInConsole;
  beforeAll(async () => {
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify(wall));
    running = await launchStandIn({ dataFolder, args: nowhere, displays: [left, right] });
  }, 60_000);
  afterAll(() => running?.close());

  it('has a window on each, with its board and its size of text', async () => {
    await becomes(running, { health: at(0), queue: at(1920) });
    const page = running.pageAt('board=health');
    await page?.waitForFunction(() => document.documentElement.dataset['mode'] === 'wall');
    const scaleOf = (): Promise<number> | undefined =>
      page?.evaluate(() =>
        Number(getComputedStyle(document.documentElement).getPropertyValue('--wall-scale')),
      );
    const { width, height } = await page!.evaluate(() => ({ width: innerWidth, height: innerHeight }));
    expect(await scaleOf()).toBeCloseTo(Math.min(width / 1920, height / 1080) * 1.4, 3);
  });

  it('names the layout that is broken, and keeps it', async () => {
    const heard = await bridgeIn(running.page).subscribe();
    const { text } = await heard.find('notice', (update) => /layout "Broken"/.test(update.text));
    expect(text).toMatch(/^Wall layout "Broken" is left out: displays: /);
    expect(readFileSync(join(dataFolder, 'settings.json'), 'utf8')).toContain('"Broken"');
  });

  it('keeps the window of a display that is unplugged, whole, and brings it back to it', async () => {
    await running.pageAt('board=queue')?.evaluate(() => Reflect.set(window, 'wasHere', true));
    // The system moves what is left to the corner.
    await running.happen({ kind: 'plug', displays: [left] });
    await becomes(running, { health: at(0) });
    expect(await running.windows()).toHaveLength(2);
    await running.happen({ kind: 'plug', displays: [left, right] });
    await becomes(running, { health: at(0), queue: at(1920) });
    const wasHere = await running.pageAt('board=queue')?.evaluate(() => Reflect.has(window, 'wasHere'));
    expect(wasHere).toBe(true);
  });

  it('knows a display that comes back under another number, at another place', async () => {
    await running.happen({ kind: 'plug', displays: [left] });
    await running.happen({ kind: 'plug', displays: [left, panel(77, 'Panel B', -1920)] });
    await becomes(running, { health: at(0), queue: at(-1920) });
    await running.happen({ kind: 'plug', displays: [left, right] });
    await becomes(running, { health: at(0), queue: at(1920) });
  });

  it('follows a change of resolution, which moves the other', async () => {
    const finer = panel(1, 'Panel A', 0, 3840, 2160);
    await running.happen({ kind: 'plug', displays: [finer, panel(2, 'Panel B', 3840)] });
    await becomes(running, { health: at(0, 3840), queue: at(3840) });
    await running.happen({ kind: 'plug', displays: [left, right] });
    await becomes(running, { health: at(0), queue: at(1920) });
  });

  it('keeps its windows while no display is there at all', async () => {
    await running.happen({ kind: 'plug', displays: [] });
    await becomes(running, {});
    await running.happen({ kind: 'plug', displays: [right, left] });
    await becomes(running, { health: at(0), queue: at(1920) });
  });

  it('is the same wall after a restart that numbered the displays otherwise', async () => {
    await running.close();
    const displays = [panel(2, 'Panel A', 0), panel(1, 'Panel B', 1920)];
    running = await launchStandIn({ dataFolder, args: nowhere, displays });
    await becomes(running, { health: at(0), queue: at(1920) });
  }, 60_000);

  it('becomes one window when its layout is given up, and the app goes on', async () => {
    // The page that asks may be closed before it is answered.
    await bridgeIn(running.page)
      .setSettings({ layout: '' })
      .catch(() => undefined);
    await becomes(running, { console: { x: 0, width: 1440, isFullScreen: true } });
  });
});

it('keeps the displays of now as a layout (Electron stand-in)', async () => {
  const args = [...nowhere, '--keep-layout', 'Evening'];
  const running = await launchStandIn({ args, displays: [left, right] });
  try {
    await vi.waitFor(async () => expect(await running.windows()).toHaveLength(2), patience);
    expect(await bridgeIn(running.page).getSettings()).toMatchObject({
      mode: 'wall',
      layout: 'Evening',
      layouts: [{ name: 'Evening', displays: [{ name: '1: Panel A' }, { name: '2: Panel B' }] }],
    });
  } finally {
    await running.close();
  }
}, 60_000);

it('brings a window back that a display took along (Electron stand-in)', async () => {
  const running = await launchStandIn({ args: nowhere, displays: [panel(5, 'Only', 4000)] });
  try {
    await vi.waitFor(async () => {
      const [window] = await running.windows();
      expect(window?.bounds.x).toBeLessThan(4000);
    }, patience);
    await running.happen({ kind: 'plug', displays: [panel(6, 'Other', 8000)] });
    await vi.waitFor(async () => {
      const [window] = await running.windows();
      expect(window?.bounds.x).toBeGreaterThanOrEqual(8000);
    }, patience);
  } finally {
    await running.close();
  }
}, 60_000);
