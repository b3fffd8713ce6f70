import fc from 'fast-check';
import { expect, it } from 'vitest';
import { capHeightMm, wallTextFactor } from '../../../../shared/rules/textSize.ts';

const wide = 16 / 9;

it('asks for capitals of 21 minutes of arc: 6.1 mm for each metre', () => {
  expect(capHeightMm(1)).toBeCloseTo(6.109, 3);
  expect(capHeightMm(5)).toBeCloseTo(30.54, 2);
});

it.each([
  // A 55" panel is 685 mm high: 30 px of 1080 are 19.0 mm, their capitals 13.3 mm.
  [55, 5, wide, 2.3],
  [98, 5, wide, 1.29],
  [55, 2.2, wide, 1.01],
  [24, 0.7, wide, 0.74],
  [24, 30, wide, 4],
  // On its side, its width decides.
  [55, 2.2, 9 / 16, 1.8],
])('makes of %d inches at %d m, shape %d, the factor %d', (diagonalInches, seatMetres, aspect, factor) => {
  expect(wallTextFactor({ diagonalInches, seatMetres }, aspect)).toBeCloseTo(factor, 1);
});

it('is never smaller farther away, never larger on a larger panel, and always one that a layout takes', () => {
  const panel = fc.record({
    diagonalInches: fc.integer({ min: 10, max: 200 }),
    seatMetres: fc.double({ min: 0.3, max: 40, noNaN: true }),
  });
  fc.assert(
    fc.property(panel, fc.double({ min: 0.4, max: 4, noNaN: true }), (one, aspect) => {
      const factor = wallTextFactor(one, aspect);
      expect(factor).toBeGreaterThanOrEqual(0.5);
      expect(factor).toBeLessThanOrEqual(4);
      const farther = { ...one, seatMetres: one.seatMetres + 1 };
      expect(wallTextFactor(farther, aspect)).toBeGreaterThanOrEqual(factor);
      const larger = { ...one, diagonalInches: one.diagonalInches + 10 };
      expect(wallTextFactor(larger, aspect)).toBeLessThanOrEqual(factor);
    }),
  );
});
