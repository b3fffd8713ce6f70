/**
 * How well a text answers what was typed, more is better; undefined where it does not. Every word that was typed must be
 * in it, in one piece or as letters in their order; beginnings of words count most.
 */
export function fuzzyScore(typed: string, text: string): number | undefined {
  const where = text.toLowerCase();
  let score = 0;
  for (const word of typed.toLowerCase().split(/\s+/).filter(Boolean)) {
    const found = wordScore(word, where);
    if (found === undefined) return undefined;
    score += found;
  }
  // Of two that answer as well, the shorter one is meant.
  return score - where.length / 1_000;
}

function wordScore(word: string, where: string): number | undefined {
  if (isWordStart(where, word)) return word.length * 4;
  if (where.includes(word)) return word.length * 3;
  let at = -1;
  let jumps = 0;
  for (const letter of word) {
    const next = where.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    if (at >= 0 && next !== at + 1) jumps += 1;
    at = next;
  }
  return Math.max(0.1, word.length - jumps);
}

const isWordStart = (where: string, word: string): boolean => {
  for (let at = where.indexOf(word); at >= 0; at = where.indexOf(word, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(where[at - 1] ?? '')) return true;
  return false;
};
