import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RotationStop } from '../../../../shared/model/wallLayout.ts';
import {
  criticalHoldMs,
  rotationOf,
  rotationText,
  shownBoard,
  startRotation,
  turn,
  type RotationPlan,
  type RotationSight,
  type RotationState,
} from '../../../../shared/rules/rotation.ts';

const stops: readonly RotationStop[] = [
  { board: 'health', seconds: 30 },
  { board: 'burn', seconds: 20 },
  { board: 'rota', seconds: 10 },
];
const plan: RotationPlan = { stops, pinned: 'queue' };
const sight = (seconds: number, worst: readonly string[] = [], critical: readonly string[] = []) => ({
  ...{ now: seconds * 1_000, worst, critical },
});

/** The board shown at the end of what was seen, one look a line. */
function after(...looks: readonly RotationSight[]): ReturnType<typeof shownBoard> {
  const [first = sight(0), ...more] = looks;
  const state = more.reduce((before, look) => turn(before, plan, look), startRotation(first));
  return shownBoard(state, plan, (looks.at(-1) ?? first).now);
}

describe('a rotation', () => {
  it('turns through its boards and says which is next', () => {
    expect(after(sight(0))).toEqual({ board: 'health', next: { board: 'burn', seconds: 30 } });
    expect(after(sight(0), sight(12))).toEqual({ board: 'health', next: { board: 'burn', seconds: 18 } });
    expect(after(sight(0), sight(30))).toEqual({ board: 'burn', next: { board: 'rota', seconds: 20 } });
    expect(after(sight(0), sight(30), sight(50), sight(60)).board).toBe('health');
  });

  it('stands on the pinned board while a P0 is open, and goes on by itself with the board it left', () => {
    expect(after(sight(0), sight(35), sight(40, ['INC-1']))).toEqual({ board: 'queue' });
    expect(after(sight(0), sight(35), sight(40, ['INC-1']), sight(4_000, ['INC-1'])).board).toBe('queue');
    const over = after(sight(0), sight(35), sight(40, ['INC-1']), sight(4_000));
    expect(over).toEqual({ board: 'burn', next: { board: 'rota', seconds: 20 } });
  });

  it('pauses for a minute on a new critical, and resumes by itself', () => {
    const down = ['service:auth'];
    expect(after(sight(0), sight(10, [], down))).toEqual({
      board: 'queue',
      next: { board: 'health', seconds: 60 },
    });
    expect(after(sight(0), sight(10, [], down), sight(71, [], down)).board).toBe('health');
    const again = after(
      sight(0),
      sight(10, [], down),
      sight(60, [], [...down, 'INC-2']),
      sight(71, [], down),
    );
    expect(again.board).toBe('queue');
  });

  it('takes what was critical before it began for no news, but a P0 for one', () => {
    expect(after(sight(0, [], ['INC-3']), sight(1, [], ['INC-3'])).board).toBe('health');
    expect(after(sight(0, ['INC-1'])).board).toBe('queue');
  });

  it('is not held by a clock that was set back', () => {
    expect(after(sight(10_000), sight(0), sight(31)).board).toBe('burn');
    expect(after(sight(10_000), sight(10_001, [], ['x']), sight(0, [], ['x'])).board).toBe('health');
  });
});

const look = fc.record({
  step: fc.integer({ min: 0, max: 90 }),
  worst: fc.subarray(['INC-1', 'INC-2']),
  critical: fc.subarray(['INC-3', 'service:auth', 'service:db']),
});
/** States of a floor that does whatever it wants, once more or less a minute. */
const history = fc.array(look, { minLength: 1, maxLength: 40 }).map((looks) => {
  let now = 0;
  return looks.map(({ step, worst, critical }) => sight((now += step), worst, critical));
});
function run(looks: readonly RotationSight[]): readonly RotationState[] {
  const [first = sight(0), ...more] = looks;
  const states = [startRotation(first)];
  for (const seen of more) states.push(turn(states.at(-1) ?? startRotation(first), plan, seen));
  return states;
}

describe('whatever happens on the floor', () => {
  it('a P0 is never hidden', () => {
    fc.assert(
      fc.property(history, (looks) => {
        run(looks).forEach((state, at) => {
          const seen = looks[at];
          if (seen !== undefined && seen.worst.length > 0)
            expect(shownBoard(state, plan, seen.now).board).toBe('queue');
        });
      }),
    );
  });

  it('to ask again changes nothing', () => {
    fc.assert(
      fc.property(history, (looks) => {
        const last = looks.at(-1) ?? sight(0);
        const state = run(looks).at(-1) ?? startRotation(last);
        const once = turn(state, plan, last);
        expect(turn(once, plan, last)).toBe(once);
      }),
    );
  });

  it('it never stops by itself: once it is quiet, every board comes within a minute and one whole turn', () => {
    fc.assert(
      fc.property(history, (looks) => {
        const last = looks.at(-1) ?? sight(0);
        let state = run(looks).at(-1) ?? startRotation(last);
        const boards = new Set<string>();
        for (let second = 1; second <= criticalHoldMs / 1_000 + 60 + 31; second += 1) {
          const now = last.now + second * 1_000;
          state = turn(state, plan, { ...last, now, worst: [] });
          boards.add(shownBoard(state, plan, now).board);
        }
        expect([...boards]).toEqual(expect.arrayContaining(stops.map(({ board }) => board)));
      }),
    );
  });
});

describe('the rotation in an address', () => {
  const of = (text: string): RotationPlan | undefined => rotationOf(new URLSearchParams(text));
  it('is read as it was written', () => {
    expect(of(`rotation=${rotationText(stops)}&pinned=health`)).toEqual({ stops, pinned: 'health' });
    expect(of(`rotation=${rotationText(stops)}`)?.pinned).toBe('queue');
    expect(of('rotation=burn:30')).toEqual({ stops: [{ board: 'burn', seconds: 30 }], pinned: 'burn' });
  });
  it.each(['', 'rotation=', 'rotation=weather:30', 'rotation=health:1,burn:x'])('is none in "%s"', (text) => {
    expect(of(text)).toBeUndefined();
  });
});
