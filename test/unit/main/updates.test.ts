import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  updateAddressOf,
  updateSourceOf,
  updateTimes,
  Updates,
  type UpdateMachine,
  type Updater,
  type UpdateSettings,
} from '../../../main/updates.ts';

const wanted: UpdateSettings = {
  updates: 'automatic',
  updateChannel: 'latest',
  updateUrl: 'https://updates.example/watchfloor',
};
const appImage: UpdateMachine = { isPackaged: true, platform: 'linux', appImage: '/opt/watchfloor.AppImage' };

describe('where newer versions are looked for', () => {
  it.each([
    ['an AppImage', appImage],
    ['Windows', { isPackaged: true, platform: 'win32', appImage: undefined }],
    ['macOS', { isPackaged: true, platform: 'darwin', appImage: undefined }],
  ] as const)('is the address of the settings, on %s', (_what, machine) => {
    expect(updateSourceOf(wanted, machine)).toEqual({
      ok: true,
      value: { url: 'https://updates.example/watchfloor', channel: 'latest' },
    });
  });

  it.each([
    ['it is switched off', { ...wanted, updates: 'off' }, appImage, /switched off/],
    ['no address is set', { ...wanted, updateUrl: undefined }, appImage, /No address/],
    ['the address is none', { ...wanted, updateUrl: 'ftp://x' }, appImage, /updateUrl/],
    ['it runs from a checkout', wanted, { ...appImage, isPackaged: false }, /not installed from a package/],
    ['it is a deb or rpm', wanted, { ...appImage, appImage: undefined }, /package manager/],
  ] as const)('is nowhere where %s', (_what, settings, machine, sentence) => {
    expect(updateSourceOf(settings, machine)).toEqual({
      ok: false,
      error: expect.stringMatching(sentence) as unknown,
    });
  });

  it.each(['http://127.0.0.1:8080/', 'http://localhost/updates', 'http://[::1]:1/'])('may be %s', (url) => {
    expect(updateAddressOf(url).ok).toBe(true);
  });

  it.each([
    'http://updates.example/',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'https://user:secret@updates.example/',
    'file:///tmp/',
    'updates.example',
    '',
  ])('may not be %s', (url) => {
    expect(updateAddressOf(url).ok).toBe(false);
  });

  it('never leads out of this machine without encryption', () => {
    const parts = fc.tuple(
      fc.constantFrom('http', 'https', 'HTTP', 'ftp', 'ws'),
      fc.constantFrom('://', ':', ':/', '://localhost@', '://[::1].', '://127.0.0.1'),
      fc.stringMatching(/^[a-z0-9.:@/[\]-]{0,12}$/),
    );
    fc.assert(
      fc.property(parts, (pieces) => {
        const address = updateAddressOf(pieces.join(''));
        if (!address.ok) return;
        const { protocol, hostname } = new URL(address.value);
        expect(`${protocol}${hostname}`).toMatch(/^https:|^http:(127\.0\.0\.1|localhost|\[::1\])$/);
      }),
    );
  });
});

/** Updates with a clock and an updater of the test's. */
function setUp(settings: UpdateSettings = wanted, fault?: string) {
  const given = { settings };
  const waits: { readonly ms: number; readonly run: () => void }[] = [];
  const looks: unknown[] = [];
  const told: string[] = [];
  const said: string[] = [];
  let onDownloaded: ((news: { readonly version: string }) => void) | undefined;
  const updater: Updater = {
    channel: null,
    allowDowngrade: true,
    autoDownload: false,
    autoInstallOnAppQuit: false,
    logger: null,
    setFeedURL: (feed) => void looks.push(feed),
    async checkForUpdates() {
      looks.push({ channel: updater.channel, mayGoBack: updater.allowDowngrade });
      if (fault === 'ENOTFOUND') throw new Error(fault);
      return fault === undefined ? null : { downloadPromise: Promise.reject(new Error(fault)) };
    },
    on: (_event, listener) => {
      onDownloaded = listener;
    },
  };
  let opened = 0;
  const log = (message: string): void => void said.push(message);
  const updates = new Updates({
    machine: appImage,
    open: async () => {
      opened += 1;
      return updater;
    },
    settings: () => given.settings,
    after: (ms, run) => {
      const wait = { ms, run };
      waits.push(wait);
      return () => void waits.splice(waits.indexOf(wait), 1);
    },
    log: { info: log, warn: log, error: log },
    notice: (sentence) => void told.push(sentence),
  });
  /** Lets the one wait end, and what follows from it. */
  const pass = async (): Promise<number | undefined> => {
    const wait = waits.shift();
    wait?.run();
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    return wait?.ms;
  };
  return {
    ...{ updates, updater, given, waits, looks, told, said, pass },
    opened: () => opened,
    downloaded: (version: string) => onDownloaded?.({ version }),
  };
}

describe('updates', () => {
  it('are looked for a minute after the start, and every six hours', async () => {
    const { updates, looks, pass, opened, waits } = setUp();
    updates.follow();
    expect(opened()).toBe(0);
    expect(await pass()).toBe(updateTimes.firstLookMs);
    expect(looks).toEqual([
      { provider: 'generic', url: 'https://updates.example/watchfloor', channel: 'latest' },
      { channel: 'latest', mayGoBack: false },
    ]);
    expect(await pass()).toBe(updateTimes.lookEveryMs);
    expect(looks).toHaveLength(4);
    expect(opened()).toBe(1);
    expect(waits).toHaveLength(1);
  });

  it('are fetched and put in place without a question, and told once fetched', async () => {
    const { updates, updater, pass, told, downloaded } = setUp();
    updates.follow();
    await pass();
    expect(updater).toMatchObject({ autoDownload: true, autoInstallOnAppQuit: true });
    downloaded('0.2.0');
    expect(told).toEqual([
      'Version 0.2.0 was fetched and checked; it is put in place when the console is closed.',
    ]);
  });

  it('stop at once where the settings switch them off, and begin where they switch them on', async () => {
    const { updates, given, waits, looks, pass } = setUp();
    updates.follow();
    given.settings = { ...wanted, updates: 'off' };
    updates.follow();
    expect(waits).toEqual([]);
    given.settings = { ...wanted, updateChannel: 'beta' };
    updates.follow();
    await pass();
    expect(looks.at(-1)).toEqual({ channel: 'beta', mayGoBack: false });
  });

  it('do not look where they were switched off while the updater was loaded', async () => {
    const { updates, given, waits, looks } = setUp();
    updates.follow();
    waits[0]?.run();
    given.settings = { ...wanted, updates: 'off' };
    updates.follow();
    for (let turns = 0; turns < 20; turns += 1) await Promise.resolve();
    expect(looks).toEqual([]);
  });

  it('begin no new wait for settings of other things', () => {
    const { updates, waits } = setUp();
    updates.follow();
    const [wait] = waits;
    updates.follow();
    expect(waits).toEqual([wait]);
  });

  it.each(['ENOTFOUND', 'checksum mismatch'])(
    'go on after %s, which is logged and bothers nobody',
    async (fault) => {
      const { updates, pass, waits, told, said } = setUp(wanted, fault);
      updates.follow();
      await pass();
      expect(said).toContain('No newer version could be looked for');
      expect(told).toEqual([]);
      expect(waits).toHaveLength(1);
    },
  );

  it('are not even loaded where nothing is to be looked for', () => {
    const { updates, waits, opened, said } = setUp({ ...wanted, updateUrl: undefined });
    updates.follow();
    expect([waits, opened()]).toEqual([[], 0]);
    expect(said).toEqual(['No updates are looked for']);
  });
});
