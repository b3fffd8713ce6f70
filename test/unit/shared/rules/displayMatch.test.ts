import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DisplayMark } from '../../../../shared/model/wallLayout.ts';
import { matchDisplays, type AttachedDisplay } from '../../../../shared/rules/displayMatch.ts';

const mark = (label: string, x: number, more: Partial<DisplayMark> = {}): DisplayMark => ({
  ...{ label, internal: false, x, y: 0, width: 1920, height: 1080 },
  ...more,
});
const plugged = (id: number, of: DisplayMark, more: Partial<DisplayMark> = {}): AttachedDisplay => ({
  ...of,
  ...more,
  id,
});

const left = mark('Panel A', 0, { id: 1 });
const right = mark('Panel B', 1920, { id: 2 });

describe('displays of a layout', () => {
  it('are known after a restart that gave them other ids, even each other’s', () => {
    expect(matchDisplays([left, right], [plugged(2, left), plugged(1, right)])).toEqual([2, 1]);
  });

  it('are known by their label when they were plugged in elsewhere', () => {
    const attached = [plugged(8, left, { x: 1920 }), plugged(9, right, { x: 0 })];
    expect(matchDisplays([left, right], attached)).toEqual([8, 9]);
  });

  it('of one make are told apart by their place', () => {
    const twins = [mark('Panel', 0), mark('Panel', 1920)];
    expect(matchDisplays(twins, [plugged(5, mark('Panel', 1920)), plugged(6, mark('Panel', 0))])).toEqual([
      6, 5,
    ]);
  });

  it('are known at another resolution, which moves the one beside it', () => {
    const attached = [plugged(7, left, { width: 3840, height: 2160 }), plugged(8, right, { x: 3840 })];
    expect(matchDisplays([left, right], attached)).toEqual([7, 8]);
  });

  it('without labels stay what they were while the machine runs, though place and size changed', () => {
    const unnamed = [mark('', 0), mark('', 1920)];
    const attached = [
      plugged(3, mark('', 0, { width: 2560, height: 1440 })),
      plugged(4, mark('', 2560, { width: 1920 })),
    ];
    expect(matchDisplays(unnamed, attached, [3, 4])).toEqual([3, 4]);
  });

  it('that are unplugged are left open, though the other one moved to their place', () => {
    expect(matchDisplays([left, right], [plugged(2, right, { x: 0 })], [1, 2])).toEqual([undefined, 2]);
  });

  it('are replaced by a panel of another make at the same place and size, and by no other', () => {
    expect(matchDisplays([left], [plugged(4, mark('Other', 0))])).toEqual([4]);
    expect(matchDisplays([left], [plugged(4, mark('Other', 1920))])).toEqual([undefined]);
  });

  it('are never a laptop’s own panel where a wall was meant', () => {
    expect(matchDisplays([left], [plugged(4, left, { internal: true })])).toEqual([undefined]);
  });

  it('are never taken twice, and found again in whatever order the system lists them', () => {
    const some = fc.record({
      label: fc.constantFrom('', 'Panel A', 'Panel B'),
      internal: fc.boolean(),
      x: fc.constantFrom(0, 1920, 3840),
      y: fc.constant(0),
      width: fc.constantFrom(1920, 3840),
      height: fc.constant(1080),
    });
    const distinct = fc.uniqueArray(some, { maxLength: 5, selector: ({ x }) => x });
    fc.assert(
      fc.property(distinct, fc.infiniteStream(fc.nat()), (marks, order) => {
        const attached = marks.map((of, index) => plugged(100 + index, of));
        const shuffled = attached
          .map((display) => ({ display, key: order.next().value }))
          .sort((a, b) => a.key - b.key)
          .map(({ display }) => display);
        expect(matchDisplays(marks, shuffled)).toEqual(attached.map(({ id }) => id));
      }),
    );
    fc.assert(
      fc.property(fc.array(some, { maxLength: 5 }), fc.array(some, { maxLength: 5 }), (wanted, there) => {
        const found = matchDisplays(
          wanted,
          there.map((of, id) => plugged(id, of)),
        ).filter((id) => id !== undefined);
        expect(new Set(found).size).toBe(found.length);
      }),
    );
  });
});
