import { z } from 'zod';
import { draftSchema, mostDrafts, type Draft } from '../shared/draft.ts';
import { createTurns } from '../shared/turns.ts';
import { KeptFile } from './keptFile.ts';

const fileSchema = z.record(z.string(), draftSchema);

/** Each person's draft of one text: a shift's notes are begun by several. */
const keyOf = (id: string, person: string | undefined): string =>
  person === undefined ? id : `${id} by ${person}`;

export interface DraftsFileDeps {
  /** `.../drafts.json` */
  readonly path: string;
  readonly now: () => number;
  /** Told in one sentence when drafts could not be read. */
  readonly onProblem: (sentence: string) => void;
}

/** Drafts in one file; each change has reached the disk when it resolves, and rejects where it could not. */
export class DraftsFile {
  readonly #file: KeptFile<z.infer<typeof fileSchema>>;
  #drafts: Promise<ReadonlyMap<string, Draft>> | undefined;
  /** Writes one after the other: an older copy must not land on a newer one. */
  readonly #inTurn = createTurns();

  constructor(deps: DraftsFileDeps) {
    this.#file = new KeptFile({ ...deps, what: 'Drafts', parse: (json) => fileSchema.parse(json) });
  }

  /** What this person wrote; what was written before anybody was chosen is for whoever comes first. */
  async get(id: string, person?: string): Promise<Draft | undefined> {
    const all = await this.#all();
    return all.get(keyOf(id, person)) ?? all.get(id);
  }

  /** Keeps a draft; undefined drops it. */
  async set(id: string, draft: Draft | undefined, person?: string): Promise<void> {
    const kept = new Map(await this.#all());
    const key = keyOf(id, person);
    kept.delete(id);
    kept.delete(key);
    if (draft !== undefined) kept.set(key, draft);
    for (const oldest of [...kept.keys()].slice(0, Math.max(0, kept.size - mostDrafts))) kept.delete(oldest);
    this.#drafts = Promise.resolve(kept);
    await this.#inTurn(() => this.#file.save(Object.fromEntries(kept)));
  }

  /** Resolves when what was set is on disk. */
  close(): Promise<void> {
    return this.#inTurn(async () => undefined);
  }

  #all(): Promise<ReadonlyMap<string, Draft>> {
    this.#drafts ??= this.#read();
    return this.#drafts;
  }

  async #read(): Promise<ReadonlyMap<string, Draft>> {
    return new Map(Object.entries((await this.#file.load()) ?? {}));
  }
}
