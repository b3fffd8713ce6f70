import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Outgoing } from '../shared/bridge.ts';
import type { OutboxStorage } from '../shared/feed/outbox.ts';
import { asideName, readIfThere, replaceFile, syncFolder } from './durableFile.ts';
import { reasonOf } from '../shared/reasonOf.ts';
import { createTurns } from '../shared/turns.ts';
import { lineOf, replay, type OutboxLine } from './outboxLines.ts';

export interface OutboxFileDeps {
  /** The file, `….jsonl`. */
  readonly path: string;
  readonly now: () => number;
  /** Told in one sentence when something could not be read and was kept aside. */
  readonly onProblem: (sentence: string) => void;
}

/** Removed lines after which the file is written anew. */
const compactAfter = 500;

/**
 * The outbox on disk: a file of lines that only grows, each synced before `put` resolves, so that a kill at
 * any instant loses nothing that was accepted. Written anew at the start and after many removals.
 */
export class OutboxFile implements OutboxStorage {
  readonly #deps: OutboxFileDeps;
  /** The file as it was before it was written anew: with it, an empty file is known to have been emptied. */
  readonly #before: string;
  #entries = new Map<string, Outgoing>();
  #file: FileHandle | undefined;
  /** Writes in order, one at a time. */
  readonly #inTurn = createTurns();
  #removedLines = 0;
  #isTorn = false;

  constructor(deps: OutboxFileDeps) {
    this.#deps = deps;
    this.#before = deps.path.replace(/\.jsonl$/, '.before.jsonl');
  }

  load(): Promise<readonly Outgoing[]> {
    return this.#inTurn(async () => {
      const text = await this.#read();
      const { entries, unreadable } = replay(text);
      this.#entries = new Map(entries);
      this.#isTorn = text !== '' && !text.endsWith('\n');
      // On a full disk the file stays as it is: what waits in it is sent all the same.
      await this.#tidy(unreadable).catch((error: unknown) =>
        this.#deps.onProblem(`The outbox could not be written anew: ${reasonOf(error)}`),
      );
      return [...this.#entries.values()];
    });
  }

  put(entry: Outgoing): Promise<void> {
    return this.#inTurn(async () => {
      await this.#append({ op: 'put', entry });
      this.#entries.set(entry.id, entry);
    });
  }

  remove(id: string): Promise<void> {
    return this.#inTurn(async () => {
      await this.#append({ op: 'remove', id });
      this.#entries.delete(id);
      this.#removedLines += 1;
      if (this.#removedLines >= compactAfter) await this.#compact();
    });
  }

  /** Waits for what is under way and closes the file. */
  close(): Promise<void> {
    return this.#inTurn(() => this.#closeFile());
  }

  async #append(line: OutboxLine): Promise<void> {
    const file = await this.#opened();
    // After a write that failed midway (a full disk) the torn line must not swallow this one.
    const text = this.#isTorn ? `\n${lineOf(line)}` : lineOf(line);
    this.#isTorn = true;
    await file.appendFile(text);
    await file.datasync();
    this.#isTorn = false;
  }

  async #opened(): Promise<FileHandle> {
    if (this.#file === undefined) {
      const folder = dirname(this.#deps.path);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      this.#file = await open(this.#deps.path, 'a', 0o600);
      await syncFolder(folder);
    }
    return this.#file;
  }

  async #compact(): Promise<void> {
    await this.#closeFile();
    const lines = [...this.#entries.values()].map((entry) => lineOf({ op: 'put', entry }));
    await replaceFile(this.#deps.path, [lineOf({ op: 'begin' }), ...lines].join(''), this.#before);
    this.#removedLines = 0;
    this.#isTorn = false;
  }

  async #closeFile(): Promise<void> {
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  /** What is in the file; one that can't be read is kept aside and said, for acts must be possible without it. */
  async #read(): Promise<string> {
    const { path, now, onProblem } = this.#deps;
    try {
      const text = await readIfThere(path);
      if (text === '' && (await readIfThere(this.#before)) !== undefined) {
        onProblem(
          'The outbox was emptied by something else: acts that waited in it are lost. Check your last acts.',
        );
      }
      return text ?? '';
    } catch (error) {
      const aside = asideName(dirname(path), 'outbox', '.jsonl', now());
      await rename(path, aside);
      onProblem(
        `The outbox could not be read (${reasonOf(error)}): acts that waited in it are not sent. It is kept as ${aside}.`,
      );
      return '';
    }
  }

  /** Written anew only once what can't be read is somewhere else. */
  async #tidy(unreadable: readonly string[]): Promise<void> {
    if (unreadable.length > 0) await this.#keepAside(unreadable);
    await this.#compact();
  }

  async #keepAside(unreadable: readonly string[]): Promise<void> {
    const aside = asideName(dirname(this.#deps.path), 'outbox', '.jsonl', this.#deps.now());
    await replaceFile(aside, `${unreadable.join('\n')}\n`);
    const what = unreadable.length === 1 ? 'One line' : `${unreadable.length} lines`;
    this.#deps.onProblem(
      `${what} of the outbox could not be read: check your last commands. Kept in ${aside}.`,
    );
  }
}
