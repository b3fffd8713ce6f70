import type { RunbookHead } from '../../../shared/model/runbook.ts';
import { WordList } from './wordList.ts';

/** A runbook found, and the words of its title that matched. */
export interface RunbookHit {
  readonly id: string;
  readonly terms: readonly string[];
}

/** What stands in the title counts most, then what it is for, then headings, then the text. */
const weights = { title: 8, about: 5, summary: 3, headings: 2, text: 1 } as const;
/** The whole word first, its beginning next, a slip last. */
const kinds = { whole: 1, beginning: 0.6, slip: 0.2 } as const;
/** The second occurrence counts less than the first (as in BM25). */
const saturation = 1.2;

/** Where a word stands: places of runbooks, and what it counts there. */
interface Postings {
  readonly places: number[];
  readonly counts: number[];
}

/** One runbook in the index. */
interface Indexed {
  readonly id: string;
  readonly words: Uint32Array;
  /** The title's words, and their numbers. */
  readonly title: readonly string[];
  readonly titleWords: Uint32Array;
}

/**
 * Full text of the runbooks: by word, by the beginning of a word, and with a slip of the finger in it. A word's places
 * are lists of numbers with what it counts there already reckoned, so that even one letter typed, which fits thousands
 * of words, is a sum over such lists.
 */
export class RunbookSearch {
  readonly #words = new WordList();
  readonly #postings: Postings[] = [];
  readonly #indexed: (Indexed | undefined)[] = [];
  readonly #places = new Map<string, number>();
  readonly #free: number[] = [];

  /** Adds or replaces a runbook. */
  put(
    { id, title, summary = '', services, alerts, severities, owner = '' }: RunbookHead,
    text: string,
  ): void {
    this.remove(id);
    const headings = [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map(([, heading]) => heading ?? '').join('\n');
    const about = [...services, ...alerts, ...severities, owner].join(' ');
    const counts = new Map<number, number>();
    for (const [field, value] of Object.entries({ title, about, summary, headings, text })) {
      // The fields are those of the table.
      const weight = weights[field as keyof typeof weights];
      for (const [word, times] of this.#timesOf(value)) {
        counts.set(word, (counts.get(word) ?? 0) + (weight * times) / (times + saturation));
      }
    }
    const place = this.#free.pop() ?? this.#indexed.length;
    this.#places.set(id, place);
    const titled = [...new Set(wordsOf(title))];
    const titleWords = Uint32Array.from(titled, (word) => this.#words.put(word));
    this.#indexed[place] = { id, words: Uint32Array.from(counts.keys()), title: titled, titleWords };
    for (const [word, count] of counts) {
      const postings = (this.#postings[word] ??= { places: [], counts: [] });
      postings.places.push(place);
      postings.counts.push(count);
    }
  }

  remove(id: string): void {
    const place = this.#places.get(id);
    if (place === undefined) return;
    for (const word of this.#indexed[place]?.words ?? []) {
      const postings = this.#postings[word];
      const at = postings?.places.indexOf(place) ?? -1;
      postings?.places.splice(at, 1);
      postings?.counts.splice(at, 1);
    }
    this.#places.delete(id);
    this.#indexed[place] = undefined;
    this.#free.push(place);
  }

  /** The best first; all words must be in a runbook, and nothing is found by no words. */
  find(typed: string): readonly RunbookHit[] {
    const words = [...new Set(wordsOf(typed))];
    if (words.length === 0) return [];
    let scores: Float64Array | undefined;
    const fitting = new Uint8Array(this.#words.size);
    for (const word of words) {
      const fits = this.#fits(word);
      const found = this.#scored(fits);
      scores = scores === undefined ? found : bothOf(scores, found);
      for (const id of fits.keys()) fitting[id] = 1;
    }
    return this.#hits(scores ?? new Float64Array(), fitting);
  }

  /** The numbers of the words that fit one that was typed, and how much each counts. */
  #fits(word: string): ReadonlyMap<number, number> {
    const fits = new Map<number, number>();
    const mostEdits = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    const addNear = (isBeginning: boolean): void => {
      for (const { id, edits } of this.#words.near(word, mostEdits, isBeginning)) {
        fits.set(id, (kinds.slip * word.length) / (word.length + edits));
      }
    };
    if (mostEdits > 0) addNear(false);
    for (const id of this.#words.withPrefix(word)) fits.set(id, kinds.beginning);
    const whole = this.#words.number(word);
    if (whole !== undefined) fits.set(whole, kinds.whole);
    // The slip was made before the word was typed to its end.
    if (fits.size === 0 && mostEdits > 0) addNear(true);
    return fits;
  }

  /** By place: what these words count in each runbook; a rare word counts more (as in BM25). */
  #scored(fits: ReadonlyMap<number, number>): Float64Array {
    const scores = new Float64Array(this.#indexed.length);
    for (const [id, weight] of fits) {
      const { places = [], counts = [] } = this.#postings[id] ?? {};
      const rarity = Math.log(1 + (this.#places.size - places.length + 0.5) / (places.length + 0.5));
      for (let at = 0; at < places.length; at += 1) {
        const place = places[at] ?? 0;
        scores[place] = (scores[place] ?? 0) + weight * rarity * (counts[at] ?? 0);
      }
    }
    return scores;
  }

  #hits(scores: Float64Array, fitting: Uint8Array): readonly RunbookHit[] {
    const hits: RunbookHit[] = [];
    for (const place of bestFirst(scores)) {
      const { id, title, titleWords } = this.#indexed[place] ?? noRunbook;
      let terms: string[] | undefined;
      for (let at = 0; at < titleWords.length; at += 1) {
        if (fitting[titleWords[at] ?? 0] === 1) (terms ??= []).push(title[at] ?? '');
      }
      hits.push({ id, terms: terms ?? noTerms });
    }
    return hits;
  }

  /** How often each word stands in a text, by its number. */
  #timesOf(text: string): ReadonlyMap<number, number> {
    const times = new Map<number, number>();
    for (const word of wordsOf(text)) {
      const id = this.#words.put(word);
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    return times;
  }
}

const noTerms: readonly string[] = [];
const noRunbook: Indexed = { id: '', words: new Uint32Array(), title: [], titleWords: new Uint32Array() };

/** All words: where one is missing, the other counts for nothing. */
function bothOf(one: Float64Array, other: Float64Array): Float64Array {
  return one.map((score, place) => (score > 0 && (other[place] ?? 0) > 0 ? score + (other[place] ?? 0) : 0));
}

const places = 2 ** 20;
const steps = 2 ** 16;

/** Places with a score, the highest first; sorted as one number each, since thousands are found by a letter. */
function bestFirst(scores: Float64Array): readonly number[] {
  const keys = new Float64Array(scores.length);
  let count = 0;
  scores.forEach((score, place) => {
    if (score > 0) keys[count++] = place - Math.ceil(score * steps) * places;
  });
  return Array.from(keys.subarray(0, count).sort(), (key) => ((key % places) + places) % places);
}

/** Letters, digits and their marks; all else lies between words. */
const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
