import { expect, test, type Page } from '@playwright/test';
import { chooseName } from '../support/chooseName.ts';
import { feedClient } from '../support/feedClient.ts';
import { startFloor, type Floor } from '../support/floor.ts';

/** The real thing on a real screen: estate, Prometheus, Alertmanager, gateway, Chromium. */
test.describe.configure({ mode: 'serial' });

let floor: Floor;
let wall: Page;
let desk: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  floor = await startFloor();
  wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  desk = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await wall.goto(`${floor.gateway.url}/?mode=wall&board=health`);
  await desk.goto(`${floor.gateway.url}/?board=queue`);
  await expect(wall.getByText(/All \d+ as they should be/)).toBeVisible({ timeout: 90_000 });
});

test.afterAll(async () => {
  await floor?.stop();
});

const tile = (page: Page, service: string) => page.locator(`[data-service="${service}"]`).first();

test('a service dies: the wall says down with the reason, the queue has the incident', async () => {
  const started = performance.now();
  await floor.estate.set('auth', 'down');
  await expect(tile(wall, 'auth')).toHaveAttribute('data-state', 'down', { timeout: 60_000 });
  console.log(`fault to screen: ${((performance.now() - started) / 1000).toFixed(1)} s`);
  await expect(tile(wall, 'auth')).toContainText(/Down since \d\d:\d\d/);
  await expect(tile(wall, 'auth')).toContainText(/scrape|health check|refused|ServiceDown/i);
  await expect(wall.getByLabel('Posture').getByText('1 down')).toBeVisible();
  await expect(wall.getByRole('region', { name: /Critical/ }).getByText(/1 down/)).toBeVisible();
  await expect(desk.getByRole('row', { name: /Auth Service is unavailable/ })).toContainText('P0');
});

test('a console says who is at it, by keys alone; a wall asks nobody', async () => {
  await expect(wall.locator('button[aria-keyshortcuts="w"]')).toHaveCount(0);
  await chooseName(desk, 'M. Tanaka');
});

test('one key acknowledges, and every other console shows who has it', async ({ browser }) => {
  const other = await browser.newPage();
  await other.goto(`${floor.gateway.url}/?board=queue`);
  const row = (page: Page) => page.getByRole('row', { name: /Auth Service is unavailable/ });
  await expect(row(other)).toContainText('no owner');
  await row(desk).click();
  await desk.keyboard.press('a');
  await expect(row(other)).toContainText('M. Tanaka');
  await expect(desk.getByRole('region', { name: 'Incident detail' })).toContainText('Acknowledged');
  await other.close();
});

test('a second acknowledgement is refused with who was first, and what to do', async () => {
  const second = await feedClient(floor.feedUrl, 'L. Meyer');
  const incident = await second.until('the incident', () =>
    Object.values(second.state().entities.incident).find(({ service }) => service === 'auth'),
  );
  await second.send('incident.acknowledge', { incident: incident.id });
  const refused = await second.until('the refusal', () =>
    second.outgoing().find(({ state }) => state === 'refused'),
  );
  expect(refused.message).toMatch(
    /was acknowledged by M\. Tanaka at \d\d:\d\d:\d\d UTC; assign it to take it over/,
  );
  second.stop();
});

test('the network is cut: the console says so, keeps the last state aged, and resumes without a reload', async () => {
  await desk.evaluate(() => Object.assign(globalThis, { notReloaded: true }));
  await floor.gateway.kill('SIGSTOP');
  await expect(desk.getByRole('status').filter({ hasText: 'Feed lost' })).toBeVisible({ timeout: 12_000 });
  await expect(wall.getByText(/Last known: .*1 down/)).toBeVisible();
  await expect(tile(wall, 'auth')).toContainText('Was down');
  expect(await wall.locator('[data-service][data-state="operational"]').count()).toBe(0);
  await expect(desk.getByRole('row', { name: /Auth Service is unavailable/ })).toBeVisible();
  await desk.keyboard.press('n');
  await desk.keyboard.type('written while the feed was lost');
  await desk.keyboard.press('Control+Enter');
  await expect(desk.getByText(/waits to be sent/).first()).toBeVisible();
  await floor.gateway.kill('SIGCONT');
  await expect(desk.getByRole('status').filter({ hasText: 'Feed lost' })).toBeHidden({ timeout: 60_000 });
  await expect(desk.getByRole('region', { name: 'Incident detail' })).toContainText(
    'written while the feed was lost',
  );
  expect(await desk.evaluate(() => Reflect.get(globalThis, 'notReloaded') === true)).toBe(true);
});

test('Prometheus falls silent: what rests on it reads unknown, and health checks still speak', async () => {
  await floor.prometheus.kill('SIGSTOP');
  await expect(tile(wall, 'formal-verification')).toHaveAttribute('data-state', 'unknown', {
    timeout: 60_000,
  });
  await expect(tile(wall, 'formal-verification')).toContainText(/Unknown since|Unknown/);
  await expect(tile(wall, 'formal-verification')).toContainText('?');
  await floor.estate.set('policy-governance', 'down');
  await expect(tile(wall, 'policy-governance')).toHaveAttribute('data-state', 'down', { timeout: 60_000 });
  await floor.prometheus.kill('SIGCONT');
  await floor.estate.set('policy-governance', 'none');
});
