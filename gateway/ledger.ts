import type { Logger } from 'pino';
import type { Result } from '../shared/result.ts';
import type { DeskEvent } from './desk/events.ts';
import { emptyDesk, evolve, type DeskState } from './desk/evolve.ts';
import { withNotices, type NoticeRules } from './desk/noticesOf.ts';
import { RecordKeeper } from './figures/incidentRecords.ts';
import { RecordArchive } from './handoff/recordArchive.ts';
import type { CommandRecord, Journal } from './journal/journal.ts';
import { replayJournal } from './journal/replayJournal.ts';
import { EventLog } from './past/eventLog.ts';

/** What the ledger needs. */
export interface LedgerOptions {
  readonly journal: Journal;
  readonly log: Logger;
  /** Who is told of what, as of now. */
  readonly noticeRules: () => NoticeRules;
  /** Told when a notice was asked for. */
  readonly onNotice: () => void;
}

/** The desk's state and what it rests on: nothing is believed before it is durable. */
export class Ledger {
  readonly #options: LedgerOptions;
  /** What figures are worked out from. */
  readonly records = new RecordKeeper();
  /** What happened lately. */
  readonly recent = new EventLog();
  /** The handoffs that were closed. */
  readonly archive = new RecordArchive();
  #desk: DeskState = emptyDesk;
  #problem: string | undefined;

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** The desk as the journal has it. */
  get desk(): DeskState {
    return this.#desk;
  }

  /** Why the journal takes nothing; undefined while it does. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Rebuilds the desk from the journal; the error names the entry that can't be read. */
  replay(): Result<unknown> {
    const { journal, log } = this.#options;
    return replayJournal(journal, log, (event) => {
      this.#desk = evolve(this.#desk, event);
      this.#note(event);
    });
  }

  /** The outcome of a command that was given before, by its id. */
  findCommand(commandId: string): CommandRecord | undefined {
    return this.#options.journal.findCommand(commandId);
  }

  #note(event: DeskEvent): void {
    this.records.take(event);
    this.recent.take(event);
    this.archive.take(event, this.#desk);
  }

  /** Durable first, then believed; false where the journal failed and nothing has changed. */
  record(events: readonly DeskEvent[], command?: CommandRecord): boolean {
    const { journal, log, noticeRules, onNotice } = this.#options;
    // A journal that failed is tried even with nothing to write: a quiet night must not keep it failed.
    const isIdle = events.length === 0 && command === undefined;
    if (isIdle && this.#problem === undefined) return true;
    const all = withNotices(this.#desk, events, noticeRules());
    const appended = journal.append(all.events, command);
    if (!appended.ok) {
      if (this.#problem !== appended.error) log.error({ problem: appended.error }, 'journal failed');
      this.#problem = appended.error;
      return false;
    }
    this.#problem = undefined;
    this.#desk = all.state;
    for (const event of all.events) this.#note(event);
    if (all.events.some(({ type }) => type === 'notice.due')) onNotice();
    return true;
  }
}
