import { DatabaseSync } from 'node:sqlite';
import { reasonOf } from '../../shared/reasonOf.ts';

/** Version of the tables; a newer one is refused, never guessed at. */
export const tablesVersion = 1;

/** Opens the file and makes the tables where they are missing. Throws what SQLite throws. */
export function openTables(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 2000');
    const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
    if (version > tablesVersion) throw new NewerTables(version);
    if (version === 0) {
      database.exec(`BEGIN;
        CREATE TABLE IF NOT EXISTS entries (
          number INTEGER PRIMARY KEY, body TEXT NOT NULL, command_id TEXT, hash TEXT NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS commands (
          command_id TEXT PRIMARY KEY, person TEXT NOT NULL, ok INTEGER NOT NULL, message TEXT NOT NULL
        ) STRICT;
        CREATE TABLE IF NOT EXISTS head (
          id INTEGER PRIMARY KEY CHECK (id = 1), number INTEGER NOT NULL, hash TEXT NOT NULL
        ) STRICT;
        PRAGMA user_version = ${tablesVersion};
        COMMIT;`);
    }
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** The tables were written by a later Watchfloor. */
export class NewerTables extends Error {
  constructor(version: number) {
    super(`it was written by a newer Watchfloor (tables ${version}, this one knows ${tablesVersion})`);
  }
}

/** SQLite's complaint as a part of a sentence. */
export function whySqlite(error: unknown): string {
  const message = reasonOf(error);
  if (error instanceof NewerTables) return message;
  if (message.includes('full')) return 'the disk is full';
  if (message.includes('readonly') || message.includes('read-only')) return 'it is read-only';
  if (message.includes('not a database') || message.includes('malformed')) return 'it is damaged';
  if (message.includes('unable to open')) return 'it is not readable';
  return message;
}
