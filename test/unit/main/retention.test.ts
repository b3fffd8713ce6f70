import { mkdirSync, mkdtempSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dropOldFiles, withoutOldVersions } from '../../../main/retention.ts';
import type { KeptLibrary, LibraryStore } from '../../../shared/library/keptLibrary.ts';
import { silentLog } from '../../support/silentLog.ts';

const dayMs = 86_400_000;
const now = Date.UTC(2026, 10, 25);

it('files that were kept for long enough are deleted, and no others', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'retention-'));
  mkdirSync(join(dataFolder, 'logs'));
  mkdirSync(join(dataFolder, 'library'));
  const put = (name: string, days: number): void => {
    writeFileSync(join(dataFolder, name), '');
    const at = (now - days * dayMs) / 1_000;
    utimesSync(join(dataFolder, name), at, at);
  };
  put('last-state.json', 31);
  put('last-state.before.json', 32);
  put('library/library.corrupt-2026-01-05T03-12-00-000Z.json', 91);
  put('library/library.json', 500);
  put('settings.corrupt-2026-01-05T03-12-00-000Z.json', 91);
  put('outbox.corrupt-2026-11-05T03-12-00-000Z.jsonl', 20);
  put('outbox.jsonl', 500);
  put('settings.json', 500);
  put('logs/console.log.old', 91);
  put('logs/console.log', 91);
  const settings = { lastStateDays: 30, recordDays: 90 };
  await dropOldFiles({ dataFolder, settings, now, log: silentLog });
  expect(readdirSync(dataFolder).sort()).toEqual([
    ...['library', 'logs', 'outbox.corrupt-2026-11-05T03-12-00-000Z.jsonl', 'outbox.jsonl', 'settings.json'],
  ]);
  expect(readdirSync(join(dataFolder, 'logs'))).toEqual(['console.log']);
  expect(readdirSync(join(dataFolder, 'library'))).toEqual(['library.json']);
  await dropOldFiles({ dataFolder: '/nowhere/at/all', settings, now, log: silentLog });
});

it('the version before goes so many days after it was replaced, with its file', async () => {
  const digest = (letter: string): string => letter.repeat(64);
  const copy = (letter: string, daysAgo: number) => ({
    file: { path: `${letter}.md`, digest: digest(letter), bytes: 1 },
    attachments: [],
    copiedAt: now - daysAgo * dayMs,
    from: 'http://noc',
  });
  const runbook = (id: string, present: object, previous: object) => ({
    id,
    title: id,
    ...present,
    previous,
  });
  const kept = {
    ...{ version: 1, digest: digest('0'), readAt: now, copiedAt: now, from: 'http://noc', missed: [] },
    runbooks: [runbook('old', copy('a', 400), copy('b', 500)), runbook('new', copy('c', 10), copy('d', 500))],
    // Only what the rule reads.
  } as unknown as KeptLibrary;
  const removed: string[] = [];
  const store = {
    load: async () => kept,
    remove: async (gone: string) => void removed.push(gone),
  } as unknown as LibraryStore;
  const loaded = await withoutOldVersions(
    store,
    () => 365,
    () => now,
  ).load();
  expect(loaded?.runbooks.map(({ previous }) => previous?.file.path)).toEqual([undefined, 'd.md']);
  expect(removed).toEqual([digest('b')]);
});
