import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect as see, type Page } from '@playwright/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeskEvent } from '../../../gateway/desk/events.ts';
import { openSqliteJournal } from '../../../gateway/journal/sqliteJournal.ts';
import { restoredState } from '../../../shared/feed/lastState.ts';
import { handoffIdOf } from '../../../shared/rules/handoffs.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, type StandInConsole } from '../../support/electronStandIn/launch.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';

const hourMs = 3_600_000;
const shiftMs = 8 * hourMs;
const kept = 10;
/** The ends of the last shifts that are over, the newest first. */
const boundaries = Array.from(
  { length: kept + 2 },
  (_, place) => Math.floor(Date.now() / shiftMs) * shiftMs - place * shiftMs,
);
const ids = boundaries.map(handoffIdOf);

const folder = temporaryFolder('records-offline');
let gateway: RestartableServer;
let running: StandInConsole;
let port: number;

/** What a desk that handed over at each of these ends has in its journal. */
function handedOver(boundaryAt: number): readonly DeskEvent[] {
  const handoff = handoffIdOf(boundaryAt);
  const person = (name: string) => ({ kind: 'person', name }) as const;
  const difference = { lines: [], total: 0 };
  // No two shifts after one another are taken by the same person: they differ.
  const taker = boundaries.indexOf(boundaryAt) % 2 === 0 ? 'L. Meyer' : 'J. Rao';
  const at = (minutes: number): number => boundaryAt + minutes * 60_000;
  return [
    {
      ...{
        type: 'handoff.begun',
        at: at(-30),
        by: { kind: 'gateway', name: 'gateway' },
        handoff,
        boundaryAt,
      },
      ...{ nextEndsAt: boundaryAt + shiftMs, accepts: ['P0', 'P1'], since: { at: boundaryAt - shiftMs } },
      from: { shift: 'one', name: 'Shift 1', site: 'Singapore' },
      to: { shift: 'two', name: 'Shift 2', site: 'Berlin' },
      items: [],
    },
    {
      ...{ type: 'handoff.noted', at: at(-9), by: person('M. Tanaka'), handoff, revision: 1 },
      text: `What was known at ${handoff}`,
    },
    { type: 'handoff.signed', at: at(-8), by: person('M. Tanaka'), handoff, side: 'outgoing', difference },
    { type: 'handoff.signed', at: at(-2), by: person(taker), handoff, side: 'incoming', difference },
  ];
}

const open = (): Promise<StandInConsole> =>
  launchStandIn({
    dataFolder: join(folder.path, 'console'),
    args: ['--gateway', `ws://127.0.0.1:${port}/feed`],
  });

beforeAll(async () => {
  await ensureBuilt();
  const data = join(folder.path, 'gateway');
  mkdirSync(data);
  mkdirSync(join(folder.path, 'console'));
  const settings = { board: 'handoff', person: 'L. Meyer' };
  writeFileSync(join(folder.path, 'console/settings.json'), JSON.stringify(settings));
  const journal = openSqliteJournal(data);
  if (!journal.ok) throw new Error(journal.error);
  for (const boundary of boundaries.toReversed()) journal.value.append(handedOver(boundary));
  journal.value.close();
  port = await freePort();
  gateway = await startGatewayProcess({ port, policyFile: 'assets/policy/acgs.yaml', dataDir: data });
}, 180_000);
afterAll(async () => {
  await running?.close();
  await gateway?.stop();
  folder.remove();
});

const listed = (page: Page) => page.getByRole('region', { name: 'Records' }).getByRole('listitem');
const openRecords = async (page: Page): Promise<void> => {
  await see(page.getByRole('heading', { name: /hands over to/ })).toBeVisible({ timeout: 20_000 });
  await page.keyboard.press('Shift+R');
};

it('the last ten records are in the last state on disk, and are read, searched and compared without a gateway', async () => {
  running = await open();
  await openRecords(running.page);
  // With a gateway all are found, also those that no console holds.
  await see(listed(running.page)).toHaveCount(boundaries.length, { timeout: 20_000 });
  await running.close();
  await gateway.kill('SIGKILL');

  const text = readFileSync(join(folder.path, 'console/last-state.json'), 'utf8');
  const state = restoredState(undefined, JSON.parse(text));
  const closed = Object.values(state?.entities.handoff ?? {}).filter((one) => one.closed !== undefined);
  expect(closed.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, kept).toSorted());

  running = await open();
  const { page } = running;
  await see(page.getByRole('status').filter({ hasText: /Feed lost/ })).toBeVisible();
  await openRecords(page);
  await see(page.getByText(/^Only what this console holds/)).toBeVisible();
  await see(listed(page)).toHaveCount(kept);
  for (const id of ids.slice(0, kept)) await see(listed(page).filter({ hasText: id })).toHaveCount(1);
  const oldest = ids[kept - 1] ?? '';
  await page.getByRole('searchbox').fill(`known ${oldest}`);
  await see(listed(page)).toHaveCount(1);
  await see(page.getByRole('article')).toContainText(`What was known at ${oldest}`);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('searchbox').press('Escape');
  await page.keyboard.press('m');
  await see(page.getByRole('table', { name: 'What differs' })).toBeVisible();
}, 120_000);
