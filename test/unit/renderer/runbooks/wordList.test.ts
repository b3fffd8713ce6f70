import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordList } from '../../../../renderer/boards/runbooks/wordList.ts';

/** Few letters, so that words are near one another. */
const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é', 'ー'), minLength: 1, maxLength: 7 });

function listOf(words: readonly string[]): { list: WordList; numbers: ReadonlyMap<number, string> } {
  const list = new WordList();
  return { list, numbers: new Map(words.map((one) => [list.put(one), one])) };
}

/** Optimal string alignment, straight from its definition. */
function edits(one: string, other: string): number {
  const cell = (i: number, j: number): number => {
    if (i === 0 || j === 0) return i + j;
    const isSame = one[i - 1] === other[j - 1];
    const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
    return Math.min(
      cell(i - 1, j) + 1,
      cell(i, j - 1) + 1,
      cell(i - 1, j - 1) + (isSame ? 0 : 1),
      isSwapped ? cell(i - 2, j - 2) + 1 : Infinity,
    );
  };
  return cell(one.length, other.length);
}

test('finds exactly the words with a beginning', () => {
  fc.assert(
    fc.property(fc.array(word), word, (words, typed) => {
      const { list, numbers } = listOf(words);
      const found = list.withPrefix(typed).map((id) => numbers.get(id));
      expect([...found].sort()).toEqual([...new Set(words)].filter((one) => one.startsWith(typed)).sort());
    }),
  );
});

test('finds exactly the words within so many edits, and with how many', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 12 }),
      word,
      fc.integer({ min: 0, max: 2 }),
      (words, typed, most) => {
        const { list, numbers } = listOf(words);
        const found = list.near(typed, most, false).map(({ id, edits: count }) => [numbers.get(id), count]);
        const expected = [...new Set(words)].map((one) => [one, edits(typed, one)] as const);
        expect(found.sort()).toEqual(expected.filter(([, count]) => count <= most).sort());
      },
    ),
    { numRuns: 300 },
  );
});

test('finds exactly the words whose beginning is within so many edits', () => {
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 10 }),
      word,
      fc.integer({ min: 0, max: 2 }),
      (words, typed, most) => {
        const { list, numbers } = listOf(words);
        const least = (one: string): number =>
          Math.min(
            ...Array.from({ length: one.length + 1 }, (_, length) => edits(typed, one.slice(0, length))),
          );
        const found = list.near(typed, most, true).map(({ id }) => numbers.get(id));
        expect(found.sort()).toEqual([...new Set(words)].filter((one) => least(one) <= most).sort());
      },
    ),
    { numRuns: 200 },
  );
});

test('words longer than anybody types are cut, and found so', () => {
  const { list } = listOf(['x'.repeat(4_000)]);
  expect(list.number('x'.repeat(5_000))).toBe(0);
  expect(list.near('x'.repeat(3_000), 2, false)).toEqual([{ id: 0, edits: 0 }]);
});
