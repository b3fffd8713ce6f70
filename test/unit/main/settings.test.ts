import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openSettings } from '../../../main/settings.ts';
import type { ManagedSettings } from '../../../shared/settings/ownSettings.ts';
import { silentLog } from '../../support/silentLog.ts';
import { fileStore } from '../../support/fileStore.ts';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'settings-'));
const open = (folder: string) =>
  openSettings({ folder, openStore: fileStore, now: () => Date.UTC(2026, 10, 5, 3, 12), log: silentLog });

const openManaged = (
  folder: string,
  defaults: ManagedSettings['defaults'],
  locked: ManagedSettings['locked'] = [],
) =>
  openSettings({
    ...{ folder, openStore: fileStore, now: () => 0, log: silentLog },
    managed: { managed: { from: '/etc/w.json', defaults, locked }, problems: [] },
  });

describe('settings', () => {
  it('start with defaults, and keep changes', () => {
    const folder = newFolder();
    const settings = open(folder);
    expect(settings.current()).toMatchObject({ theme: 'dark', mode: 'workstation' });
    expect(settings.change({ mode: 'wall', site: 'europe' })).toMatchObject({ ok: true });
    expect(open(folder).current()).toMatchObject({ theme: 'dark', mode: 'wall', site: 'europe' });
    expect(open(folder).problems).toEqual([]);
  });

  it.each([
    [{ wallScale: 9 }, /^wallScale: /],
    [{ colour: 'red' }, /colour/],
    [{ gatewayUrl: 'noc.example' }, /^gatewayUrl: /],
    [{ gatewayUrl: 'https://me:secret@noc.example' }, /token in its own setting/],
    ['theme', /^settings: /],
  ])('refuse %j and change nothing', (patch, sentence) => {
    const settings = open(newFolder());
    const before = settings.current();
    expect(settings.change(patch)).toEqual({ ok: false, error: expect.stringMatching(sentence) as unknown });
    expect(settings.current()).toEqual(before);
  });

  it('keep the views of the queue as they are, whatever became of one of them', () => {
    const folder = newFolder();
    const views = [{ name: 'Databases' }, 'damaged', { name: 'Newer', unheardOf: true }];
    expect(open(folder).change({ queueViews: views })).toMatchObject({ ok: true });
    expect(open(folder).current().queueViews).toEqual(views);
    expect(open(folder).problems).toEqual([]);
    expect(open(folder).change({ queueViews: Array.from({ length: 61 }, () => ({})) })).toEqual({
      ok: false,
      error: 'queueViews: at most 60 views are kept.',
    });
  });

  it('refuse an address of updates that programs may not be taken from', () => {
    const settings = open(newFolder());
    expect(settings.current()).toMatchObject({ updates: 'automatic', updateChannel: 'latest' });
    for (const updateUrl of ['http://updates.example/', 'file:///srv/updates', 'updates.example'])
      expect(settings.change({ updateUrl })).toMatchObject({
        ok: false,
        error: expect.stringMatching(/^updateUrl: /) as unknown,
      });
    expect(settings.change({ updateUrl: 'https://updates.example/' }).ok).toBe(true);
    expect(settings.change({ updateUrl: '' }).ok).toBe(true);
  });

  it('clear what may be absent with an empty text', () => {
    const settings = open(newFolder());
    settings.change({ gatewayUrl: 'wss://noc.example' });
    settings.change({ gatewayUrl: '' });
    expect(settings.current().gatewayUrl).toBeUndefined();
  });

  it.each(['', '{"theme":', 'null', '[]', '{"theme":"pink"}', '{"wallScale":"2"}'])(
    'keep a file that holds %j aside, use defaults, and say so',
    (text) => {
      const folder = newFolder();
      writeFileSync(join(folder, 'settings.json'), text);
      const settings = open(folder);
      expect(settings.current()).toMatchObject({ theme: 'dark' });
      const aside = 'settings.corrupt-2026-11-05T03-12-00-000Z.json';
      expect(settings.problems).toEqual([expect.stringMatching(`defaults are used.*${aside}`)]);
      expect(readFileSync(join(folder, aside), 'utf8')).toBe(text);
      expect(settings.change({ board: 'queue' })).toMatchObject({ ok: true });
      expect(open(folder).problems).toEqual([]);
    },
  );

  it('come back from the last good copy where there is one', async () => {
    const folder = newFolder();
    open(folder).change({ site: 'europe' });
    await vi.waitFor(
      () => expect(readFileSync(join(folder, 'settings.backup.json'), 'utf8')).toContain('europe'),
      { timeout: 10_000 },
    );
    writeFileSync(join(folder, 'settings.json'), '\0\0\0');
    const settings = open(folder);
    expect(settings.current().site).toBe('europe');
    expect(settings.problems).toEqual([expect.stringMatching('last good copy is used')]);
  });

  it('that can not be written are refused in words, and stay what they were', () => {
    const settings = openSettings({
      folder: newFolder(),
      openStore: () => ({
        store: {},
        set() {
          throw new Error('ENOSPC: no space left on device');
        },
      }),
      now: () => 0,
      log: silentLog,
    });
    expect(settings.change({ site: 'europe' })).toEqual({
      ok: false,
      error: expect.stringMatching(/could not be written to disk \(ENOSPC.*nothing was changed/) as unknown,
    });
    expect(settings.current().site).toBeUndefined();
  });

  it('hold for this run where the disk has no place for them, and say so', () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    const settings = open(join(file, 'folder'));
    expect(settings.problems).toEqual([expect.stringMatching(/^Settings can't be kept on this machine/)]);
    expect(settings.change({ site: 'europe' })).toMatchObject({ ok: true });
    expect(settings.current().site).toBe('europe');
  });

  it('keep only what was set, so that a default of the machine reaches who chose nothing', () => {
    const folder = newFolder();
    open(folder).change({ site: 'europe', theme: 'dark' });
    const file: unknown = JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
    expect(file).toEqual({ format: 2, site: 'europe', theme: 'dark' });
    const managed = openManaged(folder, { theme: 'light', zoom: 150 });
    expect(managed.current()).toMatchObject({ theme: 'dark', zoom: 150 });
    expect(managed.standing({}).sources).toMatchObject({ theme: 'yours', zoom: 'managed', mode: 'default' });
    expect(managed.reset(['theme'])).toMatchObject({ ok: true, value: { theme: 'light' } });
    expect(openManaged(folder, { theme: 'light' }).standing({}).sources.theme).toBe('managed');
  });

  it('take a file of before, in which every default stood, for what differs from them', () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ theme: 'dark', wallScale: 2 }));
    const settings = openManaged(folder, { theme: 'light' });
    expect(settings.current()).toMatchObject({ theme: 'light', wallScale: 2 });
    expect(settings.own()).toEqual({ wallScale: 2 });
  });

  it('hold what is locked, whatever is in the file or asked for', () => {
    const folder = newFolder();
    open(folder).change({ gatewayUrl: 'wss://mine.example' });
    const settings = openManaged(folder, { gatewayUrl: 'wss://noc.example' }, ['gatewayUrl', 'zoom']);
    expect(settings.current()).toMatchObject({ gatewayUrl: 'wss://noc.example', zoom: 100 });
    for (const patch of [{ gatewayUrl: 'wss://other.example' }, { zoom: 150, theme: 'light' }]) {
      expect(settings.change(patch)).toEqual({
        ok: false,
        error: expect.stringMatching(/^(gatewayUrl|zoom): this is managed by \/etc\/w\.json/) as unknown,
      });
    }
    expect(settings.current().theme).toBe('dark');
    expect(settings.standing({}).sources).toMatchObject({ gatewayUrl: 'locked', zoom: 'locked' });
  });

  it('tell pages which secrets are kept, and never what they are', () => {
    const settings = open(newFolder());
    settings.change({ token: 'wf-secret', proxyPassword: 'hush' });
    const standing = settings.standing({ gatewayUrl: 'ws://127.0.0.1:9' });
    expect(standing.secrets).toEqual(['token', 'proxyPassword']);
    expect(standing.sources.gatewayUrl).toBe('start');
    expect(JSON.stringify(standing)).not.toMatch(/wf-secret|hush/);
  });

  it('know a first start until something was set, and none on a machine that is managed', () => {
    const folder = newFolder();
    const settings = open(folder);
    expect(settings.standing({}).isFirstStart).toBe(true);
    settings.change({ mode: 'wall' });
    expect(settings.standing({}).isFirstStart).toBe(false);
    expect(open(folder).standing({}).isFirstStart).toBe(false);
    expect(openManaged(newFolder(), {}).standing({}).isFirstStart).toBe(false);
  });

  it('sweep what killed writes left behind', () => {
    const folder = newFolder();
    for (const name of ['settings.json.tmp-1', 'settings.backup.json.tmp-2', 'other.tmp-3']) {
      writeFileSync(join(folder, name), '');
    }
    open(folder);
    expect(readdirSync(folder).filter((name) => name.endsWith('-1') || name.endsWith('-2'))).toEqual([]);
    expect(readdirSync(folder)).toContain('other.tmp-3');
  });
});
