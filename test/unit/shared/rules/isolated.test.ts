import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isolated } from '../../../../shared/rules/isolated.ts';

it('sets words from right to left apart, line by line, and leaves all others as they are', () => {
  expect(isolated('علي حسن')).toBe('\u2068علي حسن\u2069');
  expect(isolated('M. Tanaka\nדנה לוי')).toBe('M. Tanaka\n\u2068דנה לוי\u2069');
  for (const name of ['M. Tanaka', '田中 美咲', 'Łukasz Żółć', '']) expect(isolated(name)).toBe(name);
  // Reversed on purpose: the date behind it must not be.
  expect(isolated('\u202eakanaT')).toBe('\u2068\u202eakanaT\u2069');
});

it('takes nothing away from what was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const kept = isolated(text).replaceAll(/[\u2068\u2069]/g, '');
      expect(kept).toBe(text.replaceAll(/[\u2068\u2069]/g, ''));
    }),
  );
});
