import { describe, expect, test } from 'vitest';
import { createSnapshotAssembly } from '../../../../shared/feed/assembly.ts';
import type { Snapshot } from '../../../../shared/feed/frames.ts';

const part = (nth: number, parts = 3, seq = 7): Snapshot => ({
  type: 'snapshot',
  part: nth,
  parts,
  seq,
  at: 1,
  upserts: {},
});

test('F-6: parts in order make a snapshot', () => {
  const assembly = createSnapshotAssembly();
  expect(assembly.add(part(1))).toEqual({ kind: 'more' });
  expect(assembly.open).toBe(true);
  expect(assembly.add(part(2))).toEqual({ kind: 'more' });
  expect(assembly.add(part(3))).toEqual({ kind: 'whole', parts: [part(1), part(2), part(3)] });
  expect(assembly.open).toBe(false);
});

describe('F-7: a wrong part ends it', () => {
  test.each([
    ['that starts in the middle', [part(2)]],
    ['left out', [part(1), part(3)]],
    ['twice', [part(1), part(1)]],
    ['of another step', [part(1), part(2, 3, 8)]],
    ['of another count', [part(1), part(2, 4)]],
    ['beyond its own count', [part(1, 3), part(2, 3), part(4, 3)]],
  ])('%s', (_, parts) => {
    const assembly = createSnapshotAssembly();
    expect(parts.map((each) => assembly.add(each).kind).at(-1)).toBe('wrong');
    expect(assembly.open).toBe(false);
  });
});
