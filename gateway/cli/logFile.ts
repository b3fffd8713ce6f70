import { openSync, closeSync, renameSync, statSync, writeSync } from 'node:fs';
import { reasonOf } from '../../shared/reasonOf.ts';
import { remark } from './terminal.ts';

/** A log above this is put aside; one old log is kept. */
export const keptBytes = 20 * 1024 * 1024;

/**
 * A log's file, written line by line. A disk that is full, or was taken away, must not end the gateway: lines are then
 * lost, and standard error says so once.
 */
export class LogFile {
  readonly #file: string;
  readonly #mostBytes: number;
  #handle: number;
  #bytes: number;
  #isFailing = false;

  /** Throws what the file system says where the file can't be opened. */
  constructor(file: string, mostBytes = keptBytes) {
    this.#file = file;
    this.#mostBytes = mostBytes;
    [this.#handle, this.#bytes] = open(file);
    if (this.#bytes > mostBytes) this.#putAside();
  }

  /** Appends a line with its end. */
  write(line: string): void {
    try {
      this.#bytes += writeSync(this.#handle, line);
      if (this.#isFailing) remark(`the log ${this.#file} is written again.`);
      this.#isFailing = false;
      if (this.#bytes > this.#mostBytes) this.#putAside();
    } catch (error) {
      if (!this.#isFailing)
        remark(`the log ${this.#file} can't be written, lines are lost: ${reasonOf(error)}.`);
      this.#isFailing = true;
    }
  }

  #putAside(): void {
    renameSync(this.#file, `${this.#file}.1`);
    // Opened before the old one is let go: the number of a closed one may be another file's soon.
    const next = open(this.#file);
    closeSync(this.#handle);
    [this.#handle, this.#bytes] = next;
  }
}

function open(file: string): [handle: number, bytes: number] {
  const handle = openSync(file, 'a', 0o600);
  return [handle, statSync(file).size];
}
