import { describe, expect, it } from 'vitest';
import type { RotaOverride } from '../../../../shared/model/rota.ts';
import type { RotaList } from '../../../../shared/rules/rotaBook.ts';
import { rotaFindings, rotaTime, type RotaToCheck } from '../../../../shared/rules/rotaFindings.ts';

const dayMs = 86_400_000;
const monday = Date.UTC(2026, 10, 23);
const names = new Map([
  ['ana', 'Ana Silva'],
  ['ben', 'Ben Okoro'],
]);
const list = (
  id: string,
  name: string,
  members: readonly string[],
  over: Partial<RotaList> = {},
): RotaList => ({
  ...{ id, name },
  rotation: { start: monday, rotation: 7 * dayMs, members },
  ...over,
});
const look = (lists: RotaToCheck['lists'], overrides: readonly RotaOverride[] = []) =>
  rotaFindings({ lists, overrides, names, from: monday, to: monday + 14 * dayMs }).map(
    ({ list: teller, kind, text }) => `${teller} ${kind}: ${text}`,
  );

describe('the rota ahead', () => {
  it('is sound where each list has somebody who can be called', () => {
    expect(
      look([list('primary', 'Primary', ['ana', 'ben']), list('secondary', 'Secondary', ['ben', 'ana'])]),
    ).toEqual([]);
  });

  it('tells a hole with its reason', () => {
    const booked = [
      { from: monday - dayMs, to: monday + 4 * dayMs, person: 'ana' },
      { from: monday + 5 * dayMs, to: monday + 20 * dayMs, person: 'ana' },
    ];
    const read = list('primary', 'Primary', ['ana'], {
      calendar: { from: monday - dayMs, to: monday + 30 * dayMs, booked },
    });
    expect(look([read])).toEqual([
      'primary hole: Nobody is Primary from Fri 27 Nov 00:00 to Sat 28 Nov 00:00 UTC: its calendar names nobody',
    ]);
  });

  it('tells who is on two lists at once, but not who is asked as an expert beside a turn', () => {
    const expert = { ...list('database', 'Database experts', ['ben']), services: ['postgresql'] };
    expect(
      look([list('primary', 'Primary', ['ana', 'ben']), list('secondary', 'Secondary', ['ben']), expert]),
    ).toEqual([
      'primary double: Ben Okoro is both Primary and Secondary from Mon 30 Nov 00:00 to Mon 7 Dec 00:00 UTC',
    ]);
  });

  it('tells two people whom a calendar has at once, and who is taken', () => {
    const booked = [
      { from: monday, to: monday + 20 * dayMs, person: 'ana' },
      { from: monday + dayMs, to: monday + 2 * dayMs, person: 'ben' },
    ];
    const read = list('primary', 'Primary', ['ana'], {
      calendar: { from: monday, to: monday + 30 * dayMs, booked },
    });
    expect(look([read])).toEqual([
      'primary overlap: The calendar of Primary names Ana Silva and Ben Okoro from Tue 24 Nov 00:00 to Wed 25 Nov 00:00 UTC; Ben Okoro is taken',
    ]);
  });

  it('tells somebody whom the policy has no contact for', () => {
    const booked = [{ from: monday, to: monday + 20 * dayMs, person: 'zoe@example.net' }];
    const read = list('primary', 'Primary', ['ana'], {
      calendar: { from: monday, to: monday + 30 * dayMs, booked },
    });
    expect(look([read])).toEqual([
      'primary contact: zoe@example.net is Primary from Mon 23 Nov 00:00 to Mon 7 Dec 00:00 UTC, and the policy has no contact for them',
    ]);
  });

  it('tells a stand-in that nobody has approved', () => {
    const waiting: RotaOverride = {
      id: 'ROT-101',
      kind: 'override',
      parts: [{ list: 'primary', person: 'ben', from: monday + dayMs, to: monday + 2 * dayMs }],
      reason: 'flu',
      emergency: false,
      status: 'proposed',
      proposed: { at: monday, by: 'Ana Silva' },
    };
    expect(look([list('primary', 'Primary', ['ana'])], [waiting])).toEqual([
      'primary undecided: ROT-101 of Ana Silva waits for approval: Ben Okoro as Primary from Tue 24 Nov 00:00 to Wed 25 Nov 00:00 UTC',
    ]);
  });

  it('writes times in UTC with their weekday', () => {
    expect(rotaTime(Date.UTC(2026, 11, 7, 8, 5))).toBe('Mon 7 Dec 08:05');
  });
});
