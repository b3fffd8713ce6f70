import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runbookBody, textFault } from '../../../../shared/rules/runbookText.ts';

test.each([
  ['quotes in one line', '> '.repeat(41)],
  ['quotes without blanks', `${'>'.repeat(3_000)} end`],
  ['lists in one line', '- '.repeat(2_000)],
  ['numbers in one line', '1. '.repeat(3_000)],
  ['lists by their indentation', `${'\n'.repeat(5)}${' '.repeat(82)}- deep`],
  ['tabs', `${'\t'.repeat(21)}* deep`],
])('%s that nest without end are refused, with the limit', (_what, text) => {
  expect(textFault(text)).toBe('has lists or quotes more than 40 deep; write it flatter');
});

test.each(['[', ']', '~~a', '](a', '[a](', '![x]['])(
  'a text of nothing but %j is refused, with the limit',
  (mark) => {
    expect(textFault(mark.repeat(6_000))).toMatch(
      /^has more than 5000 times the mark .; make several runbooks/,
    );
  },
);

test('what people write is read', () => {
  const text =
    '# Steps\n\n> - [ ] one\n>   - two\n\n---\n\n| a | b |\n|---|---|\n\n- * + 1. x\n\n    code\n-5 °C';
  expect(textFault(text)).toBeUndefined();
  fc.assert(fc.property(fc.string({ maxLength: 39 }), (any) => textFault(any) === undefined));
});

test('marks that turn the direction of writing are seen', () => {
  const text = '---\nid: x\n---\nrm -rf \u202e/tmp\u2066 שלום';
  expect(runbookBody(text)).toBe('rm -rf [U+202E]/tmp[U+2066] שלום');
});
