import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readSums, sumsText } from '../../../../gateway/backup/backupForm.ts';
import { sha256Of } from '../../../../gateway/backup/durableCopy.ts';
import { makeBackup } from '../../../../gateway/backup/makeBackup.ts';
import { restoreBackup } from '../../../../gateway/backup/restoreBackup.ts';
import { nameInSeries, pruneSeries } from '../../../../gateway/backup/series.ts';
import type { Journal } from '../../../../gateway/journal/journal.ts';
import { openSqliteJournal } from '../../../../gateway/journal/sqliteJournal.ts';
import { verifyJournal } from '../../../../gateway/journal/verifyJournal.ts';
import { openSpellTable } from '../../../../gateway/past/spellTable.ts';
import { addToken, listTokens } from '../../../../gateway/server/tokens.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

const now = Date.UTC(2026, 10, 25, 12);
let root: ReturnType<typeof temporaryFolder>;
let data = '';
let backup = '';
beforeEach(() => {
  root = temporaryFolder('backup');
  data = join(root.path, 'data');
  backup = join(root.path, 'copies', 'one');
  mkdirSync(data);
});
afterEach(() => root.remove());

/** A data folder as a gateway leaves it, with `notes` entries; the journal stays open where asked. */
function fill(notes: number): Journal {
  const opened = openSqliteJournal(data);
  if (!opened.ok) throw new Error(opened.error);
  for (let note = 1; note <= notes; note += 1) append(opened.value, `note ${note}`);
  const past = openSpellTable(data);
  if (!past.ok) throw new Error(past.error);
  past.value.write({ put: [], dropped: [], since: 7 }, 8);
  past.value.close();
  addToken(data, 'Ana', 'operator');
  mkdirSync(join(data, 'calendars'));
  writeFileSync(join(data, 'calendars', 'primary.json'), '{"kept":1}');
  writeFileSync(join(data, 'gateway.log'), '{}\n');
  return opened.value;
}

function append(journal: Journal, text: string): void {
  const by = { kind: 'person', name: 'Ana' } as const;
  const appended = journal.append([{ type: 'incident.noted', at: 1, by, incident: 'INC-1', text }]);
  if (!appended.ok) throw new Error(appended.error);
}

