import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { hashCode } from '../../../main/kioskCode.ts';
import { axeFaults } from '../../support/axeFaults.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder, type StandInConsole } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

const nowhere = ['--gateway', 'ws://127.0.0.1:9/feed'];
const patience = { timeout: 30_000, interval: 100 };
const newFolder = (name: string): string => mkdtempSync(join(tmpdir(), `watchfloor-${name}-`));
const records = newFolder('records');
const config = newFolder('config');
const autostart = join(config, 'autostart', 'watchfloor.desktop');

let running: StandInConsole;
let page: Page;
const field = (label: string): Locator => page.getByLabel(label, { exact: true });
/** What stands beside a field: what it does, where its value is from, what is wrong. */
const rowOf = (label: string): Locator => field(label).locator('xpath=ancestor::div[p]');
const shownZoom = (): Promise<string> =>
  page.evaluate(() => document.documentElement.style.getPropertyValue('--zoom'));

/** Opens a section of the settings by its key. */
async function open(key: string, title: string): Promise<void> {
  await page.keyboard.press(key);
  await page.getByRole('region', { name: title, exact: true }).waitFor();
}
/** Goes from field to field by key, down and then up, until this one has the focus. */
async function reach(label: string): Promise<void> {
  const focused = (): Promise<string | null | undefined> =>
    page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const fields = await page.locator('[data-setting]:enabled').count();
  for (let moves = 0; moves < 2 * fields; moves += 1) {
    await page.keyboard.press(moves < fields ? 'j' : 'k');
    if ((await focused()) === label) return;
    await page.keyboard.press('Escape');
  }
  throw new Error(`No key leads to ${label}`);
}
const becomes = (look: () => unknown, value: unknown): Promise<void> =>
  vi.waitFor(async () => expect(await look()).toEqual(value), patience);

async function setZoom(text: string): Promise<void> {
  await reach('Zoom');
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
}
async function turn(label: string): Promise<void> {
  await reach(label);
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
}

beforeAll(ensureBuilt, 120_000);

describe('the board of settings (Electron stand-in)', () => {
  beforeAll(async () => {
    const kioskCode = await hashCode('night shift 7');
    if (!kioskCode.ok) throw new Error(kioskCode.error);
    const dataFolder = newDataFolder();
    const own = { theme: 'dark', exportFolder: records, token: 'wf-hush', kioskCode: kioskCode.value };
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ format: 2, ...own }));
    const managed = join(newFolder('managed'), 'settings.json');
    writeFileSync(managed, JSON.stringify({ defaults: { theme: 'light' }, locked: ['theme'] }));
    const env = { XDG_CONFIG_HOME: config, STAND_IN_MANAGED: managed };
    running = await launchStandIn({ dataFolder, args: nowhere, env });
    page = running.page;
    await page.getByRole('button', { name: 'Service health', exact: true }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.locator('[data-board=settings]').waitFor();
  }, 90_000);
  afterAll(() => running?.close());

  it('a switch that is turned on counts at once, and is told as set here', async () => {
    await open('2', 'Displays');
    expect(existsSync(autostart)).toBe(false);
    await turn('Start at login');
    await becomes(() => existsSync(autostart), true);
    await becomes(() => field('Start at login').isChecked(), true);
    await rowOf('Start at login')
      .getByText(/^Set here/)
      .waitFor();
  }, 60_000);

  it('a zoom counts at once, and one that can not be is refused at its field', async () => {
    await open('3', 'Look');
    await setZoom('900');
    await rowOf('Zoom')
      .getByText(/give 80 to 200/)
      .waitFor();
    expect(await shownZoom()).toBe('1');
    await setZoom('130');
    await becomes(shownZoom, '1.3');
  }, 60_000);

  it('what is managed shows who manages it, and is changed by nobody', async () => {
    const from = '/etc/watchfloor/settings.json';
    await page.getByText(`managed by ${from}`).waitFor();
    await rowOf('Theme')
      .getByText(/^Managed, can’t be changed here/)
      .waitFor();
    expect(await field('Theme').isDisabled()).toBe(true);
    await expect(bridgeIn(page).setSettings({ theme: 'dark' })).rejects.toThrow(
      `theme: this is managed by ${from} and can't be changed here`,
    );
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
  }, 60_000);

  it('what was set is exported without secrets, and imported back but for what is managed', async () => {
    await page.keyboard.press('e');
    await page.getByText(/^The settings are written: .*They hold no secrets\./).waitFor();
    const [name = ''] = readdirSync(records);
    const exported = join(records, name);
    expect(JSON.parse(readFileSync(exported, 'utf8'))).toMatchObject({
      kind: 'watchfloor-settings',
      settings: { theme: 'dark', exportFolder: records, startAtLogin: true, zoom: 130 },
    });
    expect(readFileSync(exported, 'utf8')).not.toMatch(/wf-hush|scrypt/);

    await setZoom('100');
    await becomes(shownZoom, '1');
    await open('2', 'Displays');
    await turn('Start at login');
    await becomes(() => existsSync(autostart), false);

    await page.keyboard.press('i');
    const sheet = page.getByRole('dialog', { name: 'Import settings' });
    const chooser = page.waitForEvent('filechooser');
    await sheet.getByLabel('File of settings').press('Enter');
    await (await chooser).setFiles(exported);
    await sheet.getByRole('row', { name: 'Start at login off on' }).waitFor();
    await sheet.getByRole('row', { name: 'Zoom 100 % 130 %' }).waitFor();
    await sheet.getByText('Left out: settings.theme: it is managed on this machine.').waitFor();
    expect(await shownZoom()).toBe('1');
    await page.keyboard.press('Control+Enter');
    await sheet.waitFor({ state: 'detached' });
    await becomes(shownZoom, '1.3');
    await becomes(() => existsSync(autostart), true);
  }, 90_000);

  it('axe finds no violation in the sheets that only the desktop app has', async () => {
    const found: string[] = [];
    for (const [name, key] of [
      ['Set up this machine', 'u'],
      ['Kiosk', 'Control+Shift+K'],
    ] as const) {
      await page.keyboard.press(key);
      const sheet = page.getByRole('dialog', { name, exact: true });
      await sheet.waitFor();
      found.push(...(await axeFaults(page, { within: '[role=dialog]' })).map((fault) => `${name}: ${fault}`));
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
    }
    expect(found).toEqual([]);
  }, 60_000);

  it('the kiosk is switched on at once, and then refuses to be switched off, with the reason', async () => {
    const isLocked = async (): Promise<unknown> => (await running.windows()).map(({ isKiosk }) => isKiosk);
    await rowOf('Kiosk')
      .getByText(/a code is kept$/)
      .waitFor();
    const hasTray = async (): Promise<boolean> => (await running.tray()) !== null;
    await becomes(hasTray, true);
    await turn('Kiosk');
    await becomes(isLocked, [true]);
    // Its menu would be a way out.
    await becomes(hasTray, false);
    await becomes(() => field('Kiosk').isChecked(), true);
    await turn('Kiosk');
    await rowOf('Kiosk').getByText('"kiosk" can\'t be changed while the kiosk is locked').waitFor();
    expect(await field('Kiosk').isChecked()).toBe(true);
    expect(await isLocked()).toEqual([true]);
  }, 60_000);
});
