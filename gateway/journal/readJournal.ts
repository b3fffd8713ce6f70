import { accessSync, constants } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { codeOf } from '../../shared/codeOf.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { deskEventSchema, type DeskEvent } from '../desk/events.ts';
import { whySqlite } from './journalTables.ts';
import { entryRowSchema, journalFileOf } from './sqliteJournal.ts';

/** Reads a journal without holding it, also while a gateway runs; the error is one sentence. */
export function readJournal<Value>(
  folder: string,
  read: (database: DatabaseSync) => Result<Value>,
): Result<Value> {
  const file = journalFileOf(folder);
  const problem = accessProblem(file);
  if (problem === 'ENOENT')
    return err(`There is no journal in ${folder}; name the gateway's folder with --data.`);
  if (problem !== undefined) return err(`The journal ${file} can't be read: no permission.`);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    // One transaction: a running gateway may append meanwhile.
    database.exec('BEGIN');
    return read(database);
  } catch (error) {
    return err(`The journal ${file} can't be read: ${whySqlite(error)}.`);
  } finally {
    database?.close();
  }
}

function accessProblem(file: string): string | undefined {
  try {
    accessSync(file, constants.R_OK);
    return undefined;
  } catch (error) {
    return codeOf(error) ?? 'unknown';
  }
}

/** Tells every event of a journal in order; the error also names an entry that this version does not understand. */
export const readEvents = (folder: string, take: (event: DeskEvent) => void): Result<true> =>
  readJournal(folder, (database) => {
    for (const row of database.prepare('SELECT * FROM entries ORDER BY number').iterate()) {
      const { number, body } = entryRowSchema.parse(row);
      const event = eventIn(body);
      if (event === undefined) {
        return err(`Entry ${number} of the journal is damaged, or written by a newer Watchfloor.`);
      }
      take(event);
    }
    return ok(true);
  });

function eventIn(body: string): DeskEvent | undefined {
  try {
    return deskEventSchema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
