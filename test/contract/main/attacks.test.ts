import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ipcQuestions } from '../../../shared/ipc.ts';
import { chromiumLaunch } from '../../support/chromium.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, type StandInConsole } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';
import { waysAway, waysOut, waysToOpen, waysToRun, type PageAttack } from './attacksInPage.ts';
import { openAttackTarget, type AttackTarget } from './attackTarget.ts';

const root = resolve(import.meta.dirname, '../../..');
/** Browsers on a busy machine. */
const patience = { timeout: 15_000, interval: 20 };
const named = (attacks: readonly PageAttack[]) => attacks.map((attack) => [attack.name, attack] as const);

let target: AttackTarget;
const commit = (page: Page, { run, detail }: PageAttack): Promise<unknown> =>
  page.evaluate(run, { to: `http://127.0.0.1:${target.port}`, detail }).catch(() => undefined);
const reached = (mark: string): boolean => target.reached.some((line) => line.includes(mark));

beforeAll(async () => {
  target = await openAttackTarget();
});
afterAll(() => target.close());

describe('the attacks, on a page that nothing protects', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch(chromiumLaunch());
  }, 60_000);
  afterAll(() => browser?.close());

  it.each(named([...waysOut, ...waysAway, ...waysToOpen]))('%s succeeds', async (_name, attack) => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${target.port}/`);
    // Nobody answers once the page is another.
    void commit(page, attack);
    await vi.waitFor(() => expect(reached(attack.mark)).toBe(true), patience);
    await page.context().close();
  });

  it.each(named(waysToRun))('%s runs', async (_name, attack) => {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${target.port}/`);
    // Nobody answers once the page is another.
    void commit(page, attack);
    await vi.waitFor(async () => expect(await page.title()).toBe(`ran ${attack.mark}`), patience);
    await page.context().close();
  });
});

