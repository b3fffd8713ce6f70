import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterFault, noFaults, recoveryLimits, type RecoveryStep } from '../../../main/recovery.ts';

const { faults: most, withinMs, reloadAfterMs, firstWaitMs, mostWaitMs } = recoveryLimits;

/** What follows faults at these times. */
function steps(times: readonly number[]): readonly RecoveryStep[] {
  let record = noFaults;
  return times.map((at) => {
    const outcome = afterFault(record, at);
    record = outcome.record;
    return outcome.step;
  });
}

describe('a page with faults', () => {
  it('is loaded again soon, until they are too many in too short a time', () => {
    const kinds = steps([0, 1, 2, 3, 4, 5]).map(({ kind }) => kind);
    expect(kinds).toEqual([...Array<string>(most).fill('reload'), 'stand still']);
  });

  it('is loaded for ever where they are rare', () => {
    const rare = Array.from({ length: 50 }, (_, index) => (index * withinMs) / (most - 1));
    expect(steps(rare).every(({ kind }) => kind === 'reload')).toBe(true);
  });

  it('stands still for twice as long each time, at most a quarter of an hour', () => {
    const times = [0, 1, 2, 3, 4];
    const waits: number[] = [];
    for (let at = 5; waits.length < 7;) {
      times.push(at);
      const wait = steps(times).at(-1)?.afterMs ?? 0;
      waits.push(wait);
      at += wait + 1_000;
    }
    expect(waits.map((ms) => ms / 60_000)).toEqual([1, 2, 4, 8, 15, 15, 15]);
  });

  it('is forgiven after ten quiet minutes', () => {
    const stood = [0, 1, 2, 3, 4, 5];
    expect(steps([...stood, 5 + firstWaitMs + withinMs]).at(-1)?.kind).toBe('reload');
    expect(steps([...stood, 5 + firstWaitMs + withinMs - 1]).at(-1)?.kind).toBe('stand still');
  });

  it('is always tried again, and never loaded more often than the limit allows', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 2 * withinMs }), { maxLength: 60 });
    fc.assert(
      fc.property(gaps, (between) => {
        const times: number[] = [];
        for (const gap of between) times.push((times.at(-1) ?? 0) + gap);
        const all = steps(times);
        const reloads = times.filter((_, index) => all[index]?.kind === 'reload');
        for (const { afterMs } of all) {
          expect(afterMs).toBeGreaterThanOrEqual(reloadAfterMs);
          expect(afterMs).toBeLessThanOrEqual(mostWaitMs);
        }
        for (const from of reloads)
          expect(reloads.filter((at) => at >= from && at < from + withinMs).length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
