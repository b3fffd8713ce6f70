import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  noStandings,
  notClearOf,
  signalKeysOf,
  withStanding,
  type SignalStanding,
} from '../../../../gateway/desk/standings.ts';

const incidents = ['INC-1', 'INC-2', 'INC-3'];
const standingArbitrary: fc.Arbitrary<SignalStanding> = fc.record({
  incident: fc.constantFrom(...incidents),
  state: fc.constantFrom('bad', 'clear', 'lost'),
  changedAt: fc.constant(0),
});
const stepArbitrary = fc.record({
  key: fc.constantFrom('a', 'b', 'c', 'd'),
  standing: fc.option(standingArbitrary, { nil: undefined }),
});

it('each incident knows its own signals, and how many of them are not clear', () => {
  fc.assert(
    fc.property(fc.array(stepArbitrary, { maxLength: 40 }), (steps) => {
      const state = steps.reduce(
        (before, { key, standing }) => withStanding(before, key, standing),
        noStandings,
      );
      for (const incident of incidents) {
        const own = [...state.signals].filter(([, standing]) => standing.incident === incident);
        expect(signalKeysOf(state, incident).toSorted()).toEqual(own.map(([key]) => key).toSorted());
        expect(notClearOf(state, incident)).toBe(own.filter(([, one]) => one.state !== 'clear').length);
        // What an incident no longer has takes no memory.
        expect(state.signalsOf.has(incident)).toBe(own.length > 0);
      }
    }),
  );
});
