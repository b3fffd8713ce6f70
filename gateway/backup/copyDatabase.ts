import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { syncPath } from './durableCopy.ts';

/**
 * Copies an SQLite database as of one instant, while others write to it. `VACUUM INTO` reads in one transaction; SQLite's
 * page-wise backup would begin anew at each write of another process, and under load never end. Throws what SQLite says.
 */
export function copyDatabase(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(from, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 10000');
    database.prepare('VACUUM INTO ?').run(to);
  } finally {
    database.close();
  }
  chmodSync(to, 0o600);
  syncPath(to);
}

/** What SQLite finds wrong with a database; undefined where it is whole. */
export function databaseProblem(file: string): string | undefined {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const found = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
    return found === 'ok' ? undefined : String(found);
  } finally {
    database.close();
  }
}
