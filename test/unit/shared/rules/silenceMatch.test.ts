import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelMatcher } from '../../../../shared/model/silence.ts';
import { goRegex } from '../../../../shared/rules/goRegex.ts';
import { matcherText, parseMatchers } from '../../../../shared/rules/matcherText.ts';
import { silenceIsNarrow, silenceMatch } from '../../../../shared/rules/silenceMatch.ts';

const matcher = (value: string, isRegex: boolean, isEqual = true): LabelMatcher => ({
  ...{ name: 'service', value, isRegex, isEqual },
});
const hits = (one: LabelMatcher, labels: Readonly<Record<string, string>>): boolean => {
  const match = silenceMatch([one]);
  if (!match.ok) throw new Error(match.error);
  return match.value(labels);
};
/** Every punctuation escaped, as Go's QuoteMeta allows. */
const quoted = (text: string): string => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
const printable = fc.string({ unit: fc.constantFrom(...'ab.*+?[](){}|^$\\-/é "\n1') });
const labelsOf = (value: string | undefined): Readonly<Record<string, string>> =>
  value === undefined ? {} : { service: value };

describe('a matcher', () => {
  it('takes a label that is not there for an empty one, and != for the opposite of =', () => {
    fc.assert(
      fc.property(printable, fc.option(printable, { nil: undefined }), (wanted, value) => {
        const isHit = wanted === (value ?? '');
        expect(hits(matcher(wanted, false), labelsOf(value))).toBe(isHit);
        expect(hits(matcher(wanted, false, false), labelsOf(value))).toBe(!isHit);
      }),
    );
  });

  it('holds an expression against the whole value: quoted texts and choices of them match themselves alone', () => {
    fc.assert(
      fc.property(fc.array(printable, { minLength: 1, maxLength: 4 }), printable, (wanted, value) => {
        const one = matcher(wanted.map(quoted).join('|'), true);
        for (const text of [...wanted, value, `${value}a`, `a${value}`])
          expect(hits(one, { service: text })).toBe(wanted.includes(text));
      }),
    );
  });

  it('needs all of several to match', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), (each) => {
        const match = silenceMatch(
          each.map((isEqual, place) => ({ name: `l${place}`, value: 'x', isRegex: false, isEqual })),
        );
        const labels = Object.fromEntries(each.map((_, place) => [`l${place}`, 'x']));
        expect(match.ok && match.value(labels)).toBe(each.every((isEqual) => isEqual));
      }),
    );
  });

  it('does not take a prototype for a label', () => {
    expect(hits({ ...matcher('', false), name: 'constructor' }, {})).toBe(true);
  });
});

describe('an expression in Go’s syntax', () => {
  it.each([
    ['a.b', 'a\rb', true],
    ['a.b', 'a\nb', false],
    ['(?s)a.b', 'a\nb', true],
    ['(?i)auth', 'AUTH', true],
    ['a\\sb', 'a\u00a0b', false],
    ['[\\s]', '\t', true],
    ['(?P<site>eu|us)-\\d', 'eu-1', true],
    ['\\pL+', 'é', true],
    ['a\\-b\\"', 'a-b"', true],
    ['a$b', 'a$b', false],
    [`(?:${Array.from({ length: 99 }, (_, place) => `s${place}`).join('|')})-eu`, 's7-eu', true],
    ['v1\\.\\d{1,3}(?:-rc\\d?)?', 'v1.22-rc1', true],
  ])('%s on %j', (pattern, value, isMatch) => {
    const expression = goRegex(pattern);
    expect(expression.ok && expression.value.test(value)).toBe(isMatch);
  });

  it.each([
    '(?=a)',
    '(?<!a)',
    '(a)\\1',
    '\\k<x>',
    '(a+)+',
    '(a|a)*',
    '(a){3}',
    'a*b*c*d*e*',
    '.{0,99}.{0,99}.{0,99}.{0,99}.{0,99}b',
    `${'a?'.repeat(30)}${'a'.repeat(30)}`,
    `${'(a|a)'.repeat(30)}b`,
    '[[:alpha:]]',
    '(',
    'a**',
  ])('refuses %s, which is not the same to both or takes too long', (pattern) => {
    expect(goRegex(pattern).ok).toBe(false);
  });
});

describe('what would silence everything', () => {
  it.each([
    [[matcher('.*', true)], false],
    [[matcher('.+', true)], false],
    [[matcher('', false)], false],
    [[matcher('auth', false, false)], false],
    [[matcher('', false, false)], false],
    [[matcher('.*', true), { ...matcher('X', false), name: 'alertname' }], true],
    [[matcher('auth|audit', true)], true],
  ])('%j: narrow is %s', (matchers, isNarrow) => {
    expect(silenceIsNarrow(matchers).ok).toBe(isNarrow);
  });
});

describe('matchers as text', () => {
  it('read what they write', () => {
    const any = fc.record({
      name: fc.constantFrom('alertname', '_a1', 'service'),
      value: printable,
      isRegex: fc.boolean(),
      isEqual: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(any, { maxLength: 4 }),
        fc.constantFrom('\n', ', ', ',\n'),
        (matchers, between) => {
          expect(parseMatchers(matchers.map(matcherText).join(between))).toEqual({
            ok: true,
            value: matchers,
          });
        },
      ),
    );
  });

  it.each(['service', 'service=auth', '1a="x"', 'a="x" b="y"', 'a="x'])('refuses %s by name', (text) => {
    expect(parseMatchers(text)).toEqual({ ok: false, error: expect.stringContaining('is not a matcher') });
  });
});
