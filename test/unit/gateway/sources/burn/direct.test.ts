import { expect, test } from 'vitest';
import { burnQuestions } from '../../../../../gateway/sources/burn/burnQuestions.ts';
import { historyMs, sliceMs } from '../../../../../gateway/burn/slices.ts';
import { samplePolicy } from '../sampleEstate.ts';
import {
  hour,
  minute,
  partsOf,
  readObjectives,
  sampleBurn,
  sampleObjective,
  twoPercent,
  vectorOf,
  type Fake,
} from './fakePrometheus.ts';

/** The start of the fake clock is a slice's end: 02:10 UTC. */
const start = Date.UTC(2026, 10, 21, 2, 10);
const isRange = (query: { readonly path: string }): boolean => query.path.endsWith('query_range');
const problemsOf = (of: ReturnType<typeof readObjectives>['of']) =>
  of('burn-failed').map(({ problem }) => problem);

test('only objectives with a budget are asked, of their own Prometheus, over windows up to 6 h', () => {
  const bound = { kind: 'threshold' as const, query: 'x', unit: 'req/s' as const, above: 100, slice: minute };
  const other = { kind: 'ratio' as const, source: 'other', good: 'g[$window]', total: 't[$window]' };
  const policy = samplePolicy({
    burn: sampleBurn,
    objectives: [
      sampleObjective({ id: 'each', services: ['auth', 'postgresql'] }),
      sampleObjective({ id: 'bound', target: undefined, sli: bound }),
      sampleObjective({ id: 'once', sli: other }),
    ],
    sources: ['prom', 'other'].map((id) => ({
      id,
      kind: 'prometheus' as const,
      url: 'http://x',
      interval: 15_000,
      freshFor: 60_000,
    })),
  });
  const ids = (source: string) => burnQuestions(policy, source).map(({ counted }) => counted.id);
  expect(ids('prom')).toEqual(['each/auth', 'each/postgresql']);
  expect(ids('other')).toEqual(['once']);
  expect(burnQuestions(policy, 'prom')[0]?.windowsMs).toEqual([5 * minute, 30 * minute, hour, 6 * hour]);
});

test('one query brings all windows and the tail, which begins where the slices end', async () => {
  const { clock, asked, of, source } = readObjectives([sampleObjective()], twoPercent);
  await clock.move(0);
  // 02:10:00 less 30 s: the slice until 02:10 is not in yet, so the tail begins at 02:05 and lasts 5 minutes.
  const present = asked.filter((one) => !isRange(one) && partsOf(one.query).length > 0);
  expect(present).toHaveLength(1);
  expect(present[0]?.parameters.get('time')).toBe(((start - 1) / 1000).toFixed(3));
  expect(new Set(partsOf(present[0]?.query ?? '')).size).toBe(partsOf(present[0]?.query ?? '').length);
  expect(of('burn')[0]).toMatchObject({
    objective: 'sla/auth',
    reads: 'direct',
    at: start - 1,
    everyMs: minute,
    windows: [5 * minute, 30 * minute, hour, 6 * hour].map((windowMs) => ({ windowMs, bad: 2, total: 100 })),
    tail: { since: start - sliceMs, bad: 2, total: 100 },
  });
  await clock.move(2 * minute);
  const [last] = of('burn').slice(-1);
  // By then the slice until 02:10 was read, and the tail is what came since.
  expect(last?.tail?.since).toBe(start);
  expect(partsOf(asked.findLast((one) => !isRange(one) && one.query.includes('wf'))?.query ?? '')).toContain(
    `bad:${(last?.at ?? 0) + 1 - start}`,
  );
  await source.stop();
});

test('the whole history at the start, then only what is missing, the last two slices once more', async () => {
  const { clock, asked, of, source } = readObjectives([sampleObjective()], twoPercent);
  await clock.move(1_000);
  const [history] = of('slices');
  expect(history?.startsAt).toBe(start - sliceMs - historyMs);
  expect(history?.bad).toHaveLength(9_216);
  expect(history?.total.every((total) => total === 100)).toBe(true);
  const [first] = asked.filter(isRange);
  // Each slice is asked 1 ms before its end.
  expect(first?.parameters.get('start')).toBe(((start - historyMs - 1) / 1000).toFixed(3));
  expect(first?.parameters.get('end')).toBe(((start - sliceMs - 1) / 1000).toFixed(3));
  await clock.move(40_000);
  expect(of('slices').slice(1)).toEqual([
    {
      kind: 'slices',
      source: 'prom',
      objective: 'sla/auth',
      startsAt: start - 3 * sliceMs,
      bad: [2, 2, 2],
      total: [100, 100, 100],
    },
  ]);
  await clock.move(10 * minute);
  expect(of('slices')).toHaveLength(4);
  await source.stop();
});

