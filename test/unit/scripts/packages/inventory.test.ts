import { expect, it } from 'vitest';
import { isKnown } from '../../../../scripts/packages/inventory.ts';

it.each([
  ['MIT', true],
  ['(MIT OR CC0-1.0)', true],
  ['MIT AND ISC AND BSD-3-Clause', true],
  ['', false],
  ['UNLICENSED', false],
  ['SEE LICENSE IN LICENSE', false],
  ['GPL-3.0-only', false],
  ['MIT AND AGPL-3.0', false],
  ['(MIT OR GPL-2.0)', false],
])('the licence "%s" is known: %s', (expression, expected) => {
  expect(isKnown(expression)).toBe(expected);
});