describe('the attacks, on the console (Electron stand-in)', () => {
  let running: StandInConsole;
  let secret: string;
  beforeAll(async () => {
    await ensureBuilt();
    const appFolder = mkdtempSync(join(tmpdir(), 'watchfloor-attacked-'));
    for (const part of ['dist/main', 'dist/preload', 'dist/renderer', 'assets', 'package.json'])
      cpSync(join(root, part), join(appFolder, part), { recursive: true });
    secret = join(appFolder, 'secret.json');
    writeFileSync(secret, '{"secret":true}');
    symlinkSync(secret, join(appFolder, 'dist/renderer/link.json'));
    symlinkSync(appFolder, join(appFolder, 'dist/renderer/folder'));
    running = await launchStandIn({ appFolder, args: ['--gateway', 'ws://127.0.0.1:9/feed'] });
    target.forget();
  }, 180_000);
  afterAll(() => running?.close());

  const log = (): string => readFileSync(join(running.dataFolder, 'logs/console.log'), 'utf8');
  /** Everything that the page began before is over: a request of its own, and two frames. */
  const settle = (): Promise<void> =>
    running.page.evaluate(async () => {
      for (let turns = 0; turns < 3; turns += 1) {
        await fetch('desktop.html');
        await new Promise((painted) => requestAnimationFrame(painted));
      }
    });
  const isWhole = async (): Promise<void> => {
    expect(running.url()).toMatch(/^app:\/\/watchfloor\/desktop\.html/);
    expect(await running.page.evaluate(() => typeof Reflect.get(window, 'watchfloor'))).toBe('object');
    expect(target.reached).toEqual([]);
  };

  it.each(named(waysOut))('%s reaches nobody', async (_name, attack) => {
    await commit(running.page, attack);
    await settle();
    await isWhole();
  });

  it.each(named(waysAway))('%s leads nowhere', async (_name, attack) => {
    await commit(running.page, attack);
    await settle();
    await isWhole();
  });

  it.each([
    ['a file', 'file:///etc/passwd'],
    ['a page of data', 'data:text/html,<h1>Sign in</h1>'],
    ['the browser shell', 'app://watchfloor/index.html'],
    ['another host of our scheme', 'app://elsewhere/desktop.html'],
    ["the browser's own pages", 'chrome://version'],
  ])('the page does not become %s', async (_name, address) => {
    await running.page.evaluate((to) => {
      location.href = to.replace('app://watchfloor/', '/');
    }, address);
    await settle();
    await isWhole();
  });

  it.each(named(waysToOpen))('%s opens nothing', async (_name, attack) => {
    const before = log().split('Window denied').length;
    await commit(running.page, attack);
    await vi.waitFor(() => expect(log().split('Window denied').length).toBeGreaterThan(before), patience);
    await vi.waitFor(() => expect(running.page.context().pages()).toHaveLength(1), patience);
    await isWhole();
  });

  it.each(named(waysToRun))('%s does not run', async (_name, attack) => {
    await commit(running.page, attack);
    await settle();
    expect(await running.page.title()).not.toMatch(/^ran /);
    await isWhole();
  });

  it('no permission is given', async () => {
    const given = await running.page.evaluate(async () => {
      const wanted: Readonly<Record<string, () => Promise<unknown>>> = {
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        clipboard: () => navigator.clipboard.readText(),
        place: () => new Promise((done, failed) => navigator.geolocation.getCurrentPosition(done, failed)),
        midi: () => navigator.requestMIDIAccess({ sysex: true }),
      };
      const outcomes = Object.entries(wanted).map(async ([name, ask]) =>
        ask().then(
          () => [name],
          () => [],
        ),
      );
      return (await Promise.all(outcomes)).flat();
    });
    expect(given).toEqual([]);
  });

  it('a download is not kept', async () => {
    await running.page.evaluate(() => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(['x']));
      link.download = 'x.sh';
      document.body.append(link);
      link.click();
    });
    await settle();
    await isWhole();
  });

  it('a webview is an unknown element', async () => {
    const made = await running.page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'https://example.com/');
      view.setAttribute('allowpopups', '');
      document.body.append(view);
      return [view.constructor.name, Reflect.has(view, 'loadURL')];
    });
    expect(made).toEqual(['HTMLElement', false]);
  });

  it('neither Node nor Electron is to be found, in the page or in a frame of its making', async () => {
    const found = await running.page.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const names = ['require', 'process', 'module', 'global', 'Buffer', 'ipcRenderer', 'electron'];
      return [
        ...names.filter((name) => name in window || name in (frame.contentWindow ?? {})),
        ...(Reflect.has(frame.contentWindow ?? {}, 'watchfloor') ? ['the bridge in a frame'] : []),
      ];
    });
    expect(found).toEqual([]);
  });

  it('the bridge gives no way to name a channel, and can not be changed', async () => {
    const bridge = await running.page.evaluate(() => {
      const api = Reflect.get(window, 'watchfloor') as Record<string, unknown>;
      const namesOf = (value: unknown): readonly string[] =>
        Object.entries(value as object).flatMap(([name, part]: [string, unknown]) =>
          typeof part === 'object' ? namesOf(part) : [name],
        );
      const changed = [
        Reflect.set(api, 'send', () => undefined),
        Reflect.defineProperty(api, 'settings', { value: {} }),
        Reflect.deleteProperty(window, 'watchfloor'),
      ];
      return { names: namesOf(api), changed };
    });
    expect(bridge.names).toContain('openLink');
    expect(bridge.names.filter((name) => /invoke|ipc|^on$|^post/i.test(name))).toEqual([]);
    expect(bridge.changed).toEqual([false, false, false]);
  });

  it.each(Object.keys(ipcQuestions))('%s answers no frame, and no forged payload', async (channel) => {
    const answers = await running.page.evaluate(async (asked) => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      type Send = (text: string) => Promise<string>;
      const from = (window: object | null, payload: unknown): Promise<string> =>
        (Reflect.get(window ?? {}, '__standInIpc') as Send)(
          JSON.stringify({ channel: asked, args: [payload] }),
        );
      const given = [
        from(frame.contentWindow, undefined),
        ...[null, 0, 'x', [], { nobodyKnows: 1 }].map((payload) => from(window, payload)),
      ];
      const texts = await Promise.all(given);
      return texts.map((text) => (JSON.parse(text) as { value: { ok: boolean; code: string } }).value.code);
    }, channel);
    expect(answers).toEqual(['sender', 'payload', 'payload', 'payload', 'payload', 'payload']);
  });

  it.each(['electron-store-get-data', 'ELECTRON_BROWSER_REQUIRE', 'settings.get ', '__proto__', ''])(
    'there is no channel "%s"',
    async (channel) => {
      const answer = await running.page.evaluate(
        (asked) =>
          (Reflect.get(window, '__standInIpc') as (text: string) => Promise<string>)(
            JSON.stringify({ channel: asked, args: [] }),
          ),
        channel,
      );
      expect(answer).toContain('No handler registered');
    },
  );

  it.each([
    '/..%2f..%2fsecret.json',
    '/%2e%2e/%2e%2e/secret.json',
    '/%2e%2e%2f%2e%2e%2fsecret.json',
    '/assets/..%2f..%2f..%2fsecret.json',
    '/%252e%252e%252f%252e%252e%252fsecret.json',
    '/..%c0%af..%c0%afsecret.json',
    '/..%5c..%5csecret.json',
    '/..\\..\\secret.json',
    '/....//....//secret.json',
    '/desktop.html%00.json',
    '/..%2f..%2fsecret.json%00.html',
    '//etc/passwd',
    '/%2fetc%2fpasswd',
    '/file:///etc/passwd',
    '/C:/Windows/win.ini',
    '/link.json',
    '/folder/secret.json',
    '/folder/package.json',
    '/../main/main.js',
    '/../preload/preload.cjs',
  ])('app:// does not answer %s', async (path) => {
    const answer = await running.page.evaluate(async (address) => {
      const response = await fetch(new URL(address, location.origin)).catch(() => undefined);
      return { status: response?.status ?? 404, text: (await response?.text()) ?? '' };
    }, path);
    expect(answer.status).toBe(404);
    expect(answer.text).not.toMatch(/secret|root:/);
  });

  it.each([
    'file:///etc/passwd',
    'https://example.com/',
    'javascript:alert(1)',
    'smb://host/share',
    'ms-msdt:/id',
    'vscode://file/etc/passwd',
    'watchfloor://incident/INC-1',
    'app://watchfloor/desktop.html',
    'C:\\Windows\\System32\\calc.exe',
    '\\\\host\\share\\x.exe',
  ])('the system is not asked to open %s', async (address) => {
    await expect(bridgeIn(running.page).openLink(address)).rejects.toThrow(/so it was not opened/);
  });
});
