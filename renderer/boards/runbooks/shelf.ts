import type { KeptRunbook } from '../../../shared/library/keptLibrary.ts';
import { pictureTypeOf } from '../../../shared/library/pictureType.ts';
import { runbookBody } from '../../../shared/rules/runbookText.ts';
import type { ConsoleActions } from '../../store/consoleActions.ts';
import { RunbookSearch, type RunbookHit } from './runbookSearch.ts';
import { reasonOf } from '../../../shared/reasonOf.ts';

type Library = ConsoleActions['library'];

/** Read between two looks at the clock: the page stays quick while thousands are read. */
const chunkMs = 8;
/** Files asked for ahead of the one that is being put into the index. */
const ahead = 12;

/** What is on the shelf; replaced on every change. */
export interface ShelfState {
  /** By title. */
  readonly runbooks: readonly KeptRunbook[];
  /** The same in the same order. */
  readonly byId: ReadonlyMap<string, KeptRunbook>;
  /** So many of them can be searched; the rest follow. */
  readonly indexed: number;
  /** Why the list can't be had. */
  readonly problem?: string | undefined;
}

/** The runbooks of this machine as the board reads them: the list, their texts, and the search in them. */
export class Shelf {
  readonly #library: Library;
  readonly #search = new RunbookSearch();
  /** What of each runbook is in the index; one whose text could not be read is not in it. */
  readonly #indexed = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  #state: ShelfState = { runbooks: [], byId: new Map(), indexed: 0 };
  #found:
    { readonly words: string; readonly of: ShelfState; readonly hits: readonly RunbookHit[] } | undefined;
  #follows: string | undefined;
  #turn = 0;

  constructor(library: Library) {
    this.#library = library;
  }

  readonly state = (): ShelfState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Reads anew when the copy on this machine is another one; `version` is anything that changes with it. */
  follow(version: string): void {
    if (version === this.#follows) return;
    this.#follows = version;
    void this.#read();
  }

  /** The ids that match, best first, with the words that did; looked up once for the same words and state. */
  find(words: string, of: ShelfState): readonly RunbookHit[] {
    if (this.#found?.words !== words || this.#found.of !== of) {
      this.#found = { words, of, hits: this.#search.find(words) };
    }
    return this.#found.hits;
  }

  /** The Markdown of a runbook without its front matter; rejects with one sentence where its copy is damaged. */
  async text({ file }: KeptRunbook): Promise<string> {
    return runbookBody(new TextDecoder().decode(await this.#library.file(file.digest)));
  }

  /** An attachment as an address for this page alone; whoever asks revokes it. */
  async picture(runbook: KeptRunbook, path: string): Promise<string> {
    const found = runbook.attachments.find((one) => one.path === path);
    if (found === undefined) throw new Error('This picture is not in the library.');
    const bytes = await this.#library.file(found.digest);
    return URL.createObjectURL(
      new Blob([new Uint8Array(bytes)], { type: pictureTypeOf(path) ?? 'application/octet-stream' }),
    );
  }

  async #read(): Promise<void> {
    const turn = (this.#turn += 1);
    try {
      const kept = await this.#library.list();
      if (turn !== this.#turn) return;
      const runbooks = [...(kept?.runbooks ?? [])].sort((a, b) => a.title.localeCompare(b.title));
      const byId = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
      for (const { id } of this.#state.runbooks.filter((one) => !byId.has(one.id))) {
        this.#search.remove(id);
        this.#indexed.delete(id);
      }
      const changed = runbooks.filter((one) => this.#indexed.get(one.id) !== signatureOf(one));
      this.#set({ runbooks, byId, indexed: runbooks.length - changed.length });
      await this.#index(changed, turn);
    } catch (error) {
      this.#set({ ...this.#state, problem: reasonOf(error) });
    }
  }

  async #index(changed: readonly KeptRunbook[], turn: number): Promise<void> {
    const { runbooks, byId } = this.#state;
    // A damaged copy is still found by what the list says of it.
    const ask = (runbook: KeptRunbook): Promise<string | undefined> =>
      this.text(runbook).catch(() => undefined);
    const asked = changed.slice(0, ahead).map(ask);
    let restedAt = performance.now();
    for (const [place, runbook] of changed.entries()) {
      const next = changed[place + ahead];
      if (next !== undefined) asked.push(ask(next));
      const text = await asked.shift();
      if (turn !== this.#turn) return;
      this.#search.put(runbook, text ?? '');
      if (text === undefined) this.#indexed.delete(runbook.id);
      else this.#indexed.set(runbook.id, signatureOf(runbook));
      const left = changed.length - place - 1;
      if (performance.now() - restedAt < chunkMs && left > 0) continue;
      this.#set({ runbooks, byId, indexed: runbooks.length - left });
      await new Promise((resolve) => setTimeout(resolve));
      restedAt = performance.now();
    }
  }

  #set(state: ShelfState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

/** All that the search reads of a runbook. */
const signatureOf = ({ file, title, summary, services, alerts, severities, owner }: KeptRunbook): string =>
  JSON.stringify([file.digest, title, summary, services, alerts, severities, owner]);
