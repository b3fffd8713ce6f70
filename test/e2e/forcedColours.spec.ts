import { expect, test, type Locator, type Page } from '@playwright/test';
import { build } from '../../scripts/build.ts';
import { openFrozenConsole, showFrozenBoard } from '../support/frozen/frozenConsole.ts';
import { frozenStates } from '../support/frozen/frozenStates.ts';
import { contrastAmong, luminancesIn, type Part } from '../support/frozen/points.ts';

/** Where the letters are, and no edge of what they stand on. */
const middle: Part = { left: 0.3, top: 0.25, right: 0.7, bottom: 0.75 };

const readable = 4.5;
const visible = 3;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const built = await build({ only: ['renderer'] });
  if (!built.ok) throw new Error(built.error);
});

/** How far a bar's ends stand out from each other, and how often light and dark change along it. */
async function barOf(row: Locator): Promise<{ readonly ends: number; readonly changes: number }> {
  const bar = row.locator('[aria-hidden="true"]').last();
  const along = await luminancesIn(bar, { left: 0.05, top: 0.4, right: 0.95, bottom: 0.41 });
  const half = (Math.max(...along) + Math.min(...along)) / 2;
  return {
    ends: contrastAmong([along[0] ?? 0, along.at(-1) ?? 0]),
    changes: along.filter((one, place) => place > 0 && one > half !== (along[place - 1] ?? 0) > half).length,
  };
}

/** The contrast of the bar at the left of what is chosen to its own ground; 1 where there is none. */
async function markOf(one: Locator, width: number): Promise<number> {
  return contrastAmong(await luminancesIn(one, { left: 0, top: 0.45, right: width, bottom: 0.55 }));
}

// What Windows offers: light on dark, and dark on light.
for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`colours that the system forces, ${colorScheme}`, () => {
    let page: Page;
    test.beforeAll(async ({ browser }) => {
      test.setTimeout(120_000);
      const [live] = frozenStates;
      if (live === undefined) throw new Error('no frozen state');
      const view = { query: 'board=health', theme: 'dark', width: 1366, height: 768 } as const;
      page = await openFrozenConsole(browser, live, view);
      await page.emulateMedia({ forcedColors: 'active', colorScheme, reducedMotion: 'reduce' });
    });
    test.afterAll(() => page.context().close());

    test('each state has a shape of its own that can be seen', async () => {
      await showFrozenBoard(page, 'health');
      const shapes = new Map<string, string>();
      for (const glyph of await page.locator('main article svg.glyph').all()) {
        const points = await luminancesIn(glyph, { left: 0, top: 0, right: 1, bottom: 1 });
        expect(contrastAmong(points)).toBeGreaterThan(readable);
        const half = (Math.max(...points) + Math.min(...points)) / 2;
        const state = (await glyph.getAttribute('class')) ?? '';
        shapes.set(state, points.map((one) => (one > half ? '#' : '.')).join(''));
      }
      // Down, degraded, unknown, in maintenance, operational.
      expect(new Set(shapes.values()).size).toBe(5);
    });

    test('what is written on a filled ground can be read', async () => {
      await showFrozenBoard(page, 'queue');
      const filled = [
        page.getByRole('grid', { name: 'Incidents' }).getByText('P0', { exact: true }),
        page.getByRole('group', { name: 'Acts' }).getByRole('button', { name: /^Note/ }),
        page.getByRole('navigation', { name: 'Boards' }).getByText(/^\d+$/),
      ];
      for (const one of filled)
        expect(contrastAmong(await luminancesIn(one, middle))).toBeGreaterThan(readable);
    });

    test('what is open is told from the rest: the row and the board', async () => {
      await showFrozenBoard(page, 'queue');
      const rows = page.getByRole('grid', { name: 'Incidents' }).getByRole('row', { name: /INC-/ });
      expect(await markOf(rows.nth(0), 0.01)).toBeGreaterThan(visible);
      expect(await markOf(rows.nth(1), 0.01)).toBeLessThan(visible);
      const rail = page.getByRole('navigation', { name: 'Boards' }).getByRole('button');
      expect(await markOf(rail.nth(1), 0.15)).toBeGreaterThan(visible);
      expect(await markOf(rail.nth(2), 0.15)).toBeLessThan(visible);
    });

    test('the focus has a ring', async () => {
      await showFrozenBoard(page, 'queue');
      const button = page.getByRole('button', { name: /^Search or run a command/ });
      const { x, y, width, height } = (await button.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
      const ring = { x: x - 4, y: y - 4, width: width + 8, height: height + 8 };
      const before = await page.screenshot({ clip: ring });
      await button.focus();
      expect(await button.evaluate((one) => one.matches(':focus-visible'))).toBe(true);
      expect((await page.screenshot({ clip: ring })).equals(before)).toBe(false);
    });

    test('a budget bar tells what is left, that it is spent, and that it is unknown', async () => {
      await showFrozenBoard(page, 'burn');
      const row = (name: string): Locator => page.getByRole('option', { name }).first();
      const left = await barOf(row('44 %'));
      expect(left.ends).toBeGreaterThan(visible);
      expect(left.changes).toBe(1);
      expect((await barOf(row('spent'))).changes).toBeGreaterThan(4);
      expect((await barOf(row('Unknown since'))).changes).toBeGreaterThan(4);
    });
  });
}