test('after an outage of Prometheus what is missing is read, and no objective says more than the source', async () => {
  let isWell = true;
  const fake: Fake = (asked) => (isWell ? twoPercent(asked) : new Response('', { status: 503 }));
  const { clock, asked, of, source } = readObjectives([sampleObjective()], fake, { isWell: () => isWell });
  await clock.move(minute);
  const before = of('slices').length;
  isWell = false;
  await clock.move(minute);
  const quiet = asked.length;
  await clock.move(21 * minute);
  expect(asked).toHaveLength(quiet);
  expect(problemsOf(of)).toEqual([]);
  isWell = true;
  await clock.move(minute);
  const [next] = of('slices').slice(before);
  expect(next?.bad).toHaveLength(6);
  expect((next?.startsAt ?? 0) + 6 * sliceMs).toBe(start + 4 * sliceMs);
  await source.stop();
});

test.each<[string, Fake, string]>([
  ['refused', () => Response.json({ status: 'error', error: 'parse error' }, { status: 400 }), 'parse error'],
  [
    'several series',
    ({ query }) =>
      vectorOf(partsOf(query).flatMap((wf) => ['a', 'b'].map((pod) => [{ wf, pod }, 1] as const))),
    'its query answers 2 series where one is expected; add them up with sum()',
  ],
  [
    'a warning',
    ({ query }) =>
      vectorOf(
        partsOf(query).map((wf) => [{ wf }, 1] as const),
        { warnings: ['store x is gone'] },
      ),
    'it answers in part: store x is gone',
  ],
  [
    'a part of the data',
    ({ query }) =>
      vectorOf(
        partsOf(query).map((wf) => [{ wf }, 1] as const),
        { isPartial: true },
      ),
    'it answers in part: not every store of the engine answered',
  ],
])('%s: no figure, and the reason why', async (_, fake, problem) => {
  const { clock, of, source } = readObjectives([sampleObjective()], fake);
  await clock.move(2 * minute);
  expect(of('burn')).toEqual([]);
  expect(of('slices')).toEqual([]);
  expect(problemsOf(of)).toContain(problem);
  expect(of('heard').length).toBeGreaterThan(0);
  expect(of('failed')).toEqual([]);
  await source.stop();
});

test('a remark on style is no warning', async () => {
  const infos = { warnings: ['PromQL info: metric might not be a counter'] };
  const fake: Fake = ({ query }) =>
    vectorOf(
      partsOf(query).map((wf) => [{ wf }, 1] as const),
      infos,
    );
  const { clock, of, source } = readObjectives([sampleObjective()], fake);
  await clock.move(0);
  expect(of('burn')).toHaveLength(1);
  await source.stop();
});

test('an objective that alone is not answered, twice, says so; the others go on', async () => {
  const never = new Promise<Response>(() => undefined);
  const fake: Fake = (asked) => (asked.query.includes('heavy') ? never : twoPercent(asked));
  const heavy = sampleObjective({
    id: 'heavy',
    sli: { kind: 'ratio', good: 'heavy[$window]', total: 'heavy[$window]' },
  });
  const { clock, of, source } = readObjectives([heavy, sampleObjective()], fake);
  await clock.move(4 * minute);
  expect(of('burn-failed')[0]).toMatchObject({ objective: 'heavy', problem: 'no answer in 5 s' });
  expect(of('burn').filter(({ objective }) => objective === 'sla/auth').length).toBeGreaterThan(2);
  expect(of('slices').some(({ objective }) => objective === 'sla/auth')).toBe(true);
  await source.stop();
});

test('a history that is too heavy at once is read in smaller parts', async () => {
  const fake: Fake = (asked) =>
    isRange(asked) && Number(asked.parameters.get('end')) - Number(asked.parameters.get('start')) > 8 * 86_400
      ? Response.json({ status: 'error', error: 'too many samples' }, { status: 422 })
      : twoPercent(asked);
  const { clock, of, source } = readObjectives([sampleObjective()], fake);
  await clock.move(20_000);
  expect(problemsOf(of)).toEqual([]);
  expect(of('slices').map(({ bad }) => bad.length)).toEqual([2_304, 2_304, 2_304, 2_304]);
  expect(of('slices').at(-1)?.startsAt).toBe(start - sliceMs - historyMs);
  await source.stop();
});

test('bad lies between nothing and all; a window without data is left out; no data is null, not zero', async () => {
  const values: Readonly<Record<string, number>> = {
    'bad:300000': -0.5,
    'total:300000': 10,
    'bad:1800000': 12,
    'total:1800000': 10,
    'total:3600000': 10,
    'bad:21600000': Number.NaN,
    'total:21600000': 10,
  };
  const fake: Fake = ({ path, query }) => {
    if (path.endsWith('query_range')) {
      return Response.json({ status: 'success', data: { resultType: 'matrix', result: [] } });
    }
    const known = partsOf(query).flatMap((wf) => (wf in values ? [[{ wf }, values[wf] ?? 0] as const] : []));
    return vectorOf(known);
  };
  const { clock, of, source } = readObjectives([sampleObjective()], fake);
  await clock.move(1_000);
  expect(of('burn')[0]?.windows).toEqual([
    { windowMs: 300_000, bad: 0, total: 10 },
    { windowMs: 1_800_000, bad: 10, total: 10 },
  ]);
  expect(of('slices')[0]?.bad.every((bad) => bad === null)).toBe(true);
  expect(of('slices')[0]?.total.every((total) => total === null)).toBe(true);
  await source.stop();
});
