import fc from 'fast-check';
import { expect, test } from 'vitest';
import { presentPerMinute } from '../../../../../gateway/sources/burn/presentLane.ts';
import { QueryRate } from '../../../../../gateway/sources/burn/queryRate.ts';
import { slicesPerMinute } from '../../../../../gateway/sources/burn/slicesLane.ts';
import type { PolicyObjective } from '../../../../../shared/policy/index.ts';
import { minute, partsOf, readObjectives, sampleObjective, twoPercent, type Fake } from './fakePrometheus.ts';

const many = (count: number): readonly PolicyObjective[] =>
  Array.from({ length: count }, (_, index) => {
    const query = `x${index}[$window]`;
    return sampleObjective({ id: `o${index}`, sli: { kind: 'ratio', good: query, total: query } });
  });

/** 2 of 100 bad now, where `isBad` says so; no past, which would only take time. */
const brief =
  (isBad: (query: string) => boolean): Fake =>
  ({ path, query }) => {
    const resultType = path.endsWith('range') ? 'matrix' : 'vector';
    const result =
      resultType === 'matrix'
        ? []
        : partsOf(query).map((wf) => ({
            metric: { wf },
            value: [0, wf.startsWith('total') ? '100' : isBad(query) ? '2' : '0'],
          }));
    return Response.json({ status: 'success', data: { resultType, result } });
  };

/** The most queries in any 60 s. */
function busiest(instants: readonly number[]): number {
  return Math.max(
    ...instants.map((at) => instants.filter((other) => other > at - minute && other <= at).length),
  );
}

test('never more than its number in any minute, whenever it is asked', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 400 }), (pauses) => {
      const rate = new QueryRate(20);
      let now = 0;
      const taken = pauses.flatMap((pause) => {
        now += pause;
        return rate.take(now) ? [now] : [];
      });
      if (taken.length > 0) expect(busiest(taken)).toBeLessThanOrEqual(20);
    }),
  );
});

test('a clock that is set back keeps nothing waiting', () => {
  const rate = new QueryRate(2);
  expect([rate.take(100_000), rate.take(130_000), rate.take(130_001)]).toEqual([true, true, false]);
  expect(rate.take(50_000)).toBe(true);
});

test('40 objectives at 15 s: each is told every minute, and its history within one', async () => {
  const { clock, of, source } = readObjectives(
    many(40),
    brief(() => true),
  );
  await clock.move(minute);
  expect(new Set(of('slices').map(({ objective }) => objective)).size).toBe(40);
  await clock.move(9 * minute);
  const told = of('burn').filter(({ objective }) => objective === 'o7');
  expect(told).toHaveLength(11);
  expect(told.at(-1)?.everyMs).toBe(minute);
  expect(of('burn-failed')).toEqual([]);
  await source.stop();
});

test('at 1 s a change is seen within 4 s', async () => {
  const { clock, of, source } = readObjectives(many(3), twoPercent, { intervalMs: 1_000 });
  await clock.move(20_000);
  expect(of('burn').filter(({ objective }) => objective === 'o1').length).toBeGreaterThanOrEqual(5);
  await source.stop();
});

test('500 objectives: bounded at any time; all are told in turn, and it is said how often', async () => {
  const { clock, asked, of, source } = readObjectives(
    many(500),
    brief(() => false),
  );
  await clock.move(30 * minute);
  const instants = asked.map(({ at }) => at);
  expect(busiest(instants)).toBeLessThanOrEqual(presentPerMinute + slicesPerMinute);
  expect(new Set(of('burn').map(({ objective }) => objective)).size).toBe(500);
  expect(new Set(of('slices').map(({ objective }) => objective)).size).toBe(500);
  const everyMs = of('burn').at(-1)?.everyMs ?? 0;
  expect(everyMs).toBe((500 / presentPerMinute) * minute);
  await source.stop();
}, 60_000);

test('what burns is asked each minute though hundreds wait, and these still get their turn', async () => {
  const fake = brief((query) => /x4[0-4]\[/.test(query));
  const { clock, of, source } = readObjectives(many(400), fake);
  await clock.move(20 * minute);
  const told = (id: string): number => of('burn').filter(({ objective }) => objective === id).length;
  for (const id of ['o40', 'o44']) expect(told(id)).toBeGreaterThanOrEqual(14);
  expect(of('burn').findLast(({ objective }) => objective === 'o41')?.everyMs).toBe(minute);
  for (const id of ['o1', 'o399']) expect(told(id)).toBeGreaterThanOrEqual(3);
  await source.stop();
}, 60_000);
