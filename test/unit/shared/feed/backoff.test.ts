import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBackoff } from '../../../../shared/feed/backoff.ts';

test('F-18: the ceiling doubles from the first wait to the last, and starts anew after a reset', () => {
  const backoff = createBackoff({ firstMs: 250, maxMs: 15_000, random: () => 0.999_999 });
  const waits = (): number[] => Array.from({ length: 8 }, () => backoff.next());
  expect(backoff.fresh).toBe(true);
  expect(waits()).toEqual([250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
  expect(backoff.fresh).toBe(false);
  backoff.reset();
  expect(backoff.fresh).toBe(true);
  expect(backoff.next()).toBe(250);
});

test('F-18: full jitter: any wait from none to the ceiling', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.integer({ min: 1, max: 200 }),
      (random, tries) => {
        const backoff = createBackoff({ firstMs: 250, maxMs: 15_000, random: () => random });
        for (let done = 1; done < tries; done += 1) backoff.next();
        expect(backoff.next()).toBe(Math.round(random * Math.min(15_000, 250 * 2 ** (tries - 1))));
      },
    ),
  );
});
