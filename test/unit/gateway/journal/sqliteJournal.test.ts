import { spawnSync } from 'node:child_process';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import type { Journal } from '../../../../gateway/journal/journal.ts';
import { journalFileOf, openSqliteJournal } from '../../../../gateway/journal/sqliteJournal.ts';
import { verifyJournal } from '../../../../gateway/journal/verifyJournal.ts';
import { temporaryFolder } from '../../../support/restartable.ts';

const note = (text: string): DeskEvent => ({
  type: 'incident.noted',
  at: 1,
  by: { kind: 'person', name: 'M. Tanaka' },
  incident: 'INC-2001',
  text,
});

describe('the journal', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let journal: Journal;

  const open = (): Journal => {
    const opened = openSqliteJournal(folder.path);
    if (!opened.ok) throw new Error(opened.error);
    return opened.value;
  };
  const tamper = (sql: string): void => {
    const database = new DatabaseSync(journalFileOf(folder.path));
    database.exec(sql);
    database.close();
  };

  beforeEach(() => {
    folder = temporaryFolder('journal');
    journal = open();
    for (const text of ['one', 'two', 'three']) journal.append([note(text)]);
  });
  afterEach(() => {
    try {
      journal.close();
    } catch {
      // The test has closed it.
    }
    folder.remove();
  });

  it('gives back what was appended, in order, after it was opened again', () => {
    journal.close();
    journal = open();
    expect(journal.last).toBe(3);
    expect([...journal.entries()].map(({ event }) => event)).toEqual(['one', 'two', 'three'].map(note));
  });

  it('keeps a command with its outcome, and refuses the same id twice without a trace', () => {
    const record = { commandId: 'command-1', person: 'M. Tanaka', ok: true, message: 'done' };
    expect(journal.append([note('four')], record)).toEqual({ ok: true, value: 4 });
    expect(journal.findCommand('command-1')).toEqual(record);
    expect(journal.append([note('again')], record).ok).toBe(false);
    expect([...journal.entries()]).toHaveLength(4);
    expect(journal.append([note('five')]).ok).toBe(true);
    expect(verifyJournal(folder.path)).toMatchObject({ ok: true, value: { entries: 5 } });
  });

  it.each([
    [
      'a changed entry',
      `UPDATE entries SET body = replace(body, 'two', 'tow') WHERE number = 2`,
      'Entry 2 of the journal was changed',
    ],
    ['a removed entry', 'DELETE FROM entries WHERE number = 2', 'Entry 2 of the journal is missing'],
    [
      'a cut-off end',
      'DELETE FROM entries WHERE number = 3',
      'ends at entry 2, but entry 3 was its last one',
    ],
    [
      'swapped entries',
      'UPDATE entries SET number = -number; UPDATE entries SET number = CASE number WHEN -1 THEN 2 WHEN -2 THEN 1 ELSE 3 END',
      'Entry 1 of the journal was changed',
    ],
  ])('finds %s', (_what, sql, sentence) => {
    journal.close();
    expect(verifyJournal(folder.path).ok).toBe(true);
    tamper(sql);
    expect(verifyJournal(folder.path)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  it.each([
    [
      'an end that was cut off with its head',
      `DELETE FROM entries WHERE number = 4;
       UPDATE head SET number = 3, hash = (SELECT hash FROM entries WHERE number = 3)`,
      'The outcome of command command-1 is kept, but no entry',
    ],
    ['a removed outcome', 'DELETE FROM commands', 'tells of command command-1, but its outcome is gone'],
  ])('finds %s by the command that was there', (_what, sql, sentence) => {
    journal.append([note('four')], {
      commandId: 'command-1',
      person: 'M. Tanaka',
      ok: true,
      message: 'done',
    });
    journal.close();
    expect(verifyJournal(folder.path).ok).toBe(true);
    tamper(sql);
    expect(verifyJournal(folder.path)).toEqual({ ok: false, error: expect.stringContaining(sentence) });
  });

  it('verifies while a gateway runs', () => {
    expect(verifyJournal(folder.path)).toMatchObject({ ok: true, value: { entries: 3 } });
  });

  it('is for one gateway: another process is told which one has it', () => {
    const script = `import { openSqliteJournal } from './gateway/journal/sqliteJournal.ts';
      const opened = openSqliteJournal(${JSON.stringify(folder.path)});
      console.log(opened.ok ? 'opened' : opened.error);`;
    const other = () =>
      spawnSync(process.execPath, ['--input-type=module-typescript', '-e', script], { encoding: 'utf8' })
        .stdout;
    expect(other()).toContain(
      `Another gateway (pid ${process.pid}) has the journal in ${folder.path}; stop it`,
    );
    journal.close();
    expect(other()).toContain('opened');
  });

  it.each([
    [
      'damaged',
      (file: string) => writeFileSync(file, 'this is no database, but it is long enough to be looked at'),
      /it is damaged/,
    ],
    [
      'of a newer version',
      (file: string) => {
        const database = new DatabaseSync(file);
        database.exec('PRAGMA user_version = 9');
        database.close();
      },
      /newer Watchfloor/,
    ],
  ])('that is %s is refused in one sentence', (_what, spoil, sentence) => {
    journal.close();
    const file = journalFileOf(folder.path);
    for (const suffix of ['-wal', '-shm']) rmSync(file + suffix, { force: true });
    if (_what === 'damaged') truncateSync(file, 0);
    spoil(file);
    expect(openSqliteJournal(folder.path)).toEqual({ ok: false, error: expect.stringMatching(sentence) });
  });

  it('of a folder that is a file is refused in one sentence', () => {
    const file = join(folder.path, 'file');
    writeFileSync(file, '');
    expect(openSqliteJournal(file)).toEqual({ ok: false, error: expect.stringMatching(/can't be locked/) });
  });
});
