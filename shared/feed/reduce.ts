import type { SealedContacts } from '../contacts/contactSeal.ts';
import type { ChainLink } from '../model/chain.ts';
import { entitySchemas, noEntities, splitKey, type Entities } from '../model/entities.ts';
import type { Instant } from '../model/instant.ts';
import type { Beat, Patch, Snapshot } from './frames.ts';

/** The console's copy of the gateway's state. */
export interface FeedState {
  readonly epoch: string;
  /** Last step applied. */
  readonly seq: number;
  /** Gateway's time of the newest frame applied. */
  readonly at: Instant;
  readonly entities: Entities;
  readonly chain: readonly ChainLink[];
  /** Entities dropped because they did not parse; shown, never hidden. */
  readonly unreadable: number;
  /** The contacts of a last known state, while they are locked: nobody in `entities` has any. Never the gateway's. */
  readonly sealedContacts?: SealedContacts | undefined;
}

/** State before the first snapshot. */
export const emptyFeedState: FeedState = {
  epoch: '',
  seq: 0,
  at: 0,
  entities: noEntities,
  chain: [],
  unreadable: 0,
};

/** A whole snapshot, its parts put together, replaces all that was there. */
export function applySnapshot(state: FeedState, epoch: string, parts: readonly Snapshot[]): FeedState {
  const last = parts.at(-1);
  if (last === undefined) return state;
  const draft = new EntitiesDraft(noEntities);
  for (const part of parts) draft.upsertAll(part.upserts);
  const { sealedContacts: _older, ...before } = state;
  return { ...draft.finish({ ...before, unreadable: 0 }), epoch, seq: last.seq, at: last.at };
}

/** `duplicate`: already known, ignored. `gap`: a step is missing, so resume. */
export type PatchOutcome =
  { readonly kind: 'applied'; readonly state: FeedState } | { readonly kind: 'duplicate' | 'gap' };

/** Applies the next step; unknown kinds of entities are ignored (rule F-12). */
export function applyPatch(state: FeedState, patch: Patch): PatchOutcome {
  if (patch.seq <= state.seq) return { kind: 'duplicate' };
  if (patch.seq !== state.seq + 1) return { kind: 'gap' };
  const draft = new EntitiesDraft(state.entities);
  draft.upsertAll(patch.upserts);
  for (const key of patch.removals) draft.remove(key);
  return { kind: 'applied', state: { ...draft.finish(state), seq: patch.seq, at: patch.at } };
}

/** Takes the chain's freshness from a beat. */
export const applyBeat = (state: FeedState, beat: Beat): FeedState => ({
  ...state,
  chain: beat.chain,
  at: Math.max(state.at, beat.at),
});

/** Copies each kind at most once per step, and only where it changes: selectors compare by reference. */
class EntitiesDraft {
  readonly #before: Entities;
  readonly #changed = new Map<string, Record<string, unknown>>();
  #unreadable = 0;

  constructor(before: Entities) {
    this.#before = before;
  }

  upsertAll(upserts: Readonly<Record<string, unknown>>): void {
    for (const [key, raw] of Object.entries(upserts)) {
      const at = splitKey(key);
      if (at === undefined) continue;
      const parsed = entitySchemas[at.kind].safeParse(raw);
      if (parsed.success) this.#table(at.kind)[at.id] = parsed.data;
      else {
        // An entity that can't be read must not leave an older one standing as if it were current.
        Reflect.deleteProperty(this.#table(at.kind), at.id);
        this.#unreadable += 1;
      }
    }
  }

  remove(key: string): void {
    const at = splitKey(key);
    if (at !== undefined) Reflect.deleteProperty(this.#table(at.kind), at.id);
  }

  finish(state: FeedState): FeedState {
    if (this.#changed.size === 0) return { ...state, entities: this.#before };
    const entities = { ...this.#before, ...Object.fromEntries(this.#changed) };
    return { ...state, entities, unreadable: state.unreadable + this.#unreadable };
  }

  #table(kind: keyof Entities): Record<string, unknown> {
    const known = this.#changed.get(kind);
    if (known !== undefined) return known;
    const copy: Record<string, unknown> = { ...this.#before[kind] };
    this.#changed.set(kind, copy);
    return copy;
  }
}
