import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { NewerTables, whySqlite } from '../journal/journalTables.ts';
import { spellSchema, type Spell } from './spell.ts';
import type { KeptPast, SpellChanges } from './spellLog.ts';

const tablesVersion = 1;
const spellRow = z.object({ body: z.string() });
const markRow = z.object({ since: z.number(), alive_at: z.number() });

/** Where spells outlive the gateway. */
export interface SpellStore {
  /** What an earlier run kept; undefined where there was none. */
  readonly kept: KeptPast | undefined;
  /** Writes all of it or nothing, and that the gateway runs at `now`; the error is one sentence. */
  write(changes: SpellChanges, now: Instant): Result<true>;
  close(): void;
}

/**
 * Opens `past.db` in a data folder. It is no part of the audit trail and not synced at each write: a power cut may take
 * its last seconds, and then the time at which the gateway was last known to run is older by as much.
 */
export function openSpellTable(folder: string): Result<SpellStore> {
  const file = join(folder, 'past.db');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000');
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version > tablesVersion) throw new NewerTables(version);
    database.exec(`BEGIN;
      CREATE TABLE IF NOT EXISTS spells (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS mark (
        id INTEGER PRIMARY KEY CHECK (id = 1), since REAL NOT NULL, alive_at REAL NOT NULL
      ) STRICT;
      PRAGMA user_version = ${tablesVersion};
      COMMIT;`);
    return ok(new SpellTable(database, readKept(database)));
  } catch (error) {
    database?.close();
    return err(`What came and went can't be kept in ${file}: ${whySqlite(error)}.`);
  }
}

function readKept(database: DatabaseSync): KeptPast | undefined {
  const mark = markRow.optional().parse(database.prepare('SELECT since, alive_at FROM mark').get());
  if (mark === undefined) return undefined;
  const spells: Spell[] = [];
  for (const row of database.prepare('SELECT body FROM spells ORDER BY id').iterate()) {
    spells.push(spellSchema.parse(JSON.parse(spellRow.parse(row).body)));
  }
  return { spells, since: mark.since, aliveAt: mark.alive_at };
}

class SpellTable implements SpellStore {
  readonly #database: DatabaseSync;
  readonly kept: KeptPast | undefined;

  constructor(database: DatabaseSync, kept: KeptPast | undefined) {
    this.#database = database;
    this.kept = kept;
  }

  write({ put, dropped, since }: SpellChanges, now: Instant): Result<true> {
    const database = this.#database;
    try {
      database.exec('BEGIN IMMEDIATE');
      const insert = database.prepare('INSERT OR REPLACE INTO spells (id, body) VALUES (?, ?)');
      for (const spell of put) insert.run(spell.id, JSON.stringify(spell));
      const remove = database.prepare('DELETE FROM spells WHERE id = ?');
      for (const id of dropped) remove.run(id);
      database.prepare('INSERT OR REPLACE INTO mark (id, since, alive_at) VALUES (1, ?, ?)').run(since, now);
      database.exec('COMMIT');
      return ok(true);
    } catch (error) {
      try {
        database.exec('ROLLBACK');
      } catch {
        // SQLite has rolled back by itself, as it does when the disk is full.
      }
      return err(`What came and went can't be written: ${whySqlite(error)}.`);
    }
  }

  close(): void {
    this.#database.close();
  }
}
