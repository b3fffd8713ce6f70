/** Longer words than people type are cut: a key or a digest in a text is no word. */
const longest = 48;

/** A word that fits what was typed; `edits` is 0 where nothing was mended. */
export interface NearWord {
  readonly id: number;
  readonly edits: number;
}

/**
 * All words of a library, numbered as they come, and found by their beginning or with slips of the finger. They are kept
 * in order, so that words with one beginning lie together, and what is reckoned for it is reckoned once.
 */
export class WordList {
  readonly #ids = new Map<string, number>();
  #sorted: readonly string[] = [];
  /** Letters that a word has in common with the one before it in the order. */
  #shared = new Uint8Array();
  /** Number of each word of the order. */
  #numbers = new Uint32Array();

  get size(): number {
    return this.#ids.size;
  }

  /** The word's number, a new one for a new word. */
  put(word: string): number {
    const cut = word.slice(0, longest);
    const known = this.#ids.get(cut);
    if (known !== undefined) return known;
    this.#ids.set(cut, this.#ids.size);
    return this.#ids.size - 1;
  }

  /** Words that begin so, the word itself included. */
  withPrefix(prefix: string): readonly number[] {
    this.#order();
    const found: number[] = [];
    for (let at = this.#firstFrom(prefix); this.#sorted[at]?.startsWith(prefix) === true; at += 1) {
      found.push(this.#numbers[at] ?? 0);
    }
    return found;
  }

  /** The word's own number; undefined for one that no text has. */
  number(word: string): number | undefined {
    return this.#ids.get(word.slice(0, longest));
  }

  /**
   * Words at most so many edits away: a letter too many, too few, another one, or two in the wrong order (optimal string
   * alignment). With `isBeginning`, words that begin with such a word, too.
   */
  near(typed: string, mostEdits: number, isBeginning: boolean): readonly NearWord[] {
    this.#order();
    const word = typed.slice(0, longest);
    const rows = new EditRows(word, mostEdits);
    const found: NearWord[] = [];
    /** Letters that this word shares with the last one that was reckoned, and how far that went. */
    let common = 0;
    let reckoned = 0;
    let hopelessAt: number | undefined;
    this.#sorted.forEach((candidate, at) => {
      common = Math.min(common, this.#shared[at] ?? 0);
      if (hopelessAt === undefined || common < hopelessAt) {
        let depth = Math.min(common, reckoned);
        hopelessAt = undefined;
        while (depth < candidate.length && hopelessAt === undefined) {
          depth += 1;
          if (!rows.reckon(candidate, depth)) hopelessAt = depth;
        }
        reckoned = depth;
        common = candidate.length;
      }
      const edits = isBeginning
        ? rows.leastAt(reckoned)
        : hopelessAt === undefined
          ? rows.editsAt(candidate.length)
          : Infinity;
      if (edits <= mostEdits) found.push({ id: this.#numbers[at] ?? 0, edits });
    });
    return found;
  }

  #firstFrom(prefix: string): number {
    let [low, high] = [0, this.#sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sorted[middle] ?? '') < prefix) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Puts the words in order again after some were added. */
  #order(): void {
    if (this.#sorted.length === this.#ids.size) return;
    const sorted = [...this.#ids.keys()].sort();
    this.#numbers = Uint32Array.from(sorted, (word) => this.#ids.get(word) ?? 0);
    this.#shared = Uint8Array.from(sorted, (word, at) => sharedLetters(sorted[at - 1] ?? '', word));
    this.#sorted = sorted;
  }
}

/** The table of edit distances between what was typed and a word, a row for each of the word's letters. */
class EditRows {
  readonly #typed: string;
  readonly #most: number;
  readonly #rows: readonly Uint8Array[];
  /** The fewest edits to a beginning of the word of at most so many letters. */
  readonly #least: Uint8Array;

  constructor(typed: string, most: number) {
    this.#typed = typed;
    this.#most = most;
    const width = typed.length + 1;
    this.#rows = Array.from({ length: longest + 1 }, (_, depth) => new Uint8Array(width).fill(depth));
    this.#rows[0]?.forEach((_, place, row) => (row[place] = place));
    this.#least = new Uint8Array(longest + 1).fill(typed.length);
  }

  /** Reckons the row of the letter at `depth`, from 1; false where no word that begins so can be near enough. */
  reckon(word: string, depth: number): boolean {
    const [row, above, twoAbove] = [this.#rows[depth], this.#rows[depth - 1], this.#rows[depth - 2]];
    if (row === undefined || above === undefined) return false;
    const letter = word.charCodeAt(depth - 1);
    let fewest = depth;
    for (let place = 1; place <= this.#typed.length; place += 1) {
      const isSame = letter === this.#typed.charCodeAt(place - 1);
      let edits = Math.min(
        (above[place] ?? 0) + 1,
        (row[place - 1] ?? 0) + 1,
        (above[place - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped =
        place > 1 &&
        letter === this.#typed.charCodeAt(place - 2) &&
        word.charCodeAt(depth - 2) === this.#typed.charCodeAt(place - 1);
      if (isSwapped && twoAbove !== undefined) edits = Math.min(edits, (twoAbove[place - 2] ?? 0) + 1);
      row[place] = edits;
      if (edits < fewest) fewest = edits;
    }
    this.#least[depth] = Math.min(this.#least[depth - 1] ?? 0, row[this.#typed.length] ?? 0);
    return fewest <= this.#most;
  }

  editsAt(depth: number): number {
    return this.#rows[depth]?.[this.#typed.length] ?? Infinity;
  }

  leastAt(depth: number): number {
    return this.#least[depth] ?? Infinity;
  }
}

function sharedLetters(one: string, other: string): number {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count += 1;
  return count;
}
