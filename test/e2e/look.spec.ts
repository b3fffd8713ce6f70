import { expect, test } from '@playwright/test';
import { build } from '../../scripts/build.ts';
import { boardIds, type Board } from '../../shared/model/board.ts';
import { openFrozenConsole, resizeFrozenConsole } from '../support/frozen/frozenConsole.ts';
import { frozenStates, type FrozenState } from '../support/frozen/frozenStates.ts';
import { layoutFaults } from '../support/frozen/layoutFaults.ts';

/** Boards that a wall shows. */
const wallBoards: readonly Board[] = ['handoff', 'health', 'burn', 'rota', 'figures'];
type Size = readonly [width: number, height: number];
const wallSizes = [
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
] as const;
const deskSizes = [
  [1366, 768],
  [1920, 1080],
] as const;

/** At 3840x2160 a wall is the same twice as large: two states are looked at there, one of them full. */
const wallSizesOf = ({ name }: FrozenState): readonly Size[] =>
  name === 'live' || name === 'crowded' ? wallSizes : wallSizes.slice(0, 2);

/** The least type at 1080p; a wall grows it with its size. */
const leastDeskPx = 12;
const leastWallPx = 24;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const built = await build({ only: ['renderer'] });
  if (!built.ok) throw new Error(built.error);
});

for (const frozen of frozenStates) {
  test(`${frozen.name}: no text is cut or too small, at any size`, async ({ browser }) => {
    // Twelve pages one after the other, some with 10,000 rows, on a machine that may be busy.
    test.setTimeout(300_000);
    const faults: string[] = [];
    // To open a page takes longer than to look at it: each is opened once, and made larger.
    const look = async (
      query: string,
      sizes: readonly Size[],
      leastPxAt: (size: Size) => number,
    ): Promise<void> => {
      const [first = deskSizes[0]] = sizes;
      const [width, height] = first;
      const page = await openFrozenConsole(browser, frozen, { query, theme: 'dark', width, height });
      for (const size of sizes) {
        if (size !== first) await resizeFrozenConsole(page, ...size);
        const found = await layoutFaults(page, leastPxAt(size));
        faults.push(...found.map((fault) => `${query} ${size.join('x')}: ${fault}`));
      }
      await page.context().close();
    };
    // The settings are the same whatever the floor is.
    const shows = (board: Board): boolean =>
      frozen.boards?.includes(board) ?? (board !== 'settings' || frozen.name === 'live');
    const growing = ([width, height]: Size): number => leastWallPx * Math.min(width / 1920, height / 1080);
    for (const board of wallBoards.filter(shows))
      await look(`mode=wall&board=${board}`, wallSizesOf(frozen), growing);
    for (const board of boardIds.filter(shows)) await look(`board=${board}`, deskSizes, () => leastDeskPx);
    expect(faults).toEqual([]);
  });
}

test('every act of an incident is whole on the smallest workstation', async ({ browser }) => {
  for (const frozen of frozenStates.filter(({ name }) =>
    ['live', 'lost', 'form', 'crowded'].includes(name),
  )) {
    const page = await openFrozenConsole(browser, frozen, {
      query: 'board=queue',
      theme: 'dark',
      width: 1366,
      height: 768,
    });
    const acts = page.getByRole('group', { name: 'Acts' }).getByRole('button');
    const few = await acts.count();
    expect(few, frozen.name).toBeGreaterThan(4);
    for (const act of await acts.all()) {
      await expect(act, frozen.name).toBeInViewport({ ratio: 1 });
    }
    await page.getByRole('button', { name: 'More' }).click();
    await expect.poll(() => acts.count(), frozen.name).toBeGreaterThan(few + 3);
    for (const act of await acts.all()) {
      await expect(act, frozen.name).toBeInViewport({ ratio: 1 });
    }
    await page.context().close();
  }
});

test('the list of keys is whole on the smallest workstation', async ({ browser }) => {
  const [frozen] = frozenStates;
  if (frozen === undefined) throw new Error('no frozen state');
  const page = await openFrozenConsole(browser, frozen, {
    query: 'board=queue',
    theme: 'dark',
    width: 1366,
    height: 768,
  });
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys' });
  for (const text of await list.locator('dd').all()) await expect(text).toBeInViewport({ ratio: 1 });
  expect(await list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)).toBe(0);
  expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await page.context().close();
});

test('a low screen shows where the timeline begins, of an incident with a procedure too', async ({
  browser,
}) => {
  const frozen = frozenStates.find(({ name }) => name === 'procedure');
  if (frozen === undefined) throw new Error('no frozen state with a procedure');
  const page = await openFrozenConsole(browser, frozen, {
    query: 'board=queue',
    theme: 'dark',
    width: 1366,
    height: 768,
  });
  await expect(page.getByRole('heading', { name: /^Timeline/ })).toBeInViewport({ ratio: 1 });
  await page.context().close();
});
