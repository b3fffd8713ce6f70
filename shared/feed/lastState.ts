import { z } from 'zod';
import { sealedContactsSchema } from '../contacts/contactSeal.ts';
import { chainLinkSchema } from '../model/chain.ts';
import { entityKey, entityKinds } from '../model/entities.ts';
import { applySnapshot, emptyFeedState, type FeedState } from './reduce.ts';
import { reasonOf } from '../reasonOf.ts';
import { createTurns } from '../turns.ts';

/** At most one write in so long, milliseconds. */
export const lastStateEveryMs = 15_000;

/** A state as it is kept; its entities are looked at one by one when it is restored. */
export const keptStateSchema = z.object({
  version: z.literal(1),
  /** Where it came from: another gateway's state is not shown as this one's. */
  source: z.string(),
  epoch: z.string(),
  seq: z.number().int().min(0),
  at: z.number().int().min(0),
  upserts: z.record(z.string(), z.unknown()),
  chain: z.array(chainLinkSchema),
  /** Where a passphrase is asked for; no entity has any then. */
  contacts: sealedContactsSchema.optional(),
});
/** A state as it is kept between starts of a console. */
export type KeptState = z.infer<typeof keptStateSchema>;

/** Where a shell keeps its last state: a file, or the browser's storage. Failures reject. */
export interface LastStateStore {
  /** What was kept, unchecked; undefined where nothing was. */
  load(): Promise<unknown>;
  /** Replaces it whole: after a power cut it is the old one or the new one. */
  save(kept: KeptState): Promise<void>;
}

export interface LastStateDeps {
  readonly store: LastStateStore;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Out of a state what may not be written as it is; rejects where that can't be done, and nothing is written. */
  readonly seal?: (state: FeedState) => Promise<FeedState>;
  /** Told what went wrong; it is a cache, so nothing else comes of it. */
  readonly onProblem: (sentence: string, reason: string) => void;
}

interface Held {
  readonly source: string;
  readonly state: FeedState;
}

/** The newest state in the shell's storage, for a start without a network. */
export class LastState {
  readonly #deps: LastStateDeps;
  #newest: Held | undefined;
  /** What was kept in this run, written or not. */
  #last: Held | undefined;
  #undo: (() => void) | undefined;
  readonly #inTurn = createTurns();

  constructor(deps: LastStateDeps) {
    this.#deps = deps;
  }

  /** What was kept of this source; undefined where nothing was, or where it can't be read. Never rejects. */
  async load(source: string): Promise<FeedState | undefined> {
    try {
      const kept = await this.#deps.store.load();
      return kept === undefined ? undefined : restoredState(source, kept);
    } catch (error) {
      this.#problem('The last state could not be read', error);
      return undefined;
    }
  }

  /** Keeps a state within 15 s; only the newest one is written. */
  keep(source: string, state: FeedState): void {
    if (state.epoch === '') return;
    this.#newest = { source, state };
    this.#last = this.#newest;
    this.#undo ??= this.#deps.after(lastStateEveryMs, () => {
      this.#undo = undefined;
      void this.flush();
    });
  }

  /** Writes now what waits. Never rejects. */
  flush(): Promise<void> {
    this.#undo?.();
    this.#undo = undefined;
    const kept = this.#newest;
    this.#newest = undefined;
    return this.#inTurn(async () => (kept === undefined ? undefined : this.#write(kept)));
  }

  /** Writes the newest state so that nothing stays of how it was written before. Never rejects. */
  async rewrite(): Promise<void> {
    const last = this.#last;
    if (last === undefined) return;
    // The store keeps the version before.
    for (const _version of ['before', 'newest']) {
      this.#newest ??= last;
      await this.flush();
    }
  }

  async #write({ source, state }: Held): Promise<void> {
    try {
      const { store, seal } = this.#deps;
      await store.save(keptStateOf(source, (await seal?.(state)) ?? state));
    } catch (error) {
      this.#problem('The last state could not be written', error);
    }
  }

  #problem(sentence: string, error: unknown): void {
    this.#deps.onProblem(sentence, reasonOf(error));
  }
}

/** A state as it is kept. */
export function keptStateOf(source: string, state: FeedState): KeptState {
  const upserts = Object.fromEntries(
    entityKinds.flatMap((kind) =>
      Object.entries(state.entities[kind]).map(([id, entity]) => [entityKey(kind, id), entity] as const),
    ),
  );
  const { epoch, seq, at, chain, sealedContacts: contacts } = state;
  return { version: 1, source, epoch, seq, at, upserts, chain: [...chain], contacts };
}

/** What was kept as a state again; undefined for that of another source. Without a source, any. Throws where it is damaged. */
export function restoredState(source: string | undefined, json: unknown): FeedState | undefined {
  const { epoch, seq, at, upserts, chain, contacts, ...kept } = keptStateSchema.parse(json);
  if (source !== undefined && kept.source !== source) return undefined;
  // The feed's own reducer reads the entities, so that old copies meet the same checks as frames.
  const part = { type: 'snapshot', part: 1, parts: 1, seq, at, upserts } as const;
  return { ...applySnapshot(emptyFeedState, epoch, [part]), chain, sealedContacts: contacts };
}
