import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RotaOverride } from '../../../../shared/model/rota.ts';
import {
  holdingAt,
  nextChange,
  partsInForce,
  spansOf,
  type RotaList,
} from '../../../../shared/rules/rotaBook.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** A Monday, 00:00 UTC. */
const monday = Date.UTC(2026, 0, 5);
const list = (over: Partial<RotaList> = {}): RotaList => ({
  id: 'primary',
  name: 'Primary On-Call',
  rotation: { start: monday, rotation: weekMs, members: ['ana', 'ben', 'cem'] },
  ...over,
});
const standIn = (id: number, over: Partial<RotaOverride> = {}, part: object = {}): RotaOverride => ({
  id: `ROT-${id}`,
  kind: 'override',
  parts: [{ list: 'primary', person: 'dia', from: monday + dayMs, to: monday + 2 * dayMs, ...part }],
  reason: 'flu',
  emergency: false,
  status: 'approved',
  proposed: { at: monday - dayMs, by: 'Ana' },
  approved: { at: monday - dayMs, by: 'Eve' },
  ...over,
});

const instant = fc.integer({ min: monday - 5 * weekMs, max: monday + 60 * weekMs });
const person = fc.constantFrom('ana', 'ben', 'cem', 'dia');
const stretch = fc.tuple(instant, fc.integer({ min: 1, max: 4 * weekMs }));
const rotation = fc.record({
  start: instant,
  rotation: fc.integer({ min: hourMs, max: 3 * weekMs }),
  members: fc.array(person, { maxLength: 5 }),
});
const calendar = fc.record({
  from: instant,
  length: fc.integer({ min: 0, max: 50 * weekMs }),
  booked: fc.array(fc.tuple(stretch, person), { maxLength: 12 }),
});
const anyList = fc
  .record({ rotation, calendar: fc.option(calendar, { nil: undefined }) })
  .map(({ rotation: turns, calendar: read }) =>
    list({
      rotation: turns,
      calendar: read && {
        from: read.from,
        to: read.from + read.length,
        booked: read.booked.map(([[from, length], who]) => ({ from, to: from + length, person: who })),
      },
    }),
  );
const overrides = fc
  .array(
    fc.record({
      part: stretch,
      who: person,
      at: instant,
      emergency: fc.boolean(),
      decided: fc.option(fc.integer({ min: 0, max: weekMs }), { nil: undefined }),
      ended: fc.option(fc.integer({ min: 0, max: 2 * weekMs }), { nil: undefined }),
    }),
    { maxLength: 6 },
  )
  .map((all) =>
    all.map(({ part: [from, length], who, at, emergency, decided, ended }, index) =>
      standIn(
        101 + index,
        {
          emergency,
          proposed: { at, by: 'Ana' },
          approved: decided === undefined ? undefined : { at: at + decided, by: 'Eve' },
          ended: ended === undefined ? undefined : { at: at + ended, by: 'Eve', reason: 'no' },
        },
        { person: who, from, to: from + length },
      ),
    ),
  );

describe('a list of the rota', () => {
  it('has exactly one holder, or a named hole, at every instant, and its spans tile any period', () => {
    fc.assert(
      fc.property(
        anyList,
        overrides,
        stretch,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (one, stand, [from, length], probes) => {
          const to = from + length;
          const spans = spansOf(one, stand, from, to);
          expect(spans[0]?.from).toBe(from);
          expect(spans.at(-1)?.to).toBe(to);
          spans.forEach((span, index) => {
            expect(span.to).toBeGreaterThan(span.from);
            expect((span.person === undefined) !== (span.hole === undefined)).toBe(true);
            if (index > 0) expect(span.from).toBe(spans[index - 1]?.to);
            const probed = [
              span.from,
              span.to - 1,
              ...probes.map((share) => span.from + Math.floor(share * (span.to - span.from - 1))),
            ];
            for (const at of probed) {
              const { from: _from, to: _to, ...holding } = span;
              expect(holdingAt(one, stand, at)).toEqual(holding);
            }
          });
        },
      ),
      { numRuns: 300 },
    );
  });

  it('changes hands at the same UTC time of the same weekday all year: daylight saving moves nothing', () => {
    const edges = spansOf(list(), [], monday, monday + 53 * weekMs).map(({ from }) => new Date(from));
    expect(edges).toHaveLength(53);
    expect(new Set(edges.map((at) => `${at.getUTCDay()} ${at.toISOString().slice(11)}`))).toEqual(
      new Set(['1 00:00:00.000Z']),
    );
  });

  it('changes at the week boundary to the millisecond', () => {
    expect(holdingAt(list(), [], monday + weekMs - 1).person).toBe('ana');
    expect(holdingAt(list(), [], monday + weekMs).person).toBe('ben');
  });

  it('is a named hole before its first turn, and where its calendar is silent', () => {
    expect(holdingAt(list(), [], monday - 1)).toEqual({
      hole: 'its first turn has not begun',
      source: 'rotation',
    });
    const calendarOf = (booked: NonNullable<RotaList['calendar']>['booked']) =>
      list({ calendar: { from: monday, to: monday + weekMs, booked } });
    const read = calendarOf([{ from: monday, to: monday + dayMs, person: 'ben' }]);
    expect(holdingAt(read, [], monday + dayMs - 1).person).toBe('ben');
    expect(holdingAt(read, [], monday + dayMs).hole).toBe('its calendar names nobody');
    expect(holdingAt(read, [], monday + weekMs).hole).toBe('its calendar was not read that far');
  });

  it('takes of two bookings at once the one that began later', () => {
    const booked = [
      { from: monday + hourMs, to: monday + 2 * hourMs, person: 'ben' },
      { from: monday, to: monday + dayMs, person: 'ana' },
    ];
    const read = list({ calendar: { from: monday, to: monday + dayMs, booked } });
    const people = spansOf(read, [], monday, monday + dayMs).map((span) => span.person);
    expect(people).toEqual(['ana', 'ben', 'ana']);
  });

  it('is held by a stand-in from approval to cancelling, and what was is not rewritten', () => {
    const late = standIn(101, { approved: { at: monday + 1.5 * dayMs, by: 'Eve' } });
    expect(partsInForce(late)).toMatchObject([{ from: monday + 1.5 * dayMs, to: monday + 2 * dayMs }]);
    expect(partsInForce(standIn(101, { approved: undefined }))).toEqual([]);
    const emergency = standIn(101, { approved: undefined, emergency: true });
    expect(partsInForce(emergency)).toMatchObject([{ from: monday + dayMs, to: monday + 2 * dayMs }]);
    const ended = { at: monday + dayMs + hourMs, by: 'Eve', reason: 'back' };
    expect(partsInForce(standIn(101, { ended }))).toMatchObject([{ to: monday + dayMs + hourMs }]);
    expect(partsInForce(standIn(101, { ended: { ...ended, at: monday } }))).toEqual([]);
  });

  it('says when somebody else takes over', () => {
    const spans = spansOf(list(), [standIn(101)], monday, monday + 2 * weekMs);
    expect(nextChange(spans, monday)).toEqual({ at: monday + dayMs, person: 'dia' });
    expect(nextChange(spans, monday + 2 * dayMs)).toEqual({ at: monday + weekMs, person: 'ben' });
    expect(nextChange(spans, monday + weekMs)).toBeUndefined();
  });
});
