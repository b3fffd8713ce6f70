import { join } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import { deskEventSchema, type DeskEvent } from '../desk/events.ts';
import { chainHash, genesisHash } from './chainHash.ts';
import type { CommandRecord, Journal, JournalEntry } from './journal.ts';
import { lockJournal, type JournalLock } from './journalLock.ts';
import { openTables, whySqlite } from './journalTables.ts';

/** The journal's file in a data folder. */
export const journalFileOf = (folder: string): string => join(folder, 'journal.db');

/** One row of `entries`. */
export const entryRowSchema = z.object({
  number: z.number(),
  body: z.string(),
  command_id: z.string().nullable(),
  hash: z.string(),
});
/** The row of `head`: the last entry, kept apart so that a cut-off end is found. */
export const headRowSchema = z.object({ number: z.number(), hash: z.string() });

const commandRowSchema = z.object({
  command_id: z.string(),
  person: z.string(),
  ok: z.number(),
  message: z.string(),
});

/**
 * Opens the journal of a data folder for this process alone: SQLite in WAL mode, each append synced before it returns.
 * The error is one sentence: held by another gateway, damaged, not readable, or from a newer version.
 */
export function openSqliteJournal(folder: string): Result<Journal> {
  const lock = lockJournal(folder);
  if (!lock.ok) return lock;
  try {
    return ok(new SqliteJournal(openTables(journalFileOf(folder)), lock.value));
  } catch (error) {
    lock.value.release();
    return err(
      `The journal ${journalFileOf(folder)} can't be opened: ${whySqlite(error)}. ` +
        'Mend or restore it, or start on another folder with --data.',
    );
  }
}

class SqliteJournal implements Journal {
  readonly #database: DatabaseSync;
  readonly #lock: JournalLock;
  readonly #insertEntry: StatementSync;
  readonly #insertCommand: StatementSync;
  readonly #setHead: StatementSync;
  readonly #selectCommand: StatementSync;
  #last = 0;
  #hash = genesisHash;

  constructor(database: DatabaseSync, lock: JournalLock) {
    this.#database = database;
    this.#lock = lock;
    this.#insertEntry = database.prepare(
      'INSERT INTO entries (number, body, command_id, hash) VALUES (?, ?, ?, ?)',
    );
    this.#insertCommand = database.prepare(
      'INSERT INTO commands (command_id, person, ok, message) VALUES (?, ?, ?, ?)',
    );
    this.#setHead = database.prepare('INSERT OR REPLACE INTO head (id, number, hash) VALUES (1, ?, ?)');
    this.#selectCommand = database.prepare('SELECT * FROM commands WHERE command_id = ?');
    const head = database.prepare('SELECT number, hash FROM head').get();
    if (head !== undefined) ({ number: this.#last, hash: this.#hash } = headRowSchema.parse(head));
  }

  get last(): number {
    return this.#last;
  }

  append(events: readonly DeskEvent[], command?: CommandRecord): Result<number> {
    let [number, hash] = [this.#last, this.#hash];
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const event of events) {
        number += 1;
        const body = JSON.stringify(event);
        hash = chainHash(hash, { number, body, commandId: command?.commandId });
        this.#insertEntry.run(number, body, command?.commandId ?? null, hash);
      }
      if (command !== undefined) {
        this.#insertCommand.run(command.commandId, command.person, command.ok ? 1 : 0, command.message);
      }
      this.#setHead.run(number, hash);
      this.#database.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      return err(`The journal can't be written: ${whySqlite(error)}.`);
    }
    [this.#last, this.#hash] = [number, hash];
    return ok(number);
  }

  findCommand(commandId: string): CommandRecord | undefined {
    const row = this.#selectCommand.get(commandId);
    if (row === undefined) return undefined;
    const { command_id, person, ok: isOk, message } = commandRowSchema.parse(row);
    return { commandId: command_id, person, ok: isOk === 1, message };
  }

  *entries(fromNumber = 1): Iterable<JournalEntry> {
    const rows = this.#database
      .prepare('SELECT * FROM entries WHERE number >= ? ORDER BY number')
      .iterate(fromNumber);
    for (const row of rows) {
      const { number, body, command_id, hash } = entryRowSchema.parse(row);
      yield {
        number,
        event: deskEventSchema.parse(JSON.parse(body)),
        commandId: command_id ?? undefined,
        hash,
      };
    }
  }

  close(): void {
    this.#database.close();
    this.#lock.release();
  }

  #rollBack(): void {
    try {
      this.#database.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
  }
}
