import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import electronUpdater, { type AppUpdater } from 'electron-updater';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { NodeRequests } from '../../support/nodeRequests.ts';
import { Updates, type UpdateSettings } from '../../../main/updates.ts';

const patience = { timeout: 15_000, interval: 20 };
/** It is run once after it was put in place. */
const program = Buffer.from('#!/bin/sh\nexit 0\n# a newer Watchfloor\n');
const digest = (bytes: Buffer): string => createHash('sha512').update(bytes).digest('base64');

/** What a publisher puts beside the packages, as electron-builder writes it. */
const listOf = (version: string, sha512: string): string =>
  JSON.stringify({
    version,
    files: [{ url: `watchfloor-${version}.AppImage`, sha512, size: program.length }],
    path: `watchfloor-${version}.AppImage`,
    sha512,
    releaseDate: '2026-11-25T00:00:00.000Z',
  });

describe("electron-updater, from a publisher's folder", () => {
  let server: Server;
  let url: string;
  let lists: Record<string, string>;
  const asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname } = new URL(request.url ?? '/', 'http://x');
      asked.push(pathname);
      const list = lists[pathname];
      if (list !== undefined) response.end(list);
      else if (pathname.endsWith('.AppImage')) response.end(program);
      else response.writeHead(404).end();
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/watchfloor/`;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    lists = {};
    asked.length = 0;
  });

  /** The console's updates of version 0.1.0, with the first look already due. */
  function follow(settings: Partial<UpdateSettings> = {}) {
    const folder = mkdtempSync(join(tmpdir(), 'watchfloor-updates-'));
    const appImage = join(folder, 'watchfloor.AppImage');
    writeFileSync(appImage, 'the old Watchfloor');
    process.env['APPIMAGE'] = appImage;
    const cache = join(folder, 'cache');
    mkdirSync(cache);
    const config = join(folder, 'app-update.yml');
    writeFileSync(
      config,
      'provider: generic\nurl: https://updates.invalid/\nupdaterCacheDirName: watchfloor\n',
    );
    let onQuit: ((code: number) => void) | undefined;
    const updater: AppUpdater = new electronUpdater.AppImageUpdater(null, {
      ...{ version: '0.1.0', name: 'watchfloor', isPackaged: true, appUpdateConfigPath: config },
      ...{ userDataPath: folder, baseCachePath: cache },
      whenReady: async () => undefined,
      relaunch: () => undefined,
      quit: () => undefined,
      onQuit: (handler: (code: number) => void) => {
        onQuit = handler;
      },
    });
    // Without Electron, its requests are Node's.
    Reflect.set(updater, 'httpExecutor', new NodeRequests());
    const said: unknown[] = [];
    const told: string[] = [];
    const log = (message: string, details?: object): void => void said.push({ message, ...details });
    const due: (() => void)[] = [];
    const updates = new Updates({
      machine: { isPackaged: true, platform: 'linux', appImage },
      open: async () => updater,
      settings: () => ({ updates: 'automatic', updateChannel: 'latest', updateUrl: url, ...settings }),
      after: (_ms, run) => {
        due.push(run);
        return () => undefined;
      },
      log: { info: log, warn: log, error: log },
      notice: (sentence) => void told.push(sentence),
    });
    updates.follow();
    due[0]?.();
    const hasSaid = (words: RegExp): Promise<void> =>
      vi.waitFor(() => expect(JSON.stringify(said)).toMatch(words), patience);
    return { appImage, told, hasSaid, quit: () => onQuit?.(0), read: () => readFileSync(appImage) };
  }

  it('fetches a newer version, tells it, and puts it in place when the console is closed', async () => {
    lists['/watchfloor/latest-linux.yml'] = listOf('0.2.0', digest(program));
    const { told, quit, read, appImage } = follow();
    await vi.waitFor(
      () => expect(told).toEqual([expect.stringMatching(/^Version 0\.2\.0 was fetched/)]),
      patience,
    );
    expect(read().toString()).toBe('the old Watchfloor');
    quit();
    await vi.waitFor(() => expect(readFileSync(appImage).equals(program)).toBe(true), patience);
  });

  it('refuses a package that is not the one of the list', async () => {
    lists['/watchfloor/latest-linux.yml'] = listOf('0.2.0', digest(Buffer.from('what was published')));
    const { told, hasSaid, quit, read } = follow();
    await hasSaid(/No newer version could be looked for.*sha512 checksum mismatch/);
    quit();
    expect([told, read().toString()]).toEqual([[], 'the old Watchfloor']);
  });

  it.each(['0.1.0', '0.0.9'])('leaves version %s where it is', async (version) => {
    lists['/watchfloor/latest-linux.yml'] = listOf(version, digest(program));
    const { told, hasSaid } = follow();
    await hasSaid(/not available/);
    expect([told, asked.filter((path) => path.endsWith('.AppImage'))]).toEqual([[], []]);
  });

  it('follows the channel of the settings', async () => {
    lists['/watchfloor/latest-linux.yml'] = listOf('0.1.0', digest(program));
    lists['/watchfloor/beta-linux.yml'] = listOf('0.3.0-beta.1', digest(program));
    const { told } = follow({ updateChannel: 'beta' });
    await vi.waitFor(() => expect(told).toEqual([expect.stringMatching(/0\.3\.0-beta\.1/)]), patience);
    expect(asked).not.toContain('/watchfloor/latest-linux.yml');
  });

  it('asks nobody where it is switched off', () => {
    const { told, appImage } = follow({ updates: 'off' });
    expect([told, asked, existsSync(appImage)]).toEqual([[], [], true]);
  });

  it('survives a publisher that has no list', async () => {
    const { told, hasSaid } = follow();
    await hasSaid(/No newer version could be looked for/);
    expect(told).toEqual([]);
  });
});
