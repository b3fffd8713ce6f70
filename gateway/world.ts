import { randomUUID } from 'node:crypto';
import { bounds, type Patch, type Snapshot } from '../shared/feed/frames.ts';
import {
  entityKey,
  type AnyEntity,
  type EntityKey,
  type EntityKind,
  type EntityOf,
} from '../shared/model/entities.ts';
import type { Instant } from '../shared/model/instant.ts';

/** A patch and its text, made once for all sessions. */
export interface SealedPatch {
  readonly patch: Patch;
  readonly text: string;
}

/** Clock and timers, passed in so that tests can freeze them. */
export interface WorldClock {
  now(): Instant;
  /** Runs once after `ms`; returns its undo. */
  after(ms: number, run: () => void): () => void;
}

/**
 * The state that consoles see, with its sequence. Changes are sent at once while the feed is quiet,
 * and coalesced to at most `bounds.framesPerSecond` patches a second under load.
 */
export class World {
  readonly epoch = randomUUID();
  readonly #clock: WorldClock;
  readonly #entities = new Map<EntityKey, { readonly entity: AnyEntity; readonly text: string }>();
  readonly #ids = new Map<EntityKind, Set<string>>();
  readonly #dirty = new Set<EntityKey>();
  readonly #recent: SealedPatch[] = [];
  #recentLength = 0;
  readonly #listeners = new Set<(patch: SealedPatch) => void>();
  #seq = 0;
  #lastFlushAt = 0;
  #pending: (() => void) | undefined;

  constructor(clock: WorldClock) {
    this.#clock = clock;
  }

  get seq(): number {
    return this.#seq;
  }

  get<Kind extends EntityKind>(kind: Kind, id: string): EntityOf<Kind> | undefined {
    // The key's prefix decides the entity's type; the map can't say so.
    return this.#entities.get(entityKey(kind, id))?.entity as EntityOf<Kind> | undefined;
  }

  /** Ids of all entities of a kind. */
  ids(kind: EntityKind): readonly string[] {
    return [...(this.#ids.get(kind) ?? [])];
  }

  /** Sets an entity; nothing is sent where nothing changed. */
  upsert<Kind extends EntityKind>(kind: Kind, id: string, entity: EntityOf<Kind>): void {
    const key = entityKey(kind, id);
    const known = this.#entities.get(key);
    if (known?.entity === entity) return;
    const text = JSON.stringify(entity);
    if (known?.text === text) return;
    this.#entities.set(key, { entity, text });
    const ids = this.#ids.get(kind) ?? new Set();
    this.#ids.set(kind, ids.add(id));
    this.#mark(key);
  }

  remove(kind: EntityKind, id: string): void {
    const key = entityKey(kind, id);
    this.#ids.get(kind)?.delete(id);
    if (this.#entities.delete(key)) this.#mark(key);
  }

  /** Calls with each patch from now on; returns its undo. */
  subscribe(listener: (patch: SealedPatch) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** The whole state as of `seq`, as texts of snapshot frames below the part size; flushes what is pending first. */
  snapshot(): readonly string[] {
    this.flush();
    const groups: string[][] = [[]];
    let size = 0;
    for (const [key, { text }] of this.#entities) {
      const member = `${JSON.stringify(key)}:${text}`;
      if (size > 0 && size + member.length > bounds.snapshotPartBytes) {
        groups.push([]);
        size = 0;
      }
      groups.at(-1)?.push(member);
      size += member.length;
    }
    const head = {
      type: 'snapshot',
      parts: groups.length,
      seq: this.#seq,
      at: this.#clock.now(),
    } satisfies Partial<Snapshot>;
    return groups.map((members, index) => {
      const open = JSON.stringify({ ...head, part: index + 1 });
      return `${open.slice(0, -1)},"upserts":{${members.join(',')}}}`;
    });
  }

  /** Patches after `seq`, or undefined where they are no longer kept (or never were of this epoch). */
  since(epoch: string, seq: number): readonly SealedPatch[] | undefined {
    this.flush();
    if (epoch !== this.epoch || seq > this.#seq) return undefined;
    const missed = this.#seq - seq;
    if (missed > this.#recent.length) return undefined;
    return missed === 0 ? [] : this.#recent.slice(-missed);
  }

  /** Sends what is pending now. */
  flush(): void {
    this.#pending?.();
    this.#pending = undefined;
    if (this.#dirty.size === 0) return;
    this.#seq += 1;
    this.#lastFlushAt = this.#clock.now();
    const sealed = this.#seal();
    this.#dirty.clear();
    this.#recent.push(sealed);
    this.#recentLength += sealed.text.length;
    // More than a session takes unsent, a returning console is served a snapshot in any case.
    while (this.#recent.length > bounds.resumePatches || this.#recentLength > bounds.sessionBufferBytes)
      this.#recentLength -= this.#recent.shift()?.text.length ?? 0;
    for (const listener of this.#listeners) listener(sealed);
  }

  #mark(key: EntityKey): void {
    this.#dirty.add(key);
    if (this.#pending !== undefined) return;
    // Timers count whole milliseconds, and a clock that was set back must not stall the feed.
    const gapMs = Math.ceil(1000 / bounds.framesPerSecond);
    const waitMs = Math.min(gapMs, Math.max(0, this.#lastFlushAt + gapMs - this.#clock.now()));
    this.#pending = this.#clock.after(waitMs, () => {
      this.#pending = undefined;
      this.flush();
    });
  }

  #seal(): SealedPatch {
    const upserts: Record<string, AnyEntity> = {};
    const members: string[] = [];
    const removals: string[] = [];
    for (const key of this.#dirty) {
      const held = this.#entities.get(key);
      if (held === undefined) removals.push(key);
      else {
        upserts[key] = held.entity;
        members.push(`${JSON.stringify(key)}:${held.text}`);
      }
    }
    const patch: Patch = { type: 'patch', seq: this.#seq, at: this.#lastFlushAt, upserts, removals };
    const head = JSON.stringify({ type: 'patch', seq: patch.seq, at: patch.at, removals });
    return { patch, text: `${head.slice(0, -1)},"upserts":{${members.join(',')}}}` };
  }
}
