import type { Outgoing } from '../bridge.ts';
import { parseCommand } from './commands.ts';
import type { LinkClock } from './connection.ts';
import type { CommandFrame, CommandResult } from './frames.ts';
import type { OutboxStorage } from './outbox.ts';

/** Times of the queue, milliseconds. */
export const outgoingTimes = {
  /** A final command stays visible for so long. */
  shownForMs: 60_000,
  /** First wait after `busy` or `failed`; doubles. */
  retryFirstMs: 1_000,
  retryMaxMs: 15_000,
  /** A live gateway that owes a result for so long is asked again. */
  resultWithinMs: 15_000,
} as const;

export interface OutgoingOptions {
  readonly clock: LinkClock;
  readonly storage: OutboxStorage;
  readonly newId: () => string;
  /** The gateway's time, as far as it is known. */
  correctedNow(): number;
  transmit(frame: CommandFrame): void;
  changed(outgoing: readonly Outgoing[]): void;
  /** Something about the outbox that the operator must know. */
  notice(id: string, text: string): void;
}

interface Entry {
  outgoing: Outgoing;
  tries: number;
  /** Cancels what this entry waits for: a retry, an overdue result, or its leaving the list. */
  undo: (() => void) | undefined;
  /** True between a `busy` or `failed` and its retry. */
  resting: boolean;
}

const isFinal = ({ state }: Outgoing): boolean => state !== 'queued' && state !== 'pending';
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Commands on their way: kept in storage until a final result, sent in order of giving, each under one id. */
export class OutgoingQueue {
  readonly #options: OutgoingOptions;
  #entries: readonly Entry[] = [];
  #live = false;
  /** Storage is written one command at a time, which is what keeps the order of giving. */
  #writes: Promise<unknown> = Promise.resolve();

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  /** All that are not final, and those that became final within the last minute, in order of giving. */
  list(): readonly Outgoing[] {
    return this.#entries.map((entry) => entry.outgoing);
  }

