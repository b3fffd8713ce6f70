import { createHash } from 'node:crypto';
import { rename } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { z } from 'zod';
import { reasonOf } from '../shared/reasonOf.ts';
import { sealed, unsealed } from '../shared/sealedText.ts';
import { asideName, readIfThere, replaceFile } from './durableFile.ts';

export interface KeptFileDeps<Value> {
  /** `….json` */
  readonly path: string;
  /** What is in it, for words: "The last state". */
  readonly what: string;
  /** Throws where it is not valid. */
  readonly parse: (json: unknown) => Value;
  readonly now: () => number;
  /** Told in one sentence when something could not be read, what is used instead, and where it is kept. */
  readonly onProblem: (sentence: string) => void;
}

/** A JSON file that shows whether it is whole, with the version before it (`….before.json`) to fall back on. */
export class KeptFile<Value extends object> {
  readonly #deps: KeptFileDeps<Value>;
  readonly #before: string;

  constructor(deps: KeptFileDeps<Value>) {
    this.#deps = deps;
    this.#before = deps.path.replace(/\.json$/, '.before.json');
  }

  /** Undefined where there is nothing that can be used. A damaged file is set aside and said. */
  async load(): Promise<Value | undefined> {
    const { path, what, onProblem } = this.#deps;
    const newest = await this.#read(path);
    if (newest.value !== undefined) return newest.value;
    const { value, problem } = await this.#read(this.#before);
    if (newest.problem !== undefined || problem !== undefined || value !== undefined) {
      const reason = newest.problem ?? (value === undefined ? problem : undefined) ?? 'the file is gone';
      const used = value === undefined ? 'nothing of it is left' : 'the version before it is used';
      onProblem(`${what} could not be read (${reason}); ${used}.`);
    }
    return value;
  }

  /** Replaces it whole; rejects where the disk refuses, and then it is what it was. */
  save(value: Value): Promise<void> {
    return replaceFile(this.#deps.path, sealed(value, sha256), this.#before);
  }

  async #read(path: string): Promise<{ readonly value?: Value | undefined; readonly problem?: string }> {
    try {
      const text = await readIfThere(path);
      return text === undefined ? {} : { value: this.#deps.parse(unsealed(text, sha256)) };
    } catch (error) {
      const name = basename(path, '.json');
      const aside = asideName(dirname(path), name, '.json', this.#deps.now());
      const isAside = await rename(path, aside).then(
        () => true,
        () => false,
      );
      const reason = error instanceof z.ZodError ? 'it holds something else' : reasonOf(error).slice(0, 200);
      return { problem: isAside ? `${reason}; the damaged file is kept as ${aside}` : reason };
    }
  }
}

/** SHA-256 of a text in hexadecimal. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
