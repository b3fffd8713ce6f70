import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/result.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** Held while a gateway has a journal; the operating system lets go of it when the process dies. */
export interface JournalLock {
  release(): void;
}

/** Takes the journal of a folder for this process alone. The lock is SQLite's own on a file, so none is ever stale. */
export function lockJournal(folder: string): Result<JournalLock> {
  const pidFile = join(folder, 'journal.pid');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(join(folder, 'journal.lock'));
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    writeFileSync(pidFile, `${process.pid}\n`);
    const held = database;
    return ok({ release: () => held.close() });
  } catch (error) {
    database?.close();
    const message = reasonOf(error);
    if (!message.includes('locked')) return err(`The journal in ${folder} can't be locked: ${message}.`);
    return err(
      `Another gateway${pidOf(pidFile)} has the journal in ${folder}; stop it, or use another folder with --data.`,
    );
  }
}

function pidOf(file: string): string {
  try {
    return ` (pid ${readFileSync(file, 'utf8').trim()})`;
  } catch {
    return '';
  }
}
