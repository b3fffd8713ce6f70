import { expect, test } from 'vitest';
import { createClockOffset } from '../../../../shared/feed/clockOffset.ts';

test('F-20: of the last eight frames, the one that travelled least tells the offset', () => {
  const offset = createClockOffset();
  expect(offset.offsetMs).toBe(0);
  // The gateway is 5 s ahead; frames travel 400, 20 and 900 ms.
  for (const [index, travelMs] of [400, 20, 900].entries())
    offset.sample(5_000 + index * 2_000, index * 2_000 + travelMs);
  expect(offset.offsetMs).toBe(4_980);
  // The clock moves back by 10 s: the old samples hold it for eight frames, then let go.
  for (let index = 0; index < 8; index += 1) offset.sample(0, 5_030);
  expect(offset.offsetMs).toBe(-5_030);
});

test('F-20: a new connection forgets the samples, and keeps the offset until it has its own', () => {
  const offset = createClockOffset();
  offset.sample(9_000, 0);
  offset.restart();
  expect(offset.offsetMs).toBe(9_000);
  offset.sample(0, 1_000);
  expect(offset.offsetMs).toBe(-1_000);
});
