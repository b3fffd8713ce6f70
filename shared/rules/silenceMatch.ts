import type { LabelMatcher } from '../model/silence.ts';
import { err, ok, type Result } from '../result.ts';
import { goRegex } from './goRegex.ts';

type Labels = Readonly<Record<string, string>>;

/** Says whether labels are hit. */
export type SilenceMatch = (labels: Labels) => boolean;

/** A value that no label has: what matches it, matches whatever comes. */
const anyValue = 'watchfloor\u0001any';

/**
 * Alertmanager's rule: a silence hits what all its matchers match; an expression must match the whole value, and a
 * label that is not there is empty. The error is one sentence.
 */
export function silenceMatch(matchers: readonly LabelMatcher[]): Result<SilenceMatch> {
  const tests = eachTest(matchers);
  if (!tests.ok) return tests;
  return ok((labels) =>
    tests.value.every(({ name, test }) => test(Object.hasOwn(labels, name) ? (labels[name] ?? '') : '')),
  );
}

/** Refuses a silence that would hide whatever comes: one matcher at least must name something. */
export function silenceIsNarrow(matchers: readonly LabelMatcher[]): Result<true> {
  const tests = eachTest(matchers);
  if (!tests.ok) return tests;
  if (tests.value.some(({ test }) => !test('') && !test(anyValue))) return ok(true);
  return err('This would silence everything; add a matcher that names what is meant.');
}

/** True where matchers hit labels whatever the value of one of them is. */
export const matchesWhatever = (match: SilenceMatch, labels: Labels, name: string): boolean =>
  match({ ...labels, [name]: anyValue });

/** One matcher as a test of the label's value, which is empty where the label is not there. */
export interface MatcherTest {
  readonly name: string;
  readonly test: (value: string) => boolean;
}

/** Each matcher as a test, by Alertmanager's rule; the error is one sentence. `mostRepeats` as in `goRegex`. */
export function eachTest(
  matchers: readonly LabelMatcher[],
  mostRepeats?: number,
): Result<readonly MatcherTest[]> {
  const tests = [];
  for (const { name, value, isRegex, isEqual } of matchers) {
    const pattern = isRegex ? goRegex(value, mostRepeats) : undefined;
    if (pattern !== undefined && !pattern.ok) return pattern;
    const expression = pattern?.value;
    const matches = (text: string): boolean => expression?.test(text) ?? text === value;
    tests.push({ name, test: (text: string) => matches(text) === isEqual });
  }
  return ok(tests);
}

/** True where two lists ask for the same, in whatever order. */
export function sameMatchers(one: readonly LabelMatcher[], other: readonly LabelMatcher[]): boolean {
  const textOf = (matchers: readonly LabelMatcher[]): string =>
    JSON.stringify(
      matchers
        .map(({ name, value, isRegex, isEqual }) => JSON.stringify([name, value, isRegex, isEqual]))
        .sort(),
    );
  return textOf(one) === textOf(other);
}
