import { expect, it } from 'vitest';
import { TokenBucket } from '../../../../gateway/server/tokenBucket.ts';

it('lets a second’s worth through at once, then the rate', () => {
  const bucket = new TokenBucket(20, 0);
  const taken = (now: number, tries: number): number =>
    Array.from({ length: tries }, () => bucket.take(now)).filter(Boolean).length;
  expect(taken(0, 30)).toBe(20);
  expect(taken(100, 30)).toBe(2);
  expect(taken(60_000, 30)).toBe(20);
});

it('survives a clock that is set back', () => {
  const bucket = new TokenBucket(1, 10_000);
  expect(bucket.take(10_000)).toBe(true);
  expect(bucket.take(5_000)).toBe(false);
  expect(bucket.take(6_000)).toBe(true);
});
