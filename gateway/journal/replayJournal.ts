import type { Logger } from 'pino';
import { err, ok, type Result } from '../../shared/result.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { Journal } from './journal.ts';

/** Tells every event of the journal again, in order; the error is one sentence that names the entry which can't be read. */
export function replayJournal(journal: Journal, log: Logger, take: (event: DeskEvent) => void): Result<true> {
  let read = 0;
  try {
    for (const { number, event } of journal.entries()) {
      take(event);
      read = number;
    }
    return ok(true);
  } catch (error) {
    log.error({ err: error, entry: read + 1 }, 'journal entry unreadable');
    return err(
      `Entry ${read + 1} of the journal can't be read, so it was changed or is damaged; "watchfloor audit verify" ` +
        'says more. Restore it from a copy, or start on another folder with --data.',
    );
  }
}
