import { z } from 'zod';
import { applySnapshot, emptyFeedState, type FeedState } from '../shared/feed/reduce.ts';
import { chainLinkSchema } from '../shared/model/chain.ts';
import { entityKey, entityKinds } from '../shared/model/entities.ts';
import { readIfThere, replaceFile } from './durableFile.ts';
import { reasonOf, type Log } from './log.ts';

/** At most one write in so long, milliseconds. */
export const lastStateEveryMs = 15_000;

const fileSchema = z.object({
  version: z.literal(1),
  /** Where it came from: another gateway's state is not shown as this one's. */
  source: z.string(),
  epoch: z.string(),
  seq: z.number().int().min(0),
  at: z.number().int().min(0),
  upserts: z.record(z.string(), z.unknown()),
  chain: z.array(chainLinkSchema),
});

export interface LastStateDeps {
  readonly path: string;
  readonly after: (ms: number, run: () => void) => () => void;
  readonly log: Log;
}

/** The newest state on disk, for a start without a network. */
export class LastState {
  readonly #deps: LastStateDeps;
  #newest: { readonly source: string; readonly state: FeedState } | undefined;
  #undo: (() => void) | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: LastStateDeps) {
    this.#deps = deps;
  }

  /** What was kept of this source; undefined where nothing was, or where it can't be read (a cache: said in the log only). */
  async load(source: string): Promise<FeedState | undefined> {
    try {
      const text = await readIfThere(this.#deps.path);
      return text === undefined ? undefined : stateOf(source, JSON.parse(text));
    } catch (error) {
      this.#deps.log.warn('The last state could not be read', { reason: reasonOf(error) });
      return undefined;
    }
  }

  /** Keeps a state within 15 s; only the newest one is written. */
  keep(source: string, state: FeedState): void {
    if (state.epoch === '') return;
    this.#newest = { source, state };
    this.#undo ??= this.#deps.after(lastStateEveryMs, () => {
      this.#undo = undefined;
      void this.flush();
    });
  }

  /** Writes now what waits. Never rejects: it is a cache. */
  flush(): Promise<void> {
    this.#undo?.();
    this.#undo = undefined;
    const kept = this.#newest;
    this.#newest = undefined;
    if (kept !== undefined)
      this.#writing = this.#writing.then(() => this.#write(textOf(kept.source, kept.state)));
    return this.#writing;
  }

  async #write(text: string): Promise<void> {
    try {
      await replaceFile(this.#deps.path, text);
    } catch (error) {
      this.#deps.log.warn('The last state could not be written', { reason: reasonOf(error) });
    }
  }
}

/** A state as the text that is kept. */
export function textOf(source: string, state: FeedState): string {
  const upserts = Object.fromEntries(
    entityKinds.flatMap((kind) =>
      Object.entries(state.entities[kind]).map(([id, entity]) => [entityKey(kind, id), entity] as const),
    ),
  );
  const { epoch, seq, at, chain } = state;
  return JSON.stringify({ version: 1, source, epoch, seq, at, upserts, chain });
}

function stateOf(source: string, json: unknown): FeedState | undefined {
  const { epoch, seq, at, upserts, chain, ...kept } = fileSchema.parse(json);
  if (kept.source !== source) return undefined;
  // The feed's own reducer reads the entities, so that old files meet the same checks as frames.
  const part = { type: 'snapshot', part: 1, parts: 1, seq, at, upserts } as const;
  return { ...applySnapshot(emptyFeedState, epoch, [part]), chain };
}
