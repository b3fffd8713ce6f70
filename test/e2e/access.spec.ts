import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { build } from '../../scripts/build.ts';
import { boardIds } from '../../shared/model/board.ts';
import { openFrozenConsole } from '../support/frozen/frozenConsole.ts';
import { frozenStates } from '../support/frozen/frozenStates.ts';

/** WCAG 2.2, levels A and AA. */
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const states = frozenStates.filter(({ name }) => ['live', 'lost', 'empty'].includes(name));

test.beforeAll(async () => {
  test.setTimeout(120_000);
  const built = await build({ only: ['renderer'] });
  if (!built.ok) throw new Error(built.error);
});

for (const frozen of states) {
  test(`${frozen.name}: axe finds no violation on any board`, async ({ browser }) => {
    test.setTimeout(180_000);
    const found: string[] = [];
    for (const query of boardIds.map((id) => `board=${id}`)) {
      for (const theme of ['dark', 'light'] as const) {
        const page = await openFrozenConsole(browser, frozen, { query, theme, width: 1366, height: 768 });
        const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
        for (const { id, nodes } of violations) {
          const first = nodes[0];
          found.push(
            `${query} ${theme}: ${id} ×${nodes.length} ${first?.html.slice(0, 160) ?? ''} ${first?.failureSummary?.split('\n')[1]?.slice(0, 200) ?? ''}`,
          );
        }
        await page.context().close();
      }
    }
    expect(found).toEqual([]);
  });
}

test('high contrast and twice the size: axe finds no violation on any board', async ({ browser }) => {
  test.setTimeout(120_000);
  const [live] = states;
  if (live === undefined) throw new Error('no frozen state');
  const found: string[] = [];
  for (const query of boardIds.map((id) => `board=${id}&zoom=200`)) {
    const page = await openFrozenConsole(browser, live, {
      ...{ query, theme: 'contrast', width: 1366, height: 768 },
    });
    const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
    for (const { id, nodes } of violations)
      found.push(`${query}: ${id} ${nodes[0]?.html.slice(0, 160) ?? ''}`);
    await page.context().close();
  }
  expect(found).toEqual([]);
});