const made = () => {
  const result = makeBackup(data, backup, now);
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const restore = (to: string, replace = false) => restoreBackup(backup, to, { replace, now });
const errorOf = (result: { readonly ok: boolean; readonly error?: string }): string => result.error ?? 'fine';

describe('a backup', () => {
  it('of a journal that a gateway holds has all of it, verified, for its owner alone', () => {
    const journal = fill(20);
    const { manifest, files, odd } = made();
    expect([manifest.entries, manifest.takenAt, files, odd]).toEqual([20, now, 5, []]);
    expect(verifyJournal(backup)).toEqual({ ok: true, value: { entries: 20, lastHash: manifest.lastHash } });
    expect(readdirSync(backup).sort()).toEqual([
      ...['SHA256SUMS', 'access.json', 'backup.json', 'calendars', 'journal.db', 'past.db'],
    ]);
    for (const name of readdirSync(backup)) expect(statSync(join(backup, name)).mode & 0o077).toBe(0);
    const lines = readFileSync(join(backup, 'SHA256SUMS'), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(5);
    // As sha256sum -c reads them.
    for (const line of lines) {
      const [sum, path = ''] = line.split('  ');
      expect(sha256Of(join(backup, path))).toBe(sum);
    }
    append(journal, 'after the backup');
    journal.close();
  });

  it('takes files that this version does not know, and says what it left out', () => {
    fill(1).close();
    writeFileSync(join(data, 'of-a-later-version.json'), '{}');
    symlinkSync('/etc/passwd', join(data, 'link'));
    expect(made().odd).toEqual(['link']);
    expect(existsSync(join(backup, 'of-a-later-version.json'))).toBe(true);
    expect(existsSync(join(backup, 'link'))).toBe(false);
  });

  it('is refused where it would overwrite, lie in the data folder, or be of nothing', () => {
    expect(errorOf(makeBackup(data, backup, now))).toMatch(/^There is no journal in /);
    fill(1).close();
    expect(errorOf(makeBackup(data, join(data, 'copy'), now))).toMatch(/is in the data folder itself/);
    made();
    expect(errorOf(makeBackup(data, backup, now))).toMatch(/is there already/);
  });

  it('leaves nothing behind where the journal does not verify, or the disk takes nothing', () => {
    fill(3).close();
    // Of the middle of the first entry.
    const file = join(data, 'journal.db');
    const bytes = readFileSync(file);
    const at = bytes.indexOf('note 1');
    bytes.write('nope 1', at);
    writeFileSync(file, bytes);
    expect(errorOf(makeBackup(data, backup, now))).toMatch(
      /does not verify.*Entry 1 of the journal was changed/,
    );
    expect(readdirSync(join(backup, '..'))).toEqual([]);
    expect(errorOf(makeBackup(data, '/proc/nowhere/one', now))).toMatch(/could not be written/);
  });
});

describe('a restore', () => {
  it('into an empty folder gives the same journal, past, tokens and calendars', () => {
    fill(20).close();
    const { manifest } = made();
    const to = join(root.path, 'again');
    const restored = restore(to);
    expect(restored.ok && [restored.value.manifest, restored.value.putAside]).toEqual([manifest, undefined]);
    expect(verifyJournal(to)).toEqual({ ok: true, value: { entries: 20, lastHash: manifest.lastHash } });
    expect(listTokens(to)).toEqual(listTokens(data));
    const past = openSpellTable(to);
    expect(past.ok && past.value.kept).toEqual({ spells: [], since: 7, aliveAt: 8 });
    if (past.ok) past.value.close();
    expect(readFileSync(join(to, 'calendars', 'primary.json'), 'utf8')).toBe('{"kept":1}');
    expect(existsSync(join(to, 'restoring'))).toBe(false);
    const journal = openSqliteJournal(to);
    if (!journal.ok) throw new Error(journal.error);
    append(journal.value, 'goes on');
    journal.value.close();
    expect(verifyJournal(to)).toMatchObject({ ok: true, value: { entries: 21 } });
  });

  it('into a folder that is not empty is refused, and with replace puts aside what was there', () => {
    fill(2).close();
    made();
    const journal = openSqliteJournal(data);
    if (!journal.ok) throw new Error(journal.error);
    append(journal.value, 'since the backup');
    journal.value.close();
    // Left by a gateway that was killed: beside another journal it would be poison.
    writeFileSync(join(data, 'journal.db-wal'), 'stale');
    expect(errorOf(restore(data))).toMatch(/is not empty \(.*\); .*--replace/);
    expect(verifyJournal(data)).toMatchObject({ ok: true, value: { entries: 3 } });
    const restored = restore(data, true);
    if (!restored.ok) throw new Error(restored.error);
    expect(verifyJournal(data)).toMatchObject({ ok: true, value: { entries: 2 } });
    expect(existsSync(join(data, 'journal.db-wal'))).toBe(false);
    const aside = restored.value.putAside ?? '';
    expect(readdirSync(aside)).toContain('journal.db-wal');
    rmSync(join(aside, 'journal.db-wal'));
    expect(verifyJournal(aside)).toMatchObject({ ok: true, value: { entries: 3 } });
    // What was put aside is no part of the next backup.
    const again = makeBackup(data, join(root.path, 'copies', 'two'), now);
    expect(again.ok && again.value.files).toBe(5);
  });

  it('into the folder of a running gateway is refused, replace or not', () => {
    const journal = fill(2);
    made();
    expect(errorOf(restore(data, true))).toMatch(/^Another gateway \(pid \d+\) has the journal/);
    append(journal, 'undisturbed');
    journal.close();
    expect(verifyJournal(data)).toMatchObject({ ok: true, value: { entries: 3 } });
  });

  const harms: readonly (readonly [string, () => void, RegExp])[] = [
    [
      'a changed file',
      () => appendFileSync(join(backup, 'access.json'), ' '),
      /access\.json was changed or damaged/,
    ],
    ['a missing file', () => rmSync(join(backup, 'past.db')), /past\.db is missing/],
    ['a missing list', () => rmSync(join(backup, 'SHA256SUMS')), /holds no backup/],
    ['no folder', () => rmSync(backup, { recursive: true }), /holds no backup/],
    [
      'a list that says nothing',
      () => writeFileSync(join(backup, 'SHA256SUMS'), ''),
      /does not name backup\.json/,
    ],
    [
      'a list that leads out of it',
      () => appendFileSync(join(backup, 'SHA256SUMS'), `${'0'.repeat(64)}  ../data/access.json\n`),
      /names a file outside/,
    ],
    [
      'a link in place of a file',
      () => {
        rmSync(join(backup, 'access.json'));
        symlinkSync(join(data, 'access.json'), join(backup, 'access.json'));
      },
      /access\.json is missing/,
    ],
  ];
  it.each(harms)('of a backup with %s is refused, and touches nothing', (_what, harm, says) => {
    fill(2).close();
    made();
    harm();
    const to = join(root.path, 'again');
    expect(errorOf(restore(to))).toMatch(says);
    expect(existsSync(to)).toBe(false);
  });

  it('of a backup of a newer form is refused, with the version that can', () => {
    fill(2).close();
    made();
    const file = join(backup, 'backup.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"version": 1', '"version": 2'));
    const sums = ['journal.db', 'backup.json'].map((path) => ({
      path,
      sha256: sha256Of(join(backup, path)),
    }));
    writeFileSync(join(backup, 'SHA256SUMS'), sumsText(sums));
    expect(errorOf(restore(join(root.path, 'again')))).toMatch(
      /made by a newer Watchfloor \(\d+\.\d+\.\d+\)/,
    );
  });
});

describe('backups in one folder', () => {
  it('are named by their time, and only the newest are kept', () => {
    fill(1).close();
    const folder = join(root.path, 'copies');
    const at = (day: number): number => Date.UTC(2026, 10, day, 3);
    for (const day of [20, 21, 22])
      expect(makeBackup(data, join(folder, nameInSeries(at(day))), now).ok).toBe(true);
    mkdirSync(join(folder, `${nameInSeries(at(21))}.partial-77`));
    mkdirSync(join(folder, `${nameInSeries(at(23))}.partial-78`));
    mkdirSync(join(folder, 'of-somebody-else'));
    expect(pruneSeries(folder, 2)).toEqual([
      'watchfloor-2026-11-20T030000Z',
      'watchfloor-2026-11-21T030000Z.partial-77',
    ]);
    expect(readdirSync(folder).sort()).toEqual([
      ...['of-somebody-else', 'watchfloor-2026-11-21T030000Z', 'watchfloor-2026-11-22T030000Z'],
      'watchfloor-2026-11-23T030000Z.partial-78',
    ]);
  });
});

it('a list of digests takes only paths within the backup', () => {
  const line = (path: string): string => `${'a'.repeat(64)}  ${path}\n`;
  expect(readSums(line('a/b.json') + line('journal.db')).ok).toBe(true);
  for (const path of ['/etc/passwd', '../x', 'a/../../x', 'a//b', './a', 'C:/x', 'a\\b'])
    expect(readSums(line(path)).ok).toBe(false);
  expect(readSums('nonsense\n').ok).toBe(false);
});
