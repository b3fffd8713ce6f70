import { expect, test, type Page } from '@playwright/test';
import { chooseName } from '../support/chooseName.ts';
import { feedClient, type FeedClient } from '../support/feedClient.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import { freePort } from '../support/ports.ts';
import type { RestartableServer } from '../support/restartable.ts';

/** A runbook followed to its end by keys alone, with the network cut in the middle of it. */
test.describe.configure({ mode: 'serial' });

let gateway: RestartableServer;
let other: FeedClient;
let page: Page;
let incident: string;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000);
  gateway = await startGatewayProcess({ port: await freePort(), policyFile: 'assets/policy/acgs.yaml' });
  other = await feedClient(`${gateway.url.replace('http', 'ws')}/feed`, 'J. Rao');
  await other.send('incident.declare', { title: 'Sign-in fails', severity: 'P0', service: 'auth' });
  incident = await other.until('the incident', () => incidentOf(other)?.id);
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${gateway.url}/?board=queue`);
  await chooseName(page, 'M. Tanaka');
});

test.afterAll(async () => {
  other?.stop();
  await gateway?.stop();
});

const incidentOf = (client: FeedClient) =>
  Object.values(client.state().entities.incident).find(({ title }) => title === 'Sign-in fails');
const linesOf = (client: FeedClient): readonly string[] =>
  (incidentOf(client)?.timeline ?? [])
    .filter(({ kind }) => kind === 'runbook')
    .map(({ text, by }) => `${text.replace(/ \(.*/, '')} | ${by.name}`);
const step = (number: number) => page.getByRole('listitem', { name: new RegExp(`^Step ${number}: `) });

test('one key opens the best runbook of the incident, and Escape leads back', async () => {
  await page.getByRole('row', { name: /Sign-in fails/ }).click();
  const article = page.getByRole('article', { name: 'Runbook: Service unavailable' });
  // The copy on this machine is taken in the background.
  await expect(async () => {
    if (await article.isHidden()) await page.keyboard.press('r');
    await expect(article).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expect(page.getByRole('group', { name: 'Run' })).toContainText(`${incident} not begun, 6 steps`);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: 'Incident detail' })).toContainText('Sign-in fails');
  await page.keyboard.press('r');
  await expect(article).toBeVisible();
});

test('two people see each other’s ticks', async () => {
  await page.keyboard.press('x');
  await expect(step(1)).toContainText(/\d\d:\d\d M\. Tanaka/);
  await other.until('the tick', () => Object.values(other.state().entities.runbookRun)[0]?.marks[0]);
  await other.send('runbook.mark', {
    ...{ incident, runbook: 'service-unavailable', title: 'Service unavailable' },
    ...{ step: 'ask-the-service-itself', stepTitle: 'Ask the service itself', number: 2, of: 6 },
    ...{ mark: 'done', at: Date.now() },
  });
  await expect(step(2)).toContainText('J. Rao');
  await expect(step(3)).toHaveAttribute('aria-current', 'step');
});

test('with the feed cut it goes on to its end; the ticks arrive once, in order', async () => {
  await gateway.kill('SIGSTOP');
  await expect(page.getByRole('status').filter({ hasText: 'Feed lost' })).toBeVisible({ timeout: 12_000 });
  await page.keyboard.press(' ');
  await expect(step(3)).toContainText('M. Tanaka · waits to be sent');
  await page.keyboard.press('f');
  await expect(step(4)).toContainText('failed');
  await expect(step(4)).toHaveAttribute('aria-current', 'step');
  await page.keyboard.press('u');
  await expect(step(4)).not.toContainText('failed');
  for (const number of [4, 5, 6]) {
    await expect(step(number)).toHaveAttribute('aria-current', 'step');
    await page.keyboard.press('x');
    await expect(step(number)).toContainText('waits to be sent');
  }
  await expect(page.getByText('All 6 steps are marked.')).toBeVisible();
  await page.keyboard.press('e');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Step 4 names the wrong host');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('group', { name: 'Run' })).toContainText('found wanting, said M. Tanaka');
  await expect(page.getByRole('group', { name: 'Run' })).toContainText('waits to be sent');

  await gateway.kill('SIGCONT');
  await expect(page.getByRole('status').filter({ hasText: 'Feed lost' })).toBeHidden({ timeout: 60_000 });
  await expect(page.getByText('waits to be sent')).toHaveCount(0);
  const last = 'Runbook found wanting, Service unavailable: Step 4 names the wrong host | M. Tanaka';
  await other.until('the end', () => (linesOf(other).at(-1) === last ? true : undefined), 60_000);
  expect(linesOf(other)).toEqual([
    'Runbook begun: Service unavailable | M. Tanaka',
    'Step 1 of 6 done: See whether it is this service or what it depends on | M. Tanaka',
    'Step 2 of 6 done: Ask the service itself | J. Rao',
    'Step 3 of 6 done: Look at what changed | M. Tanaka',
    'Step 4 of 6 failed: Keep the evidence, then restart | M. Tanaka',
    'Step 4 of 6 taken back: Keep the evidence, then restart | M. Tanaka',
    'Step 4 of 6 done: Keep the evidence, then restart | M. Tanaka',
    'Step 5 of 6 done: Fail over to the backup | M. Tanaka',
    'Step 6 of 6 done: Watch it hold, then resolve | M. Tanaka',
    last,
  ]);
});

test('the queue says of the incident how its run came out', async () => {
  await page.keyboard.press('g');
  await page.keyboard.press('q');
  await expect(page.getByRole('list', { name: 'Runbooks followed' })).toContainText(
    'Service unavailable: found wanting, M. Tanaka',
  );
});
