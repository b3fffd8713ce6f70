import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RotaList } from '../../../../shared/rules/rotaBook.ts';
import { rotaLoad, type LoadInput } from '../../../../shared/rules/rotaLoad.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monday = Date.UTC(2026, 10, 2);
const list = (id: string, members: readonly string[], rotation = 7 * dayMs): RotaList => ({
  ...{ id, name: id, rotation: { start: monday, rotation, members } },
});
const shifts = [0, 8, 16].map((hour) => ({
  ...{ id: `s${hour}`, name: `s${hour}`, startMinute: hour * 60, endMinute: (hour + 8) * 60, site: 'x' },
}));
const input = (over: Partial<LoadInput> = {}): LoadInput => ({
  lists: [list('primary', ['ana', 'ben'])],
  overrides: [],
  people: [
    { id: 'ana', name: 'Ana', timeZone: 'Asia/Singapore' },
    { id: 'ben', name: 'Ben', timeZone: 'America/New_York' },
  ],
  shifts,
  pages: [],
  night: { start: 22 * hourMs, end: 6 * hourMs },
  guidance: 2,
  from: monday,
  to: monday + 14 * dayMs,
  ...over,
});
const page = (hours: number, incident: string, person?: string) => ({
  at: monday + hours * hourMs,
  incident,
  person,
});

describe('the load of the rota', () => {
  it('counts hours, nights on site and shifts', () => {
    const [ana, ben] = [...rotaLoad(input())].sort((one, other) => one.name.localeCompare(other.name));
    expect(ana).toMatchObject({
      onCallMs: 7 * dayMs,
      primaryMs: 7 * dayMs,
      shifts: 21,
      pages: 0,
      busyShifts: 0,
    });
    // Singapore: 22:00 to 06:00 is 14:00 to 22:00 UTC, seven whole. New York: 03:00 to 11:00 UTC, seven whole.
    expect([ana?.nights, ben?.nights]).toEqual([7, 7]);
    const half = rotaLoad(input({ to: monday + 14.5 * hourMs }));
    // Half an hour of Monday's night, and none of Sunday's, which ended at Sunday 22:00 UTC.
    expect(half[0]?.nights).toBe(0);
    expect(rotaLoad(input({ to: monday + 15 * hourMs }))[0]?.nights).toBe(1);
  });

  it('counts time on two lists at once only once', () => {
    const both = rotaLoad(input({ lists: [list('primary', ['ana']), list('secondary', ['ana'])] }));
    expect(both).toMatchObject([{ onCallMs: 14 * dayMs, primaryMs: 14 * dayMs, shifts: 42 }]);
  });

  it('counts an incident once a shift, and holds each shift against the guidance', () => {
    const pages = [
      ...[page(1, 'INC-1', 'Ana'), page(2, 'INC-1', 'Ana'), page(3, 'INC-2', 'Ana'), page(4, 'INC-3', 'Ana')],
      ...[page(9, 'INC-1', 'Ana'), page(-1, 'INC-0', 'Ana'), page(5, 'INC-9')],
    ];
    expect(rotaLoad(input({ pages, to: monday + dayMs }))).toMatchObject([
      { name: 'Ana', pages: 4, pagesPerShift: 4 / 3, busyShifts: 1, worst: { at: monday, pages: 3 } },
    ]);
  });

  it('tells of somebody who was paged without being on call', () => {
    const people = [...input().people, { id: 'cto', name: 'E. Novak' }];
    const loads = rotaLoad(input({ people, pages: [page(1, 'INC-1', 'E. Novak')] }));
    expect(loads.find(({ person }) => person === 'cto')).toMatchObject({
      onCallMs: 0,
      shifts: 0,
      pages: 1,
      pagesPerShift: 1,
    });
  });

  it('shares the time of one list out whole: nobody gains or loses a millisecond', () => {
    const members = fc.array(fc.constantFrom('ana', 'ben', 'cem'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        members,
        fc.integer({ min: hourMs, max: 9 * dayMs }),
        fc.integer({ min: 1, max: 40 * dayMs }),
        (who, turn, length) => {
          const loads = rotaLoad(input({ lists: [list('primary', who, turn)], to: monday + length }));
          expect(loads.reduce((sum, { primaryMs }) => sum + primaryMs, 0)).toBe(length);
        },
      ),
      { numRuns: 60 },
    );
  });
});
