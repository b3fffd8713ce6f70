import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { decideTime } from '../../../../gateway/desk/decideTime.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { acgsRules, acts, type Act } from './simulatedDesk.ts';

const secondMs = 1_000;
/** A Sunday, so that the rota changes in some of the lives. */
const openedAt = Date.parse('2026-11-22T23:10:00Z');
/** A little more than the longest ladder, seconds. */
const longest = 75 * 60;

interface Paged {
  readonly afterMs: number;
  readonly second: number;
}

/** A life of an incident whose gateway looks at the clock at these seconds only: who was paged, and when. */
function pagedIn(severity: string, looks: readonly number[], doings: readonly (readonly [Act, number])[]) {
  const paged: Paged[] = [];
  const signal = {
    ...{ key: 'probe:auth', cause: 'auth:unavailable', title: 'Auth', text: 'down' },
    ...{ severity, service: 'auth', startedAt: openedAt },
    state: 'bad',
  } as const;
  let state: DeskState = decideSignals(emptyDesk, acgsRules, [signal], openedAt).reduce(evolve, emptyDesk);
  const instants = [...new Set([...looks, ...doings.map(([, second]) => second)])];
  for (const second of instants.toSorted((one, other) => one - other)) {
    const now = openedAt + second * secondMs;
    for (const [act] of doings.filter(([, at]) => at === second)) {
      const given = { command: acts[act], person: 'M. Tanaka', role: 'operator', now } as const;
      const decided = decideCommand(state, acgsRules, given);
      // What is resolved can no longer be acknowledged.
      if (decided.ok) state = decided.value.reduce(evolve, state);
    }
    if (!looks.includes(second)) continue;
    for (const event of decideTime(state, acgsRules, now)) {
      if (event.type === 'incident.escalated') paged.push({ afterMs: event.afterMs, second });
      state = evolve(state, event);
    }
  }
  return paged;
}

describe('the ladders of ACGS', () => {
  const second = fc.integer({ min: 0, max: longest });
  it('page each step once, at the first look at the clock from its time on, and none once they stop', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('P0', 'P1', 'P2', 'P3'),
        fc.uniqueArray(second, { maxLength: 40 }),
        fc.option(second),
        fc.option(second),
        (severity, looks, acknowledged, resolved) => {
          const doings: (readonly [Act, number])[] = [
            ...(acknowledged === null ? [] : [['acknowledges', acknowledged] as const]),
            ...(resolved === null ? [] : [['resolves', resolved] as const]),
          ];
          const ladder = acgsRules.escalation.find((one) => one.severity === severity);
          const ends = ladder?.stopsOn === 'acknowledged' ? [acknowledged, resolved] : [resolved];
          const stopsAt = Math.min(...ends.map((end) => end ?? Infinity));
          const expected = (ladder?.steps ?? []).flatMap(({ afterMs }): readonly Paged[] => {
            const at = Math.min(...looks.filter((look) => look * secondMs >= afterMs));
            return at < stopsAt ? [{ afterMs, second: at }] : [];
          });
          expect(pagedIn(severity, looks, doings)).toEqual(expected);
        },
      ),
    );
  });
});
