import type { Outgoing } from '../bridge.ts';
import { parseCommand } from './commands.ts';
import type { CommandResult } from './frames.ts';
import { outgoingTimes, type OutgoingOptions } from './outgoingOptions.ts';
import { reasonOf } from '../reasonOf.ts';
import { createTurns } from '../turns.ts';

interface Entry {
  outgoing: Outgoing;
  tries: number;
  /** Cancels what this entry waits for: a retry, an overdue result, or its leaving the list. */
  undo: (() => void) | undefined;
  /** True between a `busy` or `failed` and its retry. */
  resting: boolean;
}

const isFinal = ({ state }: Outgoing): boolean => state !== 'queued' && state !== 'pending';

/** Commands on their way: kept in storage until a final result, sent in order of giving, each under one id. */
export class OutgoingQueue {
  readonly #options: OutgoingOptions;
  #entries: readonly Entry[] = [];
  #live = false;
  /** Storage is written one command at a time, which is what keeps the order of giving. */
  readonly #inTurn = createTurns();

  constructor(options: OutgoingOptions) {
    this.#options = options;
  }

  /** All that are not final or were refused after waiting, and those final within the last minute, in order of giving. */
  list(): readonly Outgoing[] {
    return this.#entries.map((entry) => entry.outgoing);
  }

  /** Takes up what an earlier run left in storage; a storage that can't be read is said, and does not stop the feed. */
  load(): Promise<void> {
    return this.#inTurn(async () => {
      try {
        this.#takeUp(await this.#options.storage.load());
      } catch (error) {
        const problem = `Commands kept from before could not be read: ${reasonOf(error)}`;
        this.#options.notice('outbox-load', problem);
      }
    });
  }

  /** Checks a command and stores it; resolves with its id once it is stored, rejects with one sentence. */
  async give(name: string, params: unknown): Promise<string> {
    const parsed = parseCommand(name, params);
    if (!parsed.ok) throw new Error(parsed.message);
    const at = this.#options.correctedNow();
    const person = this.#options.giver();
    return this.#inTurn(async () => {
      const id = this.#options.newId();
      const { command } = parsed;
      const givenAt = Math.max(0, Math.round(at), this.#newestOpen() + 1);
      const outgoing: Outgoing = {
        id,
        name: command.name,
        params: { ...command.params },
        givenAt,
        person,
        state: 'queued',
        ...(this.#live ? {} : { offline: true, unsent: true }),
      };
      try {
        await this.#options.storage.put(outgoing);
      } catch (error) {
        throw new Error(
          `${command.name} was not given: it could not be stored (${reasonOf(error)}). Try again.`,
          {
            cause: error,
          },
        );
      }
      const kept: Outgoing = this.#live ? outgoing : { ...outgoing, offline: true };
      this.#entries = [...this.#entries, { outgoing: kept, tries: 0, undo: undefined, resting: false }];
      this.#options.changed(this.list());
      this.#release();
      return id;
    });
  }

  /** Withdraws what was never sent, or puts away what is final; rejects with one sentence for what may have arrived. */
  discard(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const entry = this.#entries.find(({ outgoing }) => outgoing.id === id);
      if (entry === undefined) return;
      if (!isFinal(entry.outgoing) && entry.outgoing.unsent !== true)
        throw new Error('It may have reached the gateway already, so it can not be withdrawn.');
      await this.#options.storage.remove(id);
      this.#settle(entry);
      this.#entries = this.#entries.filter((other) => other !== entry);
      this.#options.changed(this.list());
      this.#flush();
    });
  }

  /** The link is live: all that are not final go out, again where they went before. */
  open(): void {
    this.#live = true;
    this.#release();
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
      entry.outgoing = { ...entry.outgoing, state: 'queued', offline: true };
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
        outgoing: outgoing.state === 'refused' ? outgoing : { ...outgoing, state: 'queued', offline: true },
        tries: 0,
        undo: undefined,
        resting: false,
      }));
    if (before.length === 0) return;
    this.#entries = [...before, ...this.#entries];
    this.#options.changed(this.list());
    this.#release();
  }

  /** Sends what waits. What was never sent is first stored as maybe sent, so that nobody withdraws what has arrived. */
  #release(): void {
    if (!this.#live || !this.#entries.some(({ outgoing }) => outgoing.unsent)) return this.#flush();
    void this.#inTurn(async () => {
      for (const entry of this.#entries) {
        if (!this.#live) return;
        if (entry.outgoing.unsent === undefined) continue;
        const { unsent: _, ...sent } = entry.outgoing;
        // On a full disk it goes out all the same: an act that is never sent is worse than one that can't be withdrawn.
        await this.#options.storage.put(sent).catch(() => undefined);
        entry.outgoing = { ...entry.outgoing, unsent: undefined };
      }
      this.#flush();
    });
  }

  #flush(): void {
    const waitedFor = new Set<unknown>();
    let changed = false;
    for (const entry of this.#entries) {
      if (!this.#live) break;
      if (isFinal(entry.outgoing)) continue;
      // Acts on one incident, change or handoff keep their order even where an earlier one must be tried again.
      const { incident, change, handoff } = entry.outgoing.params;
      const subjects = [incident, change, handoff].filter((subject) => subject !== undefined);
      const mustWait = subjects.some((subject) => waitedFor.has(subject));
      for (const subject of subjects) waitedFor.add(subject);
      if (mustWait || entry.resting || entry.outgoing.unsent || entry.outgoing.state === 'pending') continue;
      changed = true;
      this.#transmit(entry);
    }
    if (changed) this.#options.changed(this.list());
  }

  #transmit(entry: Entry): void {
    const { id, name, params, givenAt, person } = entry.outgoing;
    entry.outgoing = { ...entry.outgoing, state: 'pending' };
    entry.undo = this.#options.clock.after(outgoingTimes.resultWithinMs, () => {
      this.#settle(entry);
      entry.outgoing = { ...entry.outgoing, state: 'queued' };
      this.#flush();
    });
    this.#options.transmit({ type: 'command', id, name, params, givenAt, person });
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
    const { storage, clock } = this.#options;
    // Who gave it may have looked away meanwhile: it stays until somebody has chosen what becomes of it.
    const stays = state === 'refused' && entry.outgoing.offline === true;
    const { unsent: _, ...kept } = entry.outgoing;
    (stays ? storage.put(kept) : storage.remove(kept.id)).catch((error: unknown) => {
      const problem = `A finished command could not be ${stays ? 'kept in' : 'taken from'} the outbox; it will be sent again, which is harmless: ${reasonOf(error)}`;
      this.#options.notice('outbox-remove', problem);
    });
    if (stays) return;
    entry.undo = clock.after(outgoingTimes.shownForMs, () => {
      this.#entries = this.#entries.filter((other) => other !== entry);
      this.#options.changed(this.list());
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
}
