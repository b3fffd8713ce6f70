import { readFileSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { parse, stringify } from 'yaml';
import { startFloor, type Floor } from '../support/floor.ts';
import { acgsWith, rulesOf } from '../support/writtenPolicy.ts';

/** Budgets of the real estate, by a real Prometheus with the written rules, on a real screen. */
test.describe.configure({ mode: 'serial' });

const objective = 'sla-availability-critical/auth';
/** The policy's hours, as seconds: a test can't wait as long as an operator. The last is longer than any tail. */
const pairs = [
  { long: '1m', short: '10s', factor: 14.4, severity: 'page', opens: 'P1' },
  { long: '1h', short: '1m', factor: 6, severity: 'ticket', opens: 'P3' },
] as const;
const lengths = { '10s': 10_000, '1m': 60_000, '1h': 3_600_000 } as const;
const windows = pairs.map((pair) => ({ ...pair, long: lengths[pair.long], short: lengths[pair.short] }));

let floor: Floor;
let wall: Page;
let desk: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  const acgs = parse(readFileSync('assets/policy/acgs.yaml', 'utf8')) as object;
  const policyText = stringify({ ...acgs, burn: { windows: pairs } });
  const { text } = rulesOf(await acgsWith(() => ({ burn: { windows } })));
  floor = await startFloor({ policyText, moreRules: text.replaceAll(/interval: .*/g, 'interval: 2s') });
  wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  desk = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await wall.goto(`${floor.gateway.url}/?mode=wall&board=burn`);
  await desk.goto(`${floor.gateway.url}/?board=burn`);
});

test.afterAll(async () => {
  await floor?.stop();
});

const rows = (state: string) => wall.locator(`[data-objective][data-state="${state}"]`);
const row = () => wall.locator(`[data-objective="${objective}"]`);
const budgets = () => desk.getByRole('article', { name: 'Objective' }).locator('section').nth(1);

/** How many scrapes of auth failed, by Prometheus itself. */
async function failedScrapes(): Promise<number> {
  const bad = encodeURIComponent(
    'sum(count_over_time(up{service="auth"}[1h])) - sum(sum_over_time(up{service="auth"}[1h]))',
  );
  const response = await fetch(`${floor.prometheus.url}/api/v1/query?query=${bad}`);
  const { data } = (await response.json()) as {
    readonly data: { readonly result: readonly { readonly value: readonly [number, string] }[] };
  };
  return Number(data.result[0]?.value[1]);
}

/** Bad events of the 30 days, as the workstation shows them. */
async function shownBad(): Promise<number> {
  const words = await budgets()
    .getByRole('row', { name: /rolling 30 d/ })
    .getByRole('cell')
    .nth(3)
    .textContent();
  return Number(/^([\d,.]+) of/.exec(words ?? '')?.[1]?.replaceAll(',', ''));
}

test('the board shows the estate’s objectives, by what the rules recorded', async () => {
  test.setTimeout(240_000);
  // Where the first look finds no recorded series yet, the next one is a minute later.
  await expect(rows('operational').first()).toBeVisible({ timeout: 90_000 });
  await expect(wall.getByText(/Page \d of \d/).first()).toBeVisible();
  await desk.locator(`[id="objective ${objective}"]`).click();
  await expect(desk.getByText('from recording rules')).toBeVisible({ timeout: 100_000 });
  await expect(rows('unknown')).toHaveCount(0, { timeout: 60_000 });
});

test('a service dies: its availability burns within seconds, by the scrapes that Prometheus counted', async () => {
  const started = performance.now();
  await floor.estate.set('auth', 'down');
  await expect(row()).toHaveAttribute('data-state', /^(degraded|down)$/, { timeout: 30_000 });
  // Of a budget that rests on minutes only, some seconds spend all.
  console.log(`fault to burning: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await expect(desk.getByRole('article', { name: 'Objective' })).toContainText(
    /Critical since \d\d:\d\d UTC/,
  );
  await expect.poll(shownBad).toBeGreaterThan(0);
  const before = await failedScrapes();
  await expect.poll(shownBad, { timeout: 30_000 }).toBeGreaterThanOrEqual(before);
  const shown = await shownBad();
  expect(shown).toBeLessThanOrEqual(await failedScrapes());
});

/** Nothing may look current: every row unknown, its figure a question mark, its last one with a time. */
async function expectAllUnknown(timeout: number): Promise<void> {
  const chip = async (name: string): Promise<number> => {
    const words = await desk.getByRole('button', { name: new RegExp(`^${name} ?\\d+`) }).textContent();
    return Number(/\d+/.exec(words ?? '')?.[0]);
  };
  // One has no budget: its figure is not asked with the objectives, and may be known all the same.
  await expect.poll(async () => (await chip('All')) - (await chip('Unknown')), { timeout }).toBeLessThan(2);
  await expect(wall.locator('[data-objective]:not([data-state="unknown"])')).toHaveCount(0);
  const shown = await wall.locator('[data-objective]').allTextContents();
  expect(shown.length).toBeGreaterThan(0);
  for (const words of shown) {
    expect(words).toContain('?%');
    expect(words).toMatch(/Unknown since \d\d:\d\d UTC, was \d+ %/);
  }
  const article = desk.getByRole('article', { name: 'Objective' });
  await expect(article).toContainText(/Unknown since \d\d:\d\d UTC/);
  await expect(article).toContainText(/as of \d\d:\d\d:\d\d UTC/);
  await expect(budgets().getByRole('table')).toHaveAttribute('data-aged', 'true');
  await expect.poll(shownBad).toBeGreaterThan(0);
}

async function expectKnownAgain(): Promise<void> {
  await expect(rows('unknown')).toHaveCount(0, { timeout: 90_000 });
}

test('Prometheus falls silent: every budget is unknown since then, and keeps its last figures aged', async () => {
  await floor.prometheus.kill('SIGSTOP');
  await expectAllUnknown(60_000);
  await floor.prometheus.kill('SIGCONT');
  await expectKnownAgain();
});

test('Prometheus answers errors: unknown, with the broken link', async () => {
  floor.proxy.mood = 'errors';
  await expectAllUnknown(60_000);
  await expect(desk.getByRole('article', { name: 'Objective' })).toContainText(
    /Prometheus (silent since|is late)/,
  );
  floor.proxy.mood = 'passes';
  await expectKnownAgain();
});

test('Prometheus answers in part: unknown, with what is missing', async () => {
  // Without the rules' answer each objective has to be asked, at the rate that is allowed.
  test.setTimeout(240_000);
  floor.proxy.mood = 'partial';
  await expectAllUnknown(100_000);
  await expect(desk.getByRole('article', { name: 'Objective' })).toContainText('store eu-2 does not answer');
  floor.proxy.mood = 'passes';
  await expectKnownAgain();
});
