import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyMs, sliceMs, SliceStore } from '../../../../gateway/burn/slices.ts';

const start = 1_000 * historyMs;

describe('SliceStore', () => {
  it('counts slices that a span cuts in part, and holes not at all', () => {
    const store = new SliceStore();
    store.put(start, [1, null, 3], [10, null, 30]);
    expect(store.over(start, start + 3 * sliceMs)).toEqual({ bad: 4, total: 40, coveredMs: 2 * sliceMs });
    expect(store.over(start + sliceMs / 2, start + sliceMs)).toEqual({
      bad: 0.5,
      total: 5,
      coveredMs: sliceMs / 2,
    });
  });

  it('never counts more bad than all, nor less than none', () => {
    const store = new SliceStore();
    store.put(start, [11, -1, null], [10, 10, 10]);
    expect(store.over(start, start + 3 * sliceMs)).toMatchObject({ bad: 10, total: 30 });
  });

  it('replaces what it is told again', () => {
    const store = new SliceStore();
    store.put(start, [1, 1], [10, 10]);
    store.put(start + sliceMs, [5], [20]);
    expect(store.over(start, start + 2 * sliceMs)).toMatchObject({ bad: 6, total: 30 });
  });

  it('forgets what is older than its history, and shows no old round in a hole', () => {
    const store = new SliceStore();
    store.put(start, [1, 1, 1], [10, 10, 10]);
    store.put(start + historyMs + sliceMs, [2], [20]);
    expect(store.at(start)).toBeUndefined();
    expect(store.at(start + historyMs)).toBeUndefined();
    expect(store.at(start + historyMs + sliceMs)?.total).toBe(20);
    expect(store.at(start + 2 * sliceMs)?.total).toBe(10);
  });

  it('holds the same in whatever pieces it is told', () => {
    const values = fc.array(fc.option(fc.integer({ min: 0, max: 99 })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(
        values,
        fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 40, maxLength: 40 }),
        (all, sizes) => {
          const whole = new SliceStore();
          whole.put(start, all, all);
          const pieces = new SliceStore();
          let at = 0;
          for (const size of sizes) {
            const piece = all.slice(at, at + size);
            pieces.put(start + at * sliceMs, piece, piece);
            at += size;
          }
          const end = start + all.length * sliceMs;
          expect(pieces.over(start, end)).toEqual(whole.over(start, end));
        },
      ),
    );
  });
});
