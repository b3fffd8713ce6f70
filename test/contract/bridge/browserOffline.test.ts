import { createHash } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, expect as see, type BrowserContext, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { boardIds } from '../../../shared/model/board.ts';
import { chromiumLaunch } from '../../support/chromium.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { feedClient, type FeedClient } from '../../support/feedClient.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';

const title = 'Carrier lost at Frankfurt';
const patience = { timeout: 25_000, interval: 100 };

describe('a page in a browser whose gateway is gone', () => {
  const folder = temporaryFolder('browser-offline');
  const renderer = join(folder.path, 'renderer');
  const dist = join(import.meta.dirname, '../../../dist/renderer');
  let gateway: RestartableServer;
  let client: FeedClient;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    await ensureBuilt();
    cpSync(dist, renderer, { recursive: true });
    const port = await freePort();
    gateway = await startGatewayProcess({
      port,
      policyFile: 'assets/policy/acgs.yaml',
      dataDir: join(folder.path, 'data'),
      args: ['--renderer', renderer],
    });
    client = await feedClient(`ws://127.0.0.1:${port}/feed`, 'K. Tester');
    await client.live();
    await client.send('incident.declare', { title, severity: 'P1' });
    context = await chromium.launchPersistentContext(join(folder.path, 'profile'), chromiumLaunch());
    page = await context.newPage();
    await page.goto(`${gateway.url}/?board=queue`);
    await see(page.getByRole('row', { name: title })).toBeVisible({ timeout: 15_000 });
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  }, 120_000);

  afterAll(async () => {
    client?.stop();
    await context?.close();
    await gateway?.stop();
    folder.remove();
  });

  const band = () => page.getByRole('status').filter({ hasText: /Feed lost/ });
  const notice = (text: RegExp) => page.getByRole('alert').filter({ hasText: text });
  const kept = (): Promise<string> => page.evaluate(readState);

  it('comes back with the last state and its age on every board; acts wait, and are applied once', async () => {
    await vi.waitFor(async () => expect(await kept()).toContain(title), patience);
    await gateway.kill('SIGKILL');
    for (const board of boardIds) {
      await page.goto(`${gateway.url}/?board=${board}`);
      await see(band()).toContainText(/Everything below is as of\s+\d\d:\d\d:\d\d UTC/);
      await see(page.getByText(/^Last known: .+, at \d\d:\d\d:\d\d UTC$/)).toBeVisible();
      await see(page.getByLabel('Posture')).toHaveCount(0);
    }
    // Nor does a wall go blank, whatever it shows.
    for (const board of boardIds) {
      await page.goto(`${gateway.url}/?mode=wall&board=${board}`);
      await see(band()).toContainText(/All is as of\s+\d\d:\d\d:\d\d UTC.*Runbooks work/);
      await see(page.locator('[class*="_board_"]').first(), board).toContainText(/\w/);
    }
    await page.goto(`${gateway.url}/?board=queue`);
    await page.getByRole('row', { name: title }).click();
    await page.keyboard.press('a');
    await see(band()).toContainText('1 act waits to be sent');
    await page.reload();
    await see(band()).toContainText('1 act waits to be sent');
    await gateway.restart();
    client.reconnect();
    const incident = await client.until('the acknowledged incident', () =>
      Object.values(client.state().entities.incident).find(
        (one) => one.title === title && one.status === 'acknowledged',
      ),
    );
    await see(band()).toHaveCount(0, { timeout: 20_000 });
    expect(incident.timeline.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  }, 120_000);

  it('keeps contacts under a passphrase, and asks for it after a reload without the gateway', async () => {
    const sheet = page.getByRole('dialog', { name: /contacts/i });
    const call = page.getByRole('complementary', { name: 'Beside the runbook' });
    await page.goto(`${gateway.url}/?board=runbooks`);
    await see(call).toContainText('+1 202 555');
    await page.keyboard.press('Shift+U');
    await sheet.getByLabel('New passphrase, 8 characters or more').fill('four of the cooks');
    await sheet.getByLabel('New passphrase again').fill('four of the cook');
    await page.keyboard.press('Enter');
    await see(sheet.getByRole('alert')).toHaveText('The two new passphrases are not the same.');
    await sheet.getByLabel('New passphrase, 8 characters or more').fill('four of the cooks');
    await sheet.getByLabel('New passphrase again').fill('four of the cooks');
    await page.keyboard.press('Enter');
    await see(sheet.getByRole('status')).toHaveText('The passphrase is set.');
    await page.keyboard.press('Escape');
    await vi.waitFor(async () => expect(await kept()).toContain(title), patience);
    expect(await kept()).not.toContain('202 555');
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('cooks');
    await see(call).toContainText('+1 202 555');
    await gateway.kill('SIGKILL');
    await page.reload();
    await see(band()).toContainText('contacts are locked');
    await see(call).toContainText('locked');
    await see(call).not.toContainText('202 555');
    await page.keyboard.press('Shift+U');
    await sheet.getByLabel('Passphrase').fill('none of the cooks');
    await page.keyboard.press('Enter');
    await see(sheet.getByRole('alert')).toHaveText('This is not the passphrase of the contacts.');
    await sheet.getByLabel('Passphrase').fill('four of the cooks');
    await page.keyboard.press('Enter');
    await see(sheet).toHaveCount(0);
    await see(call).toContainText('+1 202 555');
    await gateway.restart();
    await see(band()).toHaveCount(0, { timeout: 20_000 });
    await page.keyboard.press('Shift+U');
    await sheet.getByRole('button', { name: 'Keep them as plain text again' }).click();
    await vi.waitFor(async () => expect(await kept()).toContain('202 555'), patience);
    await page.goto(`${gateway.url}/?board=queue`);
  }, 120_000);

  it('never serves the feed, the library or health from its copy', async () => {
    await gateway.kill('SIGKILL');
    const answers = await page.evaluate(() =>
      Promise.all(
        ['/healthz', '/library/manifest', '/metrics', '/feed'].map((path) =>
          fetch(path).then(
            () => 'answered',
            () => 'no answer',
          ),
        ),
      ),
    );
    expect(answers).toEqual(['no answer', 'no answer', 'no answer', 'no answer']);
    await gateway.restart();
  }, 60_000);

  it('takes a newer build at the next load and says so; never half of one', async () => {
    const index = readFileSync(join(renderer, 'index.html'), 'utf8');
    const worker = readFileSync(join(renderer, 'service-worker.js'), 'utf8');
    const build = (html: string, digest: string): void => {
      writeFileSync(join(renderer, 'index.html'), html);
      const version = /"version":"(\w+)"/.exec(worker)?.[1] ?? '';
      const text = worker.replace(sha256(index), digest).replace(version, digest.slice(0, 16));
      writeFileSync(join(renderer, 'service-worker.js'), text);
    };
    const titleOf = async (): Promise<string> => (await page.reload(), page.title());
    const update = (): Promise<string> =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        await registration.update().catch(() => undefined);
        const worker = registration.installing;
        if (worker === null) return 'nothing to install';
        return new Promise<string>((resolve) => {
          worker.onstatechange = () => {
            if (worker.state === 'activated' || worker.state === 'redundant') resolve(worker.state);
          };
        });
      });
    const half = index.replace('<title>Watchfloor', '<title>Half');
    build(half, sha256('of a file that is not there yet'));
    expect(await update()).toBe('redundant');
    expect(await titleOf()).toBe('Watchfloor');
    const newer = index.replace('<title>Watchfloor', '<title>Newer');
    build(newer, sha256(newer));
    // The reload above may still be trying the half build.
    await vi.waitFor(async () => expect(await update()).toBe('activated'), patience);
    await see(notice(/newer console is here/)).toBeVisible();
    await gateway.kill('SIGKILL');
    expect(await titleOf()).toBe('Newer');
    await gateway.restart();
  }, 60_000);

  it('starts on a damaged record, says so, and keeps the next state', async () => {
    await page.evaluate(damageState);
    await page.reload();
    await see(notice(/last state could not be read/)).toBeVisible();
    await vi.waitFor(async () => expect(await kept()).toContain(title), patience);
  }, 60_000);

  it('says that the browser has no room, and goes on', async () => {
    await page.addInitScript(refuseStates);
    await page.reload();
    await see(page.getByRole('row', { name: title })).toBeVisible();
    await see(notice(/last state could not be written/)).toBeVisible({ timeout: 25_000 });
    await client.send('incident.declare', { title: 'Second', severity: 'P3' });
    await see(page.getByRole('row', { name: 'Second' })).toBeVisible();
  }, 60_000);
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** In the page: what it keeps of the last state, as text. */
const readState = (): Promise<string> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('watchfloor-state');
    opening.onerror = () => reject(new Error('not opened'));
    opening.onsuccess = () => {
      const reading = opening.result.transaction('states').objectStore('states').get('newest');
      reading.onsuccess = () => resolve(JSON.stringify(reading.result ?? ''));
      opening.result.close();
    };
  });

/** In the page: replaces the last state by something that it is not. */
const damageState = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('watchfloor-state');
    opening.onerror = () => reject(new Error('not opened'));
    opening.onsuccess = () => {
      const writing = opening.result.transaction('states', 'readwrite');
      writing.objectStore('states').put({ version: 1, source: 7 }, 'newest');
      writing.oncomplete = () => resolve();
      opening.result.close();
    };
  });

/** In the page: its storage takes no state any more, as when its quota is used up. */
const refuseStates = (): void => {
  // Called below with its own `this`.
  // eslint-disable-next-line @typescript-eslint/unbound-method
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (...args): IDBRequest<IDBValidKey> {
    const request = put.apply(this, args);
    if (this.name === 'states') this.transaction.abort();
    return request;
  };
};
