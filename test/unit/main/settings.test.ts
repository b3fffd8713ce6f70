import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openSettings, type SettingsStore } from '../../../main/settings.ts';
import type { Log } from '../../../main/log.ts';

const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** electron-store's part, without Electron: throws on a corrupt file as it does. */
function openStore(folder: string): SettingsStore {
  const path = join(folder, 'settings.json');
  let values: unknown = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  return {
    get store() {
      return values;
    },
    set(next) {
      values = next;
      writeFileSync(path, JSON.stringify(next));
    },
  };
}

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'settings-'));
const open = (folder: string) =>
  openSettings({ folder, openStore, now: () => Date.UTC(2026, 10, 5, 3, 12), log: silent });

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
    await vi.waitFor(() =>
      expect(readFileSync(join(folder, 'settings.backup.json'), 'utf8')).toContain('europe'),
    );
    writeFileSync(join(folder, 'settings.json'), '\0\0\0');
    const settings = open(folder);
    expect(settings.current().site).toBe('europe');
    expect(settings.problems).toEqual([expect.stringMatching('last good copy is used')]);
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
