import type { DeskEvent } from '../desk/events.ts';
import type { Result } from '../../shared/result.ts';

/** Outcome of a command, kept beside its events so that a retry gets the same answer. */
export interface CommandRecord {
  readonly commandId: string;
  readonly person: string;
  readonly ok: boolean;
  readonly message: string;
}

/** One event as kept: `hash` covers its content and the hash before it. */
export interface JournalEntry {
  readonly number: number;
  readonly event: DeskEvent;
  readonly commandId: string | undefined;
  readonly hash: string;
}

/** Where events are kept. Appending is durable when it returns; a failure changes nothing. */
export interface Journal {
  /** Appends all events and the command's outcome, or nothing. The error is one sentence. */
  append(events: readonly DeskEvent[], command?: CommandRecord): Result<number>;
  /** The outcome of a command that was already carried out or refused. */
  findCommand(commandId: string): CommandRecord | undefined;
  entries(fromNumber?: number): Iterable<JournalEntry>;
  /** Number of the last entry; 0 when empty. */
  readonly last: number;
  close(): void;
}
