import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder, type StandInConsole } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

const patience = { timeout: 20_000, interval: 100 };
const title = 'P0 Card payments fail';

beforeAll(ensureBuilt, 120_000);

describe('sound and notifications of the desktop app (Electron stand-in)', () => {
  let running: StandInConsole;
  beforeAll(async () => {
    const dataFolder = newDataFolder();
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ sound: { notify: 'worst' } }));
    running = await launchStandIn({ dataFolder });
  }, 60_000);
  afterAll(() => running?.close());

  it('give the one window the voice, tell of a P0, and take its acknowledgement to the gateway', async () => {
    const bridge = bridgeIn(running.page);
    const heard = await bridge.subscribe();
    await heard.find('state', ({ state }) => state.epoch !== '');
    const mark = running.page.getByRole('button', { name: 'Sound: The sound is on.' });
    await vi.waitFor(async () => expect(await mark.count()).toBe(1), patience);

    await bridge.send('incident.declare', { title: 'Card payments fail', severity: 'P0' });
    await vi.waitFor(async () => expect(await running.notifications()).toContain(title), patience);
    await running.happen({ kind: 'notification', title });
    const detail = running.page.getByRole('heading', { name: 'Card payments fail' });
    await vi.waitFor(async () => expect(await detail.count()).toBeGreaterThan(0), patience);

    await running.happen({ kind: 'notification', title, button: 'Acknowledge' });
    await vi.waitFor(async () => expect(await running.notifications()).not.toContain(title), patience);
    await heard.find('outgoing', ({ outgoing }) =>
      outgoing.some(({ name, state }) => name === 'incident.acknowledge' && state === 'done'),
    );
  }, 90_000);

  it('say the posture in the tray, and snooze from there for every window', async () => {
    const tray = () => running.tray();
    await vi.waitFor(async () => expect((await tray())?.toolTip).toMatch(/^Watchfloor: .+/), patience);
    expect((await tray())?.icon).toMatch(/^(down|degraded|unknown|maintenance|operational)\.png$/);
    await running.happen({ kind: 'tray', label: 'Snooze the sound for 15 min' });
    const mark = running.page.getByText(/^Snoozed until/);
    await vi.waitFor(async () => expect(await mark.count()).toBe(1), patience);
    const end = await vi.waitFor(async () => {
      const label = (await tray())?.labels.find((one) => one.startsWith('End the snooze'));
      if (label === undefined) throw new Error('The tray does not know of the snooze.');
      return label;
    }, patience);
    await running.happen({ kind: 'tray', label: end });
    await vi.waitFor(async () => expect(await mark.count()).toBe(0), patience);
  }, 60_000);

  it('tell every window of a snooze, and nobody of a broken one', async () => {
    const heard = await bridgeIn(running.page).subscribe();
    const now = Date.now();
    await bridgeIn(running.page).setSettings({ sound: { snooze: { from: now, until: now + 600_000 } } });
    await heard.find('settings', ({ standing }) =>
      JSON.stringify(standing.settings.sound).includes(String(now)),
    );
    await vi.waitFor(
      async () => expect(await running.page.getByText(/^Snoozed until/).count()).toBe(1),
      patience,
    );
    await expect(bridgeIn(running.page).setSettings({ sound: { snooze: 'for ever' } })).rejects.toThrow(
      'snooze',
    );
  }, 60_000);
});
