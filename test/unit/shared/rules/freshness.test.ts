import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkFreshness } from '../../../../shared/rules/freshness.ts';

const limit = fc.integer({ min: 1, max: 10 * 60_000 });
const age = fc.integer({ min: 0, max: 60 * 60_000 });
const now = 1_800_000_000_000;

test('a link is fresh within its limit, late within twice that, then silent', () => {
  fc.assert(
    fc.property(limit, age, (freshForMs, ageMs) => {
      const said = linkFreshness({ heardAt: now - ageMs, freshForMs, startedAt: 0 }, now);
      expect(said).toBe(ageMs <= freshForMs ? 'fresh' : ageMs <= 2 * freshForMs ? 'late' : 'silent');
    }),
  );
});

test('before its first answer it waits, and then is silent; it is never fresh', () => {
  fc.assert(
    fc.property(limit, age, (freshForMs, waitedMs) => {
      const said = linkFreshness({ heardAt: undefined, freshForMs, startedAt: now - waitedMs }, now);
      expect(said).toBe(waitedMs <= freshForMs ? 'waiting' : 'silent');
    }),
  );
});

test('without an answer a link only ever grows older', () => {
  const order = ['fresh', 'late', 'silent'];
  fc.assert(
    fc.property(limit, age, age, (freshForMs, one, more) => {
      const at = (ms: number) =>
        order.indexOf(linkFreshness({ heardAt: now, freshForMs, startedAt: now }, now + ms));
      expect(at(one + more)).toBeGreaterThanOrEqual(at(one));
    }),
  );
});
