import type { LabelMatcher } from '../model/silence.ts';
import { err, ok, type Result } from '../result.ts';
import { matcherAt, type TextProblem } from './matcherText.ts';
import { eachTest, type MatcherTest } from './silenceMatch.ts';

/** Characters of a filter at most. */
export const longestFilter = 1_000;
const mostMatchers = 30;
/** Open repetitions of an expression: a filter is tried on every row, at every change. */
const mostRepeats = 3;
/** Longer values are not held against an expression. */
const longestJudged = 300;

/** A filter as it was read: matchers, and words without an operator. */
export interface RowFilter {
  readonly matchers: readonly LabelMatcher[];
  readonly words: readonly string[];
}

/** What a filter is held against. */
export interface FilteredRow {
  /** The value of a field or label; empty where there is none. */
  readonly valueOf: (name: string) => string;
  /** What words without an operator are looked for in, in lower case. */
  readonly text: () => string;
}

/**
 * Reads a filter: matchers in Prometheus's syntax, in braces or bare, with commas or blanks between them, and free words.
 * The problem names the place, from 0.
 */
export function parseRowFilter(text: string): Result<RowFilter, TextProblem> {
  if (text.length > longestFilter) {
    return err({ at: longestFilter, text: `a filter has at most ${longestFilter} characters` });
  }
  const matchers: LabelMatcher[] = [];
  const words: string[] = [];
  let brace: number | undefined;
  let at = 0;
  for (;;) {
    at += /^[\s,]*/.exec(text.slice(at))?.[0].length ?? 0;
    const char = text[at];
    if (char === undefined) break;
    if (char === '{' && brace === undefined) {
      brace = at;
      at += 1;
    } else if (char === '}' && brace !== undefined) {
      brace = undefined;
      at += 1;
    } else if (brace === undefined && !beginsMatcher(text.slice(at))) {
      const word = /^[^\s,{}"=~<>]+/.exec(text.slice(at))?.[0];
      if (word === undefined) return err({ at, text: 'expected a word, or a matcher as name="value"' });
      words.push(word.toLowerCase());
      at += word.length;
    } else {
      const found = matcherAt(text, at);
      if (!found.ok) return found;
      const problem = problemOf(found.value.matcher);
      if (problem !== undefined) return err({ at, text: problem });
      matchers.push(found.value.matcher);
      if (matchers.length > mostMatchers) return err({ at, text: `at most ${mostMatchers} matchers` });
      at = found.value.end;
      if (!/^[\s,}]|^$/.test(text.slice(at, at + 1))) return err({ at, text: 'expected a comma or a blank' });
    }
  }
  return brace === undefined ? ok({ matchers, words }) : err({ at: brace, text: 'this brace is not closed' });
}

/** `at 14: expected a value in double quotes`; places are counted from 1 for people. */
export const filterProblem = ({ at, text }: TextProblem): string => `at ${at + 1}: ${text}`;

/** A name with what may be meant for an operator, one that is unknown included: it is refused by name. */
const beginsMatcher = (rest: string): boolean => /^[a-zA-Z_]\w*\s*(?:[=<>~]|![=~])/.test(rest);

function problemOf(matcher: LabelMatcher): string | undefined {
  const tests = eachTest([matcher], mostRepeats);
  return tests.ok ? undefined : tests.error;
}

/** A filter as a test; one that `parseRowFilter` has read. What it can't judge passes: it is never hidden unjudged. */
export function rowTest({ matchers, words }: RowFilter): (row: FilteredRow) => boolean {
  const tests = eachTest(matchers, mostRepeats);
  if (!tests.ok) return () => true;
  const judged = tests.value.map(({ name, test }, place): MatcherTest => ({
    name,
    test: matchers[place]?.isRegex === true ? (value) => value.length > longestJudged || test(value) : test,
  }));
  return (row) => {
    if (!judged.every(({ name, test }) => test(row.valueOf(name)))) return false;
    if (words.length === 0) return true;
    const text = row.text();
    return words.every((word) => text.includes(word));
  };
}
