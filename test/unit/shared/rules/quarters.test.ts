import { expect, it } from 'vitest';
import { lastQuarters } from '../../../../shared/rules/quarters.ts';

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`);

it.each([
  ['2026-11-25', '2026-04-01', '2026-07-01', '2026-10-01'],
  ['2026-10-01', '2026-04-01', '2026-07-01', '2026-10-01'],
  ['2026-09-30', '2026-01-01', '2026-04-01', '2026-07-01'],
  ['2026-02-10', '2025-07-01', '2025-10-01', '2026-01-01'],
])('on %s, the last two whole quarters are from %s, from %s and to %s', (at, first, second, end) => {
  expect(lastQuarters(day(at))).toEqual({
    before: { from: day(first), to: day(second) },
    last: { from: day(second), to: day(end) },
  });
});
