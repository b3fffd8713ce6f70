import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import {
  newDataFolder,
  type ConsoleLaunch,
  type RunningConsole,
} from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

/** Nothing listens here: the scenario is about the app, and needs no feed. */
const nowhere = ['--gateway', 'ws://127.0.0.1:9/feed'];
/** Two browsers' start-ups on a busy machine fit in here. */
const patience = { timeout: 15_000, interval: 50 };
const logOf = (folder: string): string => readFileSync(join(folder, 'logs/console.log'), 'utf8');

/** What the desktop app must do, whatever runs it; to be called inside `describe`. */
export function desktopScenario(launch: (options?: ConsoleLaunch) => Promise<RunningConsole>): void {
  let running: RunningConsole;
  beforeAll(async () => {
    running = await launch({ args: nowhere });
  }, 60_000);
  afterAll(() => running?.close());

  it('opens its window on the console, from app://', async () => {
    expect(running.url()).toMatch(/^app:\/\/watchfloor\/desktop\.html/);
    expect(await running.page.title()).toMatch(/Watchfloor/i);
  });

  it('gives the page the bridge, and neither Node nor Electron', async () => {
    const found = await running.page.evaluate(() => ({
      bridge: typeof Reflect.get(window, 'watchfloor'),
      others: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }));
    expect(found).toEqual({ bridge: 'object', others: [] });
  });

  it('does not let the page change the bridge', async () => {
    const replaced = await running.page.evaluate(() => {
      const bridge = Reflect.get(window, 'watchfloor') as object;
      return [Reflect.set(bridge, 'send', () => 'mine'), Reflect.set(window, 'watchfloor', {})];
    });
    expect(replaced).toEqual([false, false]);
  });

  it('carries questions and answers', async () => {
    expect(await bridgeIn(running.page).getSettings()).toMatchObject({ theme: 'dark', mode: 'workstation' });
  });

  it('refuses a payload that is not valid, with a sentence, and logs it', async () => {
    const bridge = bridgeIn(running.page);
    await expect(bridge.setSettings({ theme: 'pink' })).rejects.toThrow(/"settings\.set" was refused: theme/);
    expect(logOf(running.dataFolder)).toContain('IPC refused: payload');
  });

  it('refuses an address that no gateway can have', async () => {
    await expect(bridgeIn(running.page).setSettings({ gatewayUrl: 'file:///etc' })).rejects.toThrow(
      /gatewayUrl/,
    );
  });

  it('stays where it is when a page navigates', async () => {
    const before = running.url();
    await running.page.evaluate(() => {
      location.href = 'https://example.com/';
    });
    await vi.waitFor(() => expect(logOf(running.dataFolder)).toContain('Navigation denied'), patience);
    expect(running.url()).toBe(before);
    expect(await running.page.evaluate(() => typeof Reflect.get(window, 'watchfloor'))).toBe('object');
  });

  it('opens no further window', async () => {
    await running.page.evaluate(() => void window.open('https://example.com/'));
    await vi.waitFor(() => expect(logOf(running.dataFolder)).toContain('Window denied'), patience);
    await vi.waitFor(() => expect(running.page.context().pages()).toHaveLength(1), patience);
  });

  it('lets the page load nothing from elsewhere, and run no inline script', async () => {
    const outcome = await running.page.evaluate(async () => {
      const elsewhere = await fetch('https://example.com/').then(
        () => 'loaded',
        () => 'refused',
      );
      const script = document.createElement('script');
      script.textContent = 'window.wasRun = true';
      document.head.append(script);
      return { elsewhere, inline: Reflect.has(window, 'wasRun') };
    });
    expect(outcome).toEqual({ elsewhere: 'refused', inline: false });
  });

  it('serves no file outside its folder', async () => {
    const statuses = await running.page.evaluate(async () => {
      const ask = async (path: string): Promise<number> => (await fetch(path)).status;
      return Promise.all(
        ['/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%5cmain/main.js'].map(ask),
      );
    });
    expect(statuses).toEqual([404, 404, 404]);
  });

  it('keeps its files to its user', () => {
    expect(statSync(join(running.dataFolder, 'outbox.jsonl')).mode & 0o077).toBe(0);
  });

  it('starts on a corrupt settings file: keeps it aside, uses defaults, and tells the operator', async () => {
    const dataFolder = newDataFolder();
    writeFileSync(join(dataFolder, 'settings.json'), '{"theme": "li');
    writeFileSync(join(dataFolder, 'settings.json.tmp-123'), 'half');
    const console = await launch({ dataFolder, args: nowhere });
    try {
      const heard = await bridgeIn(console.page).subscribe();
      const { text } = await heard.find('notice');
      expect(text).toMatch(/settings could not be read.*defaults are used.*settings\.corrupt-/);
      expect(await bridgeIn(console.page).getSettings()).toMatchObject({ theme: 'dark' });
      const aside = readdirSync(dataFolder).find((name) => name.startsWith('settings.corrupt-')) ?? '';
      expect(readFileSync(join(dataFolder, aside), 'utf8')).toBe('{"theme": "li');
      expect(existsSync(join(dataFolder, 'settings.json.tmp-123'))).toBe(false);
    } finally {
      await console.close();
    }
  }, 60_000);
}