  /** Takes up what an earlier run left in storage; a storage that can't be read is said, and does not stop the feed. */
  load(): Promise<void> {
    return this.#next(async () => {
      try {
        this.#takeUp(await this.#options.storage.load());
      } catch (error) {
        const problem = `Commands kept from before could not be read: ${wordsOf(error)}`;
        this.#options.notice('outbox-load', problem);
      }
    });
  }

  /** Checks a command and stores it; resolves with its id once it is stored, rejects with one sentence. */
  async give(name: string, params: unknown): Promise<string> {
    const parsed = parseCommand(name, params);
    if (!parsed.ok) throw new Error(parsed.message);
    const at = this.#options.correctedNow();
    return this.#next(async () => {
      const id = this.#options.newId();
      const { command } = parsed;
      const givenAt = Math.max(0, Math.round(at), this.#newestOpen() + 1);
      const outgoing: Outgoing = {
        id,
        name: command.name,
        params: { ...command.params },
        givenAt,
        state: 'queued',
      };
      try {
        await this.#options.storage.put(outgoing);
      } catch (error) {
        throw new Error(
          `${command.name} was not given: it could not be stored (${wordsOf(error)}). Try again.`,
          {
            cause: error,
          },
        );
      }
      this.#entries = [...this.#entries, { outgoing, tries: 0, undo: undefined, resting: false }];
      this.#options.changed(this.list());
      this.#flush();
      return id;
    });
  }

  /** The link is live: all that are not final go out, again where they went before. */
  open(): void {
    this.#live = true;
    this.#flush();
  }

  /** The link is gone: whether pending commands arrived is not known, so they are queued again. */
  close(): void {
    this.#live = false;
    let changed = false;
    for (const entry of this.#entries) {
      if (isFinal(entry.outgoing)) continue;
      this.#settle(entry);
      entry.tries = 0;
      changed ||= entry.outgoing.state === 'pending';
      entry.outgoing = { ...entry.outgoing, state: 'queued' };
    }
    if (changed) this.#options.changed(this.list());
  }

  /** Cancels every timer; nothing is taken from storage. */
  stop(): void {
    this.#live = false;
    for (const entry of this.#entries) this.#settle(entry);
  }

  /** Takes a result; one for an id that is not held, or is final already, is ignored. */
  result(result: CommandResult): void {
    const entry = this.#entries.find(({ outgoing }) => outgoing.id === result.id);
    if (entry === undefined || isFinal(entry.outgoing)) return;
    this.#settle(entry);
    if (!result.ok && (result.code === 'busy' || result.code === 'failed')) this.#rest(entry, result.message);
    else this.#finish(entry, result.ok ? 'done' : 'refused', result.message);
    this.#options.changed(this.list());
    // A final result frees the commands that waited behind it.
    this.#flush();
  }

  #takeUp(stored: readonly Outgoing[]): void {
    const held = new Set(this.#entries.map(({ outgoing }) => outgoing.id));
    const before = stored
      .filter(({ id }) => !held.has(id))
      .toSorted((a, b) => a.givenAt - b.givenAt)
      .map((outgoing): Entry => ({
        outgoing: { ...outgoing, state: 'queued' },
        tries: 0,
        undo: undefined,
        resting: false,
      }));
    if (before.length === 0) return;
    this.#entries = [...before, ...this.#entries];
    this.#options.changed(this.list());
    this.#flush();
  }

  #flush(): void {
    const waitedFor = new Set<unknown>();
    let changed = false;
    for (const entry of this.#entries) {
      if (!this.#live) break;
      if (isFinal(entry.outgoing)) continue;
      // Acts on one incident keep their order even where an earlier one must be tried again.
      const { incident } = entry.outgoing.params;
      const mustWait = incident !== undefined && waitedFor.has(incident);
      waitedFor.add(incident);
      if (mustWait || entry.resting || entry.outgoing.state === 'pending') continue;
      changed = true;
      this.#transmit(entry);
    }
    if (changed) this.#options.changed(this.list());
  }

  #transmit(entry: Entry): void {
    const { id, name, params, givenAt } = entry.outgoing;
    entry.outgoing = { ...entry.outgoing, state: 'pending' };
    entry.undo = this.#options.clock.after(outgoingTimes.resultWithinMs, () => {
      this.#settle(entry);
      entry.outgoing = { ...entry.outgoing, state: 'queued' };
      this.#flush();
    });
    this.#options.transmit({ type: 'command', id, name, params, givenAt });
  }

  #rest(entry: Entry, message: string): void {
    const { retryFirstMs, retryMaxMs } = outgoingTimes;
    const waitMs = Math.min(retryMaxMs, retryFirstMs * 2 ** Math.min(entry.tries, 10));
    entry.tries += 1;
    entry.resting = true;
    entry.outgoing = { ...entry.outgoing, state: 'queued', message };
    entry.undo = this.#options.clock.after(waitMs, () => {
      this.#settle(entry);
      this.#flush();
    });
  }

  #finish(entry: Entry, state: 'done' | 'refused', message: string): void {
    entry.outgoing = { ...entry.outgoing, state, message };
    entry.undo = this.#options.clock.after(outgoingTimes.shownForMs, () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
      this.#options.changed(this.list());
    });
    this.#options.storage.remove(entry.outgoing.id).catch((error: unknown) => {
      const problem = `A finished command could not be taken from the outbox; it will be sent again, which is harmless: ${wordsOf(error)}`;
      this.#options.notice('outbox-remove', problem);
    });
  }

  #settle(entry: Entry): void {
    entry.undo?.();
    entry.undo = undefined;
    entry.resting = false;
  }

  #newestOpen(): number {
    return Math.max(-1, ...this.list().flatMap((outgoing) => (isFinal(outgoing) ? [] : [outgoing.givenAt])));
  }

  #next<Value>(run: () => Promise<Value>): Promise<Value> {
    const turn = this.#writes.then(run);
    this.#writes = turn.catch(() => undefined);
    return turn;
  }
}
