import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../shared/model/incident.ts';
import { floodAt, queueOrder, type Arrival, type FloodState } from '../../../../shared/rules/flood.ts';
import { frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { frozenIncident } from '../../../support/frozen/frozenQueue.ts';

const minute = 60_000;
const rule = { within: 10 * minute, above: 10, below: 5 };
const arrivals = (...minutes: readonly number[]): readonly Arrival[] =>
  minutes.map((at, place) => ({ alert: `a${place}`, at: at * minute }));
const burst = arrivals(...Array.from({ length: 11 }, (_, place) => 20 + place / 10));

describe('a flood', () => {
  it('begins above 10 in 10 min, not at 10, and names the first', () => {
    expect(floodAt(burst.slice(0, 10), rule, 21 * minute)).toBeUndefined();
    expect(floodAt(burst, rule, 21 * minute)).toEqual({ since: 21 * minute, first: 'a0', count: 11 });
  });

  it('goes on down to 5, ends below, and does not begin again at 5', () => {
    const on = floodAt(burst, rule, 21 * minute);
    const later = floodAt(burst, rule, 30.6 * minute - 1, on);
    expect(later).toMatchObject({ since: 21 * minute, first: 'a0', count: 5 });
    const over = floodAt(burst, rule, 30.65 * minute, later);
    expect(over).toBeUndefined();
    const more = [...burst, { alert: 'b', at: 30.66 * minute }];
    expect(floodAt(more, rule, 30.66 * minute, over)).toBeUndefined();
  });

  it('is the same after a restart, though its first have long been so many no more', () => {
    const slow = arrivals(...burst.map(({ at }) => at / minute), ...[22, 24, 26, 28, 30, 32, 34, 36, 38, 40]);
    expect(floodAt(slow, rule, 40 * minute)).toMatchObject({ since: 21 * minute, first: 'a0', count: 5 });
  });

  it('does not count what came long ago', () => {
    const old = arrivals(...Array.from({ length: 50 }, (_, place) => place / 100));
    expect(floodAt(old, rule, 60 * minute)).toBeUndefined();
  });

  it('of a clock that was set back is judged anew', () => {
    const on = floodAt(burst, rule, 21 * minute);
    expect(floodAt(burst, rule, 20.9 * minute, on)).toBeUndefined();
  });
});

it('judged at each moment is what a start at that moment finds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(60), { maxLength: 60 }),
      fc.record({
        within: fc.constant(10),
        above: fc.integer({ min: 3, max: 10 }),
        below: fc.constant(3),
      }),
      (moments, small) => {
        const all = moments
          .toSorted((one, other) => one - other)
          .map((at, place) => ({ alert: `a${place}`, at }));
        let held: FloodState | undefined;
        for (let now = 0; now <= 75; now += 1) {
          const known = all.filter(({ at }) => at <= now);
          held = floodAt(known, small, now, held);
          const count = known.filter(({ at }) => at > now - small.within).length;
          if (count > small.above) expect(held).toBeDefined();
          if (count < small.below) expect(held).toBeUndefined();
          const fresh = floodAt(known, small, now);
          expect(fresh).toEqual(held);
        }
      },
    ),
    { numRuns: 300 },
  );
});

describe('the queue', () => {
  const told = (number: number, severity: string, alerts: number, openedAt = 0): Incident =>
    frozenIncident(number, {
      ...{ severity, openedAt, title: 'x', service: 'auth' },
      alerts: Array.from({ length: alerts }, (_, place) => `am/${place}`),
    });
  const order = (incidents: readonly Incident[], firstIncident?: string): readonly string[] =>
    incidents.toSorted(queueOrder(frozenDesk.severities, { firstIncident })).map(({ id }) => id);

  it('of a flood has the first one on top, then by severity what most alerts tell of', () => {
    const all = [told(1, 'P1', 40, 2), told(2, 'P1', 2, 1), told(3, 'P0', 1, 3), told(4, 'P3', 1, 4)];
    expect(order(all, 'INC-4')).toEqual(['INC-4', 'INC-3', 'INC-1', 'INC-2']);
    expect(all.toSorted(queueOrder(frozenDesk.severities, undefined)).map(({ id }) => id)).toEqual([
      ...['INC-3', 'INC-2', 'INC-1', 'INC-4'],
    ]);
  });

  it('has a cause before the symptoms of its severity, however many alerts tell of them', () => {
    const folded: Incident = {
      ...told(1, 'P1', 40, 1),
      foldedUnder: { incident: 'INC-9', at: 1, reason: 'x' },
    };
    expect(order([folded, told(2, 'P1', 2, 2), told(3, 'P2', 90, 3)])).toEqual(['INC-2', 'INC-1', 'INC-3']);
  });

  it('does not move with every alert', () => {
    expect(order([told(1, 'P1', 64, 1), told(2, 'P1', 100, 2)])).toEqual(['INC-1', 'INC-2']);
  });

  it('lets the first one go once it is resolved', () => {
    const over: Incident = { ...told(4, 'P3', 1), status: 'resolved' };
    expect(order([over, told(3, 'P0', 1)], 'INC-4')).toEqual(['INC-3', 'INC-4']);
  });
});
