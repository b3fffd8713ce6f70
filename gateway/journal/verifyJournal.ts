import type { DatabaseSync } from 'node:sqlite';
import { err, ok, type Result } from '../../shared/result.ts';
import { chainHash, genesisHash } from './chainHash.ts';
import { readJournal } from './readJournal.ts';
import { entryRowSchema, headRowSchema } from './sqliteJournal.ts';

/** A journal whose chain holds. */
export interface VerifiedJournal {
  readonly entries: number;
  /** Write it down elsewhere: a journal that was rewritten as a whole ends in another hash. */
  readonly lastHash: string;
}

/** Recomputes the whole chain, read-only, also while a gateway runs; the error names the entry where it breaks. */
export const verifyJournal = (folder: string): Result<VerifiedJournal> => readJournal(folder, verifyRows);

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
  const stray = strayCommand(database);
  if (stray !== undefined) return err(stray);
  return ok({ entries: expected - 1, lastHash: before });
}

/** Each outcome of a command stands beside its entries: a cut-off end leaves the outcome, or the other way round. */
function strayCommand(database: DatabaseSync): string | undefined {
  const first = (sql: string): string | undefined => {
    const id = database.prepare(sql).get()?.['command_id'];
    return typeof id === 'string' ? id : undefined;
  };
  const lost = first(
    'SELECT command_id FROM commands WHERE command_id NOT IN (SELECT command_id FROM entries WHERE command_id IS NOT NULL)',
  );
  if (lost !== undefined)
    return `The outcome of command ${lost} is kept, but no entry of the journal tells of it.`;
  const untold = first(
    'SELECT command_id FROM entries WHERE command_id IS NOT NULL AND command_id NOT IN (SELECT command_id FROM commands)',
  );
  return untold === undefined
    ? undefined
    : `The journal tells of command ${untold}, but its outcome is gone.`;
}
