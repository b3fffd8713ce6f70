import { expect, test, type Page } from '@playwright/test';
import { chooseName } from '../support/chooseName.ts';
import { startStormFloor, stormOf } from '../support/storm.ts';

test('several are acknowledged at once, and two are merged by keys alone; another console shows both', async ({
  browser,
}) => {
  test.setTimeout(180_000);
  const { alerts, causes } = stormOf({ outage: 2, shared: 0, each: 0, alone: 3 });
  const floor = await startStormFloor();
  try {
    const desk = await browser.newPage();
    const other = await browser.newPage();
    await desk.goto(`${floor.gateway.url}/?board=queue`);
    await other.goto(`${floor.gateway.url}/?board=queue`);
    await floor.pour(alerts, 600);
    for (const page of [desk, other])
      await expect(page.getByRole('button', { name: `Open ${causes.size}` })).toBeVisible({
        timeout: 60_000,
      });

    await chooseName(desk, 'M. Tanaka');
    await desk.keyboard.press('Shift+A');
    await expect(desk.getByText(`${causes.size} incidents selected`)).toBeVisible();
    await desk.keyboard.press('a');
    await expect(desk.getByText(`Acknowledge: ${causes.size} done`)).toBeVisible({ timeout: 30_000 });
    for (const title of causes.keys()) await expect(row(other, title)).toContainText('M. Tanaka');
    await expect(other.getByRole('button', { name: 'Unacknowledged 0' })).toBeVisible();

    await desk.keyboard.press('Escape');
    await row(desk, 'Lone fault 0').click();
    const merged = await idOf(desk, 'Lone fault 0');
    const into = await idOf(desk, 'Lone fault 1');
    await desk.keyboard.press('Shift+J');
    await expect(desk.getByRole('combobox', { name: 'Into' })).toBeFocused();
    // A list that has the focus takes what is typed as the beginning of an entry.
    await desk.keyboard.type(into);
    await desk.keyboard.press('Control+Enter');
    await expect(row(other, 'Lone fault 0')).toHaveCount(0, { timeout: 30_000 });
    await expect(row(other, 'Lone fault 1')).toContainText('2 alerts');
    await row(other, 'Lone fault 1').click();
    const detail = other.getByRole('region', { name: 'Incident detail' });
    await expect(detail).toContainText(`${merged} merged into it`);
    await detail.getByRole('button', { name: merged, exact: true }).click();
    await expect(detail).toContainText(`Merged into ${into}`);
  } catch (error) {
    console.log(floor.gateway.output().slice(-4_000));
    throw error;
  } finally {
    await floor.stop();
  }
});

const row = (page: Page, title: string) => page.getByRole('row', { name: new RegExp(title) });

async function idOf(page: Page, title: string): Promise<string> {
  const id = /INC-\d+/.exec((await row(page, title).textContent()) ?? '')?.[0];
  if (id === undefined) throw new Error(`No incident is called ${title}`);
  return id;
}
