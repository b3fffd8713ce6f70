import type { Instant } from '../../shared/model/instant.ts';
import { spellKey, type Spell, type SpellEnd, type SpellKind, type Standing } from './spell.ts';

/** Spells that are kept, the open ones apart; older ones are dropped, and `since` says so. */
export const keptSpells = 20_000;
/** Dropped in one go, so that not every spell costs a pass. */
const dropAtOnce = 1_000;

/** What was kept of an earlier run. */
export interface KeptPast {
  readonly spells: readonly Spell[];
  /** From when on everything that was seen is kept. */
  readonly since: Instant;
  /** When the earlier run was last known to run. */
  readonly aliveAt: Instant;
}

/** What has to be written for the log to be as it is. */
export interface SpellChanges {
  readonly put: readonly Spell[];
  readonly dropped: readonly number[];
  readonly since: Instant;
}

/** All spells in memory, bounded. What is written, and where, is not its business. */
export class SpellLog {
  readonly #spells = new Map<number, Spell>();
  readonly #newest = new Map<string, number>();
  readonly #open = new Set<number>();
  #changed = new Set<number>();
  #dropped: number[] = [];
  #next = 1;
  #since: Instant;

  constructor(now: Instant, kept?: KeptPast) {
    this.#since = kept?.since ?? now;
    for (const spell of kept?.spells ?? []) {
      this.#spells.set(spell.id, spell);
      this.#newest.set(spellKey(spell), spell.id);
      if (spell.to === undefined) this.#open.add(spell.id);
      this.#next = Math.max(this.#next, spell.id + 1);
    }
  }

  /** From when on everything that was seen is kept. */
  get since(): Instant {
    return this.#since;
  }

  /** Oldest first, by when they were first seen. */
  get spells(): Iterable<Spell> {
    return this.#spells.values();
  }

  /** Says what stands now of a kind: what is new begins, what is missing ends as `endOf` says. */
  stand(kind: SpellKind, standing: readonly Standing[], endOf: (spell: Spell) => SpellEnd): void {
    const keys = new Map(standing.map((one) => [spellKey({ ...one, kind }), one]));
    for (const id of this.#open) {
      const spell = this.#spells.get(id);
      if (spell?.kind !== kind || keys.has(spellKey(spell))) continue;
      this.#end(spell, endOf(spell));
    }
    for (const [key, one] of keys) this.#begin(key, { ...one, kind });
  }

  /** Keeps a spell that came and went between two looks. */
  passed(kind: SpellKind, standing: Standing, end: SpellEnd): void {
    const key = spellKey({ ...standing, kind });
    if (this.#openOf(key) !== undefined) return;
    this.#begin(key, { ...standing, kind });
    const begun = this.#openOf(key);
    if (begun !== undefined) this.#end(begun, end);
  }

  /** Ends everything that is open as unseen: nobody looked from `at` on. */
  interrupt(at: Instant): void {
    for (const id of this.#open) {
      const spell = this.#spells.get(id);
      if (spell !== undefined) this.#end(spell, { at, ending: 'unseen' });
    }
  }

  /** What changed since `written` was last called. */
  changes(): SpellChanges {
    this.#trim();
    const put = [...this.#changed].flatMap((id) => this.#spells.get(id) ?? []);
    return { put, dropped: this.#dropped, since: this.#since };
  }

  /** The changes are written. */
  written(): void {
    this.#changed = new Set();
    this.#dropped = [];
  }

  #openOf(key: string): Spell | undefined {
    const id = this.#newest.get(key);
    return id !== undefined && this.#open.has(id) ? this.#spells.get(id) : undefined;
  }

  #begin(key: string, begun: Omit<Spell, 'id' | 'to' | 'ending'>): void {
    const last = this.#spells.get(this.#newest.get(key) ?? 0);
    if (last !== undefined && this.#open.has(last.id)) {
      const { incident = last.incident, severity, text = last.text } = begun;
      // An alert that was silenced and then was not has fired.
      const state = last.state === 'firing' ? last.state : begun.state;
      const isSame =
        last.incident === incident &&
        last.severity === severity &&
        last.state === state &&
        last.text === text;
      if (!isSame) this.#put({ ...last, incident, severity, text, state });
      return;
    }
    // It went on while nobody looked, unless it is known to have begun anew.
    const isSameOne =
      last?.to !== undefined && last.ending !== 'ended' && (begun.kind !== 'alert' || begun.from <= last.to);
    if (last !== undefined && isSameOne) {
      this.#open.add(last.id);
      this.#put({ ...last, to: undefined, ending: undefined });
      return;
    }
    const id = this.#next;
    this.#next += 1;
    this.#newest.set(key, id);
    this.#open.add(id);
    // What ended and is back has begun again, whatever its source says of its beginning.
    this.#put({ ...begun, id, from: Math.max(begun.from, last?.to ?? begun.from) });
  }

  #end(spell: Spell, { at, ending }: SpellEnd): void {
    this.#open.delete(spell.id);
    // Clocks of sources differ, and ours may be set back.
    this.#put({ ...spell, to: Math.max(at, spell.from), ending });
  }

  #put(spell: Spell): void {
    this.#spells.set(spell.id, spell);
    this.#changed.add(spell.id);
  }

  #trim(): void {
    if (this.#spells.size <= keptSpells + this.#open.size) return;
    let left = this.#spells.size - keptSpells - this.#open.size + dropAtOnce;
    for (const { id, to, ...spell } of this.#spells.values()) {
      if (left <= 0) return;
      if (to === undefined) continue;
      left -= 1;
      this.#spells.delete(id);
      const key = spellKey(spell);
      if (this.#newest.get(key) === id) this.#newest.delete(key);
      this.#changed.delete(id);
      this.#dropped.push(id);
      this.#since = Math.max(this.#since, to);
    }
  }
}
