import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/result.ts';
import { chainHash, genesisHash } from './chainHash.ts';
import { whySqlite } from './journalTables.ts';
import { entryRowSchema, headRowSchema, journalFileOf } from './sqliteJournal.ts';

/** A journal whose chain holds. */
export interface VerifiedJournal {
  readonly entries: number;
  /** Write it down elsewhere: a journal that was rewritten as a whole ends in another hash. */
  readonly lastHash: string;
}

/** Recomputes the whole chain, read-only, also while a gateway runs; the error names the entry where it breaks. */
export function verifyJournal(folder: string): Result<VerifiedJournal> {
  const file = journalFileOf(folder);
  if (!existsSync(file))
    return err(`There is no journal in ${folder}; name the gateway's folder with --data.`);
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    // One transaction: a running gateway may append meanwhile.
    database.exec('BEGIN');
    return verifyRows(database);
  } catch (error) {
    return err(`The journal ${file} can't be read: ${whySqlite(error)}.`);
  } finally {
    database?.close();
  }
}

function verifyRows(database: DatabaseSync): Result<VerifiedJournal> {
  let [expected, before] = [1, genesisHash];
  for (const row of database.prepare('SELECT * FROM entries ORDER BY number').iterate()) {
    const { number, body, command_id, hash } = entryRowSchema.parse(row);
    if (number !== expected) return err(`Entry ${expected} of the journal is missing.`);
    if (chainHash(before, { number, body, commandId: command_id ?? undefined }) !== hash) {
      return err(`Entry ${number} of the journal was changed, or the one before it.`);
    }
    [expected, before] = [number + 1, hash];
  }
  const head = database.prepare('SELECT number, hash FROM head').get();
  const { number, hash } = head === undefined ? { number: 0, hash: genesisHash } : headRowSchema.parse(head);
  if (number !== expected - 1 || hash !== before) {
    return err(`The journal ends at entry ${expected - 1}, but entry ${number} was its last one.`);
  }
  return ok({ entries: expected - 1, lastHash: before });
}
