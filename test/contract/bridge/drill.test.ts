import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { chromium, expect as see, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Drill } from '../../../shared/model/drill.ts';
import type { Incident } from '../../../shared/model/incident.ts';
import { chromiumLaunch } from '../../support/chromium.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { feedClient, type FeedClient } from '../../support/feedClient.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';

const title = 'Carrier lost at Frankfurt';
const patience = { timeout: 20_000 };

describe('a console that is cut off on purpose from a real gateway', () => {
  const folder = temporaryFolder('drill');
  let gateway: RestartableServer;
  let other: FeedClient;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    await ensureBuilt();
    const policyFile = join(folder.path, 'policy.yaml');
    // No P0 of its own: no drill begins while one is open.
    const policy = readFileSync('assets/policy/acgs.yaml', 'utf8')
      .replace('scenario: one-p0', 'scenario: quiet-night')
      .replace('folder: ../runbooks', `folder: ${resolve('assets/runbooks')}`);
    writeFileSync(policyFile, policy);
    const port = await freePort();
    gateway = await startGatewayProcess({ port, policyFile, dataDir: join(folder.path, 'data') });
    other = await feedClient(`ws://127.0.0.1:${port}/feed`, 'J. Rao');
    await other.live();
    await other.send('incident.declare', { title, severity: 'P2' });
    browser = await chromium.launch(chromiumLaunch());
    page = await browser.newPage();
    await page.goto(`${gateway.url}/?board=queue&person=M.+Tanaka`);
    await see(page.getByRole('row', { name: title })).toBeVisible(patience);
  }, 120_000);

  afterAll(async () => {
    other?.stop();
    await browser?.close();
    await gateway?.stop();
    folder.remove();
  });

  const band = (text: RegExp) => page.getByRole('status').filter({ hasText: text });
  const incident = (): Incident | undefined =>
    Object.values(other.state().entities.incident).find((one) => one.title === title);
  const keys = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const drills = (count: number): Promise<readonly Drill[]> =>
    other.until(`${count} drills on record`, () => {
      const all = Object.values(other.state().entities.drill).sort((one, two) => one.from - two.from);
      return all.length === count ? all : undefined;
    });
  const cutOff = async (): Promise<void> => {
    await keys('g', 'r');
    await see(page.getByRole('listbox', { name: 'Runbooks found' })).toBeVisible(patience);
    await keys('d');
    await page.getByRole('button', { name: 'Cut off for 5 min' }).click();
    await see(band(/DRILL · feed cut off/)).toBeVisible(patience);
    await see(page.getByText('Feed lost')).toHaveCount(0);
  };

  it('acts wait; what is refused comes back with what changed meanwhile and a choice; all of it is on record', async () => {
    await cutOff();
    await keys('g', 'q');
    await page.getByRole('row', { name: title }).click();
    await keys('a');
    await see(band(/1 act waits to be sent/)).toBeVisible(patience);
    // Somebody else was quicker; this console can't know.
    const { id } = await other.until('the incident', incident);
    await other.send('incident.acknowledge', { incident: id });
    await other.until('the acknowledgement', () => incident()?.acknowledged);
    await other.send('incident.note', { incident: id, text: 'Provider confirms the fault' });
    await other.until('the note', () => incident()?.timeline.find(({ kind }) => kind === 'note'));
    await see(page.getByText('Provider confirms the fault')).toHaveCount(0);

    await keys('F2');
    await see(band(/1 act was refused/)).toBeVisible(patience);
    await see(band(/Drill over, feed back after/)).toContainText('1 act refused');
    await keys('Shift+O');
    const refused = page.getByRole('list', { name: 'Refused' });
    await see(refused).toContainText(`Acknowledge ${id}`);
    await see(refused).toContainText(/was acknowledged by J\. Rao at .* assign it to take it over/);
    await see(refused).toContainText('Since it was given');
    await see(refused).toContainText('Provider confirms the fault');
    await see(page.getByRole('button', { name: 'Dismiss' }).last()).toBeVisible();
    await page.getByRole('button', { name: 'Give as a note' }).click();
    const note = await other.until('the act as a note', () =>
      incident()?.timeline.find(({ kind, text }) => kind === 'note' && text.startsWith(`Acknowledge ${id}`)),
    );
    expect(note.text).toMatch(/Given without a feed at .* refused: .*J\. Rao/);
    await see(refused).toHaveCount(0);
    expect(incident()?.acknowledged?.by).toBe('J. Rao');

    const [drill] = await drills(1);
    expect(drill).toMatchObject({
      ...{ shell: 'browser', ended: 'person', plannedMs: 300_000, actsTotal: 1 },
      acts: [{ what: `Acknowledge ${id}`, fate: 'refused' }],
      missed: { opened: 0, resolved: 0, worst: [] },
    });
    expect(drill?.readiness?.rules).toBeGreaterThan(0);
  }, 120_000);

  it('an end by reload is on record too, and a P0 that opened meanwhile is told by the feed that is back', async () => {
    await keys('Escape');
    await cutOff();
    await page.getByRole('searchbox', { name: 'Search runbooks' }).fill('postgre');
    await other.send('incident.declare', { title: 'Payments down', severity: 'P0' });
    const worst = await other.until('the P0', () =>
      Object.values(other.state().entities.incident).find(({ severity }) => severity === 'P0'),
    );
    await keys('F2');
    await see(band(/Drill over/)).toContainText(`Opened meanwhile: P0 ${worst.id}, Payments down.`, patience);
    const [, second] = await drills(2);
    expect(second?.missed).toMatchObject({ opened: 1, worst: [{ id: worst.id, severity: 'P0' }] });

    // While it is open, nobody cuts a console off.
    await keys('Escape', 'g', 'r', 'd');
    await page.getByRole('button', { name: 'Cut off for 1 min' }).click();
    await see(page.getByRole('alert')).toContainText(`${worst.id} is P0 and open`, patience);
    await other.send('incident.resolve', { incident: worst.id, note: 'A test of the drill' });
    await see(band(/DRILL ·/)).toHaveCount(0);
    await other.until('its end', () =>
      other.state().entities.incident[worst.id]?.status === 'resolved' ? true : undefined,
    );

    await keys('g', 'q');
    await cutOff();
    await page.reload();
    const [, , third] = await drills(3);
    expect(third).toMatchObject({ ended: 'restart' });
    await see(band(/DRILL ·/)).toHaveCount(0);

    // On record is what the journal gives back.
    await gateway.kill('SIGKILL');
    await gateway.restart();
    other.reconnect();
    const after = await drills(3);
    expect(after.map(({ ended }) => ended)).toEqual(['person', 'person', 'restart']);
    await keys('g', 'r', 'd');
    await see(page.getByRole('article', { name: 'Drill' })).toContainText('ended by a restart', patience);
  }, 120_000);
});
