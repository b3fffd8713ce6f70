import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterCompletion } from '../../../../shared/rules/filterCompletion.ts';
import { matcherText } from '../../../../shared/rules/matcherText.ts';
import { filterProblem, parseRowFilter, rowTest } from '../../../../shared/rules/rowFilter.ts';

type Labels = Readonly<Record<string, string>>;
const passes = (text: string, labels: Labels): boolean => {
  const filter = parseRowFilter(text);
  if (!filter.ok) throw new Error(filterProblem(filter.error));
  return rowTest(filter.value)({
    valueOf: (name) => labels[name] ?? '',
    text: () => Object.values(labels).join(' ').toLowerCase(),
  });
};
const problem = (text: string): string => {
  const filter = parseRowFilter(text);
  return filter.ok ? 'none' : filterProblem(filter.error);
};
const row = { id: 'INC-2041', title: 'Auth is unavailable', service: 'auth', severity: 'P0' };

describe('a filter', () => {
  it.each([
    ['', true],
    ['service="auth"', true],
    ['service="aut"', false],
    ['service!="auth"', false],
    ['severity=~"P0|P1"', true],
    ['severity=~"P"', false],
    ['severity!~"P[0-2]"', false],
    ['{service="auth", severity="P0"}', true],
    ['severity=~"P[0-2]" service!="dashboard"', true],
    ['owner=""', true],
    ['owner!=""', false],
    ['AUTH unavail', true],
    ['auth severity="P1"', false],
    ['service="auth" 2041', true],
    ['{severity="P0"} nothing', false],
  ])('%s: passes is %s', (text, isPassed) => {
    expect(passes(text, row)).toBe(isPassed);
  });

  it.each([
    ['service="auth",severity=P0', 'at 25: expected a value in double quotes'],
    ['service="auth", age>15m', 'at 20: expected =, !=, =~ or !~ after age'],
    ['service="auth', 'at 9: this quote is not closed'],
    ['service="a\\.b"', 'at 9: a backslash in quotes is written twice, as in Prometheus'],
    ['{service="auth"', 'at 1: this brace is not closed'],
    ['{auth}', 'at 6: expected =, !=, =~ or !~ after auth'],
    ['service="auth"x', 'at 15: expected a comma or a blank'],
    ['="auth"', 'at 1: expected a word, or a matcher as name="value"'],
    ['title=~"(a+)+"', "at 1: A repeated group can't be judged here; write it without."],
    ['x'.repeat(1001), 'at 1001: a filter has at most 1000 characters'],
  ])('%s: %s', (text, sentence) => {
    expect(problem(text)).toBe(sentence);
  });

  it('reads whatever matchers Prometheus writes', () => {
    const any = fc.record({
      name: fc.constantFrom('alertname', '_a1', 'service'),
      value: fc.string({ unit: fc.constantFrom(...'ab,"{}\\= \n|é') }),
      isRegex: fc.constant(false),
      isEqual: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), fc.constantFrom(',', ', ', ' '), (matchers, between) => {
        const bare = matchers.map(matcherText).join(between);
        for (const text of [bare, `{${bare}}`])
          expect(parseRowFilter(text)).toEqual({ ok: true, value: { matchers, words: [] } });
      }),
    );
  });

  it('never throws, and always ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab="~!{}|\\(*+?), <') }), (text) => {
        const filter = parseRowFilter(text);
        if (filter.ok) rowTest(filter.value)({ valueOf: () => 'a'.repeat(300), text: () => '' });
        else expect(filter.error.at).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  it('shows what it can’t judge: a value too long for an expression', () => {
    expect(passes('title=~"b.*"', { title: 'a'.repeat(300) })).toBe(false);
    expect(passes('title=~"b.*"', { title: 'a'.repeat(301) })).toBe(true);
    expect(passes('title!~"a.*"', { title: 'a'.repeat(301) })).toBe(true);
  });
});

describe('the completion of a filter', () => {
  const vocabulary = {
    names: () => ['service', 'severity', 'status'],
    valuesOf: (name: string) => (name === 'service' ? ['auth', 'api.gateway', 'my-auth'] : []),
  };
  const at = (text: string) => {
    const caret = text.indexOf('^');
    const whole = text.replace('^', '');
    const { from, to, options } = filterCompletion(whole, caret, vocabulary);
    return options.map((option) => whole.slice(0, from) + option + whole.slice(to));
  };
  it.each([
    ['se^', ['service=', 'severity=']],
    ['service="auth",st^', ['service="auth",status=']],
    ['service=^', ['service="auth"', 'service="api.gateway"', 'service="my-auth"']],
    ['service="au^', ['service="auth"', 'service="my-auth"']],
    ['service="a^b",x', ['service="auth",x', 'service="api.gateway",x', 'service="my-auth",x']],
    ['service=~"auth|api^"', ['service=~"auth|api\\\\.gateway"']],
    ['owner="^', []],
    ['service="auth"^', []],
    ['a b "se^', []],
  ])('%s', (text, options) => {
    expect(at(text)).toEqual(options);
  });
});
