import { expect, test, type Browser } from '@playwright/test';
import { build } from '../../scripts/build.ts';
import { boardIds, type Board } from '../../shared/model/board.ts';
import { axeFaults } from '../support/axeFaults.ts';
import { openFrozenConsole, showFrozenBoard } from '../support/frozen/frozenConsole.ts';
import { frozenStates, type FrozenState } from '../support/frozen/frozenStates.ts';

/** Boards that a wall shows. */
const wallBoards: readonly Board[] = ['health', 'burn', 'handoff', 'rota', 'figures'];
/** States that have colours which no other has; the rest are made of these. */
const looksOtherInLight: ReadonlySet<string> = new Set([
  ...['live', 'empty', 'lost', 'unknown', 'crowded', 'flood-handoff', 'drill', 'run', 'run-lost', 'drills'],
  ...['passed', 'acts-refused', 'update', 'procedure', 'silences', 'completion', 'several', 'alerts', 'view'],
  ...['handoff-form', 'handoff-overdue', 'handoff-complete', 'handoff-records', 'sound', 'snoozed'],
]);
/** What is done at a desk alone: a wall shows `live`. */
const deskSteps: ReadonlySet<string> = new Set(['back', 'passed', 'sound', 'drill']);

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const built = await build({ only: ['renderer'] });
  if (!built.ok) throw new Error(built.error);
});

for (const frozen of frozenStates) {
  test(`${frozen.name}: axe finds no violation on any board`, async ({ browser }) => {
    // A board of 10,000 rows, on a machine that may be busy.
    test.setTimeout(300_000);
    const desk = boardIds.filter((board) => shows(frozen, board));
    const wall = frozen.steps.some((step) => deskSteps.has(step))
      ? []
      : wallBoards.filter((board) => shows(frozen, board));
    expect([
      ...(await faultsOn(browser, frozen, startingWith(frozen, desk), 'mode=workstation')),
      ...(await faultsOn(browser, frozen, wall, 'mode=wall')),
    ]).toEqual([]);
  });
}

test('high contrast and twice the size: axe finds no violation on any board', async ({ browser }) => {
  test.setTimeout(120_000);
  const page = await openFrozenConsole(browser, live(), {
    ...{ query: 'board=health&zoom=200', theme: 'contrast', width: 1366, height: 768 },
  });
  const found: string[] = [];
  for (const board of boardIds) {
    await showFrozenBoard(page, board);
    found.push(...(await axeFaults(page)).map((fault) => `${board}: ${fault}`));
  }
  await page.context().close();
  expect(found).toEqual([]);
});

/** Sheets that stand over a board, by the keys that open each; those of the desktop app are in test/contract/main/settingsBoard.test.ts. */
const sheets: Readonly<Record<string, readonly string[]>> = {
  Keys: ['?'],
  'Search or run a command': ['Control+k'],
  Sound: ['Shift+Q'],
  'Acts of this console': ['Shift+O'],
  Contacts: ['Shift+U'],
  'Who is at this console?': ['w'],
  'What came and went': ['Shift+M'],
  'Import settings': ['g', 's', 'i'],
  'Incident of the run': ['g', 'r', 'Enter', 'i'],
};

test('axe finds no violation on any sheet', async ({ browser }) => {
  test.setTimeout(180_000);
  const page = await openFrozenConsole(browser, live(), {
    ...{ query: 'board=queue', theme: 'dark', width: 1366, height: 768 },
  });
  const found: string[] = [];
  for (const [name, keys] of Object.entries(sheets)) {
    for (const key of keys) await page.keyboard.press(key);
    const sheet = page.getByRole('dialog', { name });
    await sheet.waitFor();
    for (const theme of ['dark', 'light', 'contrast']) {
      await page.evaluate((chosen) => (document.documentElement.dataset['theme'] = chosen), theme);
      const rules = theme === 'dark' ? 'all' : 'colours';
      const faults = await axeFaults(page, { rules, within: '[role=dialog]' });
      found.push(...faults.map((fault) => `${name} ${theme}: ${fault}`));
    }
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  }
  await page.context().close();
  expect(found).toEqual([]);
});

/** One page shows the boards in turn: opening one costs more than axe does. */
async function faultsOn(
  browser: Browser,
  frozen: FrozenState,
  boards: readonly Board[],
  mode: string,
): Promise<readonly string[]> {
  const [first] = boards;
  if (first === undefined) return [];
  const page = await openFrozenConsole(browser, frozen, {
    ...{ query: `${mode}&board=${first}`, theme: 'dark', width: 1366, height: 768 },
  });
  const found: string[] = [];
  for (const board of boards) {
    if (board !== first) {
      // A sheet would stay over the next board, and a field would take its keys for text.
      const keeps = page.locator('[role=dialog], input:focus, textarea:focus, select:focus');
      if ((await keeps.count()) > 0) await page.keyboard.press('Escape');
      await showFrozenBoard(page, board);
    }
    const faults = [...(await axeFaults(page))];
    if (looksOtherInLight.has(frozen.name)) {
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'light'));
      faults.push(...(await axeFaults(page, { rules: 'colours' })).map((fault) => `light ${fault}`));
      await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
    }
    found.push(...faults.map((fault) => `${mode} ${board}: ${fault}`));
  }
  await page.context().close();
  return found;
}

/** The settings are the same whatever the floor is. */
const shows = ({ boards, name }: FrozenState, board: Board): boolean =>
  boards?.includes(board) ?? (board !== 'settings' || name === 'live');

/** What is done before the look is done on the board that the page opens with. */
function startingWith({ steps }: FrozenState, boards: readonly Board[]): readonly Board[] {
  const has = (...wanted: FrozenState['steps'][number][]): boolean =>
    steps.some((step) => wanted.includes(step));
  const first = has('follow', 'holes', 'drills')
    ? 'runbooks'
    : has('handoff', 'records')
      ? 'handoff'
      : steps.length > 0
        ? 'queue'
        : undefined;
  return [...boards.filter((board) => board === first), ...boards.filter((board) => board !== first)];
}

function live(): FrozenState {
  const [first] = frozenStates;
  if (first === undefined) throw new Error('no frozen state');
  return first;
}
