import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder } from '../../support/electronStandIn/launch.ts';
import { startGatewayProcess } from '../../support/gateway.ts';
import { freePort } from '../../support/ports.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';
import { machineScenario } from './machineScenario.ts';
import { electronMissing, launchElectron } from './realElectron.ts';

const nowhere = ['--gateway', 'ws://127.0.0.1:9/feed'];
const patience = { timeout: 30_000, interval: 100 };

beforeAll(ensureBuilt, 120_000);

describe('the console and its machine (Electron stand-in)', () => machineScenario(launchStandIn));

if (electronMissing === undefined) {
  describe('the console and its machine (Electron)', () => machineScenario(launchElectron));
} else {
  it.skipIf(electronMissing !== undefined)(
    `kiosk, watchdog, links and other starts on Electron: not run, ${electronMissing}`,
    () => undefined,
  );
}

it('a wall lets the machine sleep again at its end (Electron stand-in)', async () => {
  const running = await launchStandIn({ args: nowhere });
  await bridgeIn(running.page).setSettings({ mode: 'wall' });
  await vi.waitFor(async () => expect(await running.machine()).toMatchObject({ awake: 1 }), patience);
  await running.close();
  expect(running.output()).toContain('blockers of sleep at the end: 0');
}, 60_000);

it('graphics that are lost time and again: the console starts anew without the card (Electron stand-in)', async () => {
  const dataFolder = newDataFolder();
  const running = await launchStandIn({ dataFolder, args: nowhere });
  for (let losses = 0; losses < 3; losses += 1) await running.happen({ kind: 'lose graphics' });
  await vi.waitFor(() => expect(running.output()).toMatch(/relaunch .*"--data"/), patience);
  await running.close();
  const next = await launchStandIn({ dataFolder, args: nowhere });
  try {
    expect(await next.machine()).toMatchObject({ drawsWithoutCard: true });
    await next.page.getByText(/draws without it for a day/).waitFor();
  } finally {
    await next.close();
  }
}, 90_000);

it('the start at login is an entry of the desktop, for as long as it is wanted (Electron stand-in)', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-autostart-'));
  const entry = join(folder, 'autostart', 'watchfloor.desktop');
  const running = await launchStandIn({ args: nowhere, env: { XDG_CONFIG_HOME: folder } });
  try {
    const bridge = bridgeIn(running.page);
    expect(existsSync(entry)).toBe(false);
    await bridge.setSettings({ startAtLogin: true });
    expect(readFileSync(entry, 'utf8')).toMatch(/^Exec=".*node" ".*main\.js"$/m);
    await bridge.setSettings({ startAtLogin: false });
    expect(existsSync(entry)).toBe(false);
  } finally {
    await running.close();
  }
}, 60_000);

/** A token of the gateway that keeps its files there, in a file of its own. */
function tokenFile(gatewayData: string, person: string, role: string): string {
  const add = ['token', 'add', '--person', person, '--role', role, '--data', gatewayData];
  const said = execFileSync(process.execPath, [resolve('bin/watchfloor.mjs'), ...add], { encoding: 'utf8' });
  const file = join(gatewayData, `${person}.token`);
  writeFileSync(file, said);
  return file;
}

it('a wall signs in by a token once, as a viewer, and is asked nothing afterwards (Electron stand-in)', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'watchfloor-gateway-'));
  const token = tokenFile(dataDir, 'Wall 1', 'viewer');
  const port = await freePort();
  const policyFile = resolve('assets/policy/acgs.yaml');
  const gateway = await startGatewayProcess({ port, policyFile, dataDir });
  const dataFolder = newDataFolder();
  writeFileSync(
    join(dataFolder, 'settings.json'),
    JSON.stringify({ mode: 'wall', gatewayUrl: `ws://127.0.0.1:${port}/feed` }),
  );
  try {
    for (const args of [['--token-file', token], []]) {
      const running = await launchStandIn({ dataFolder, args });
      const heard = await bridgeIn(running.page).subscribe();
      const { status } = await heard.find('status', (update) => update.status.kind === 'live');
      expect(status).toMatchObject({ person: 'Wall 1', role: 'viewer', vouched: true });
      expect(await running.page.getByRole('dialog').count()).toBe(0);
      expect(await running.page.getByRole('button', { name: 'Choose your name' }).count()).toBe(0);
      await running.close();
    }
  } finally {
    await gateway.stop();
  }
}, 120_000);

it('operators of a shared machine are switched by a key and a choice; what one gave is not done as the other (Electron stand-in)', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'watchfloor-gateway-'));
  const tokenOf = (person: string): string =>
    readFileSync(tokenFile(dataDir, person, 'operator'), 'utf8').trim();
  const operators = ['Ana Silva', 'Noor Example'].map((name) => ({ name, token: tokenOf(name) }));
  const port = await freePort();
  const policyFile = resolve('assets/policy/acgs.yaml');
  const gateway = await startGatewayProcess({ port, policyFile, dataDir });
  const dataFolder = newDataFolder();
  const gatewayUrl = `ws://127.0.0.1:${port}/feed`;
  const [ana] = operators;
  writeFileSync(
    join(dataFolder, 'settings.json'),
    JSON.stringify({ gatewayUrl, operators, person: ana?.name, token: ana?.token }),
  );
  const running = await launchStandIn({ dataFolder });
  const { page } = running;
  const isLiveAs = async (person: string): Promise<void> => {
    const heard = await bridgeIn(page).subscribe();
    await heard.find('status', ({ status }) => status.kind === 'live' && status.person === person);
    await page.getByRole('button', { name: person, exact: true }).waitFor();
  };
  try {
    await isLiveAs('Ana Silva');
    expect(JSON.stringify(await bridgeIn(page).getSettings())).not.toContain(operators[1]?.token);
    await bridgeIn(page).setDraft('HND-1/notes', { text: 'of Ana', base: 0, keptAt: 1 });
    await gateway.kill();
    const before = await bridgeIn(page).subscribe();
    await before.find('status', ({ status }) => status.kind === 'lost');
    await bridgeIn(page).send('incident.declare', { title: 'Cable cut', severity: 'P2' });

    await page.evaluate(() => Reflect.set(window, 'isOfAna', true));
    await page.keyboard.press('w');
    await page.getByRole('option', { name: /Noor Example/ }).waitFor();
    await page.keyboard.press('2');
    // The page of the former operator is gone, with all that was begun on it.
    await page.waitForFunction(() => !('isOfAna' in window));
    expect(await bridgeIn(page).getDraft('HND-1/notes')).toBeUndefined();

    await gateway.restart();
    await isLiveAs('Noor Example');
    const heard = await bridgeIn(page).subscribe();
    const { outgoing } = await heard.find('outgoing', (update) =>
      update.outgoing.some(({ state }) => state === 'refused'),
    );
    expect(outgoing).toMatchObject([
      { person: 'Ana Silva', message: expect.stringMatching(/^Ana Silva gave this, but the access token/) },
    ]);
    expect(await page.getByText('Cable cut').count()).toBe(0);
  } finally {
    await running.close();
    await gateway.stop();
  }
}, 120_000);
