import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DeskEvent } from '../../gateway/desk/events.ts';
import { openSqliteJournal } from '../../gateway/journal/sqliteJournal.ts';
import { temporaryFolder } from '../support/restartable.ts';
import { ratioLine, spread } from './statistics.ts';

const appends = 500;

/** One durable append, against a bare insert of the same text with the same sync setting. */
export async function benchJournalAppend(report: (line: string) => void): Promise<void> {
  const folder = temporaryFolder('bench-journal');
  const opened = openSqliteJournal(folder.path);
  if (!opened.ok) throw new Error(opened.error);
  const bare = new DatabaseSync(join(folder.path, 'bare.db'));
  bare.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (n INTEGER PRIMARY KEY, body TEXT)',
  );
  const insert = bare.prepare('INSERT INTO t (body) VALUES (?)');
  const measured: number[] = [];
  const baseline: number[] = [];
  try {
    for (let index = 0; index < appends; index += 1) {
      const event: DeskEvent = {
        type: 'incident.noted',
        at: Date.now(),
        by: { kind: 'person', name: 'Bench' },
        incident: 'INC-1',
        text: `note ${index}`,
      };
      let started = performance.now();
      const command = { commandId: `command-${index}`, person: 'Bench', ok: true, message: '' };
      if (!opened.value.append([event], command).ok) throw new Error('append failed');
      measured.push(performance.now() - started);
      started = performance.now();
      insert.run(JSON.stringify(event));
      baseline.push(performance.now() - started);
    }
    const [one, other] = [spread(measured), spread(baseline)];
    report(`journal append, ${appends} commands`);
    report(ratioLine('  p50', 'ms', one.p50, other.p50));
    report(ratioLine('  p99', 'ms', one.p99, other.p99));
  } finally {
    opened.value.close();
    bare.close();
    folder.remove();
  }
}
