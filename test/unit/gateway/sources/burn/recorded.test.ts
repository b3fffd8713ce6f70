import { expect, test } from 'vitest';
import { sliceMs } from '../../../../../gateway/burn/slices.ts';
import { recordedName, slothLabels } from '../../../../../gateway/burn/recordedNames.ts';
import { sharedTail } from '../../../../../gateway/sources/burn/recordedAnswer.ts';
import { countedObjectives } from '../../../../../shared/policy/objectiveList.ts';
import { samplePolicy } from '../sampleEstate.ts';
import {
  minute,
  partsOf,
  readObjectives,
  sampleObjective,
  twoPercent,
  vectorOf,
  type Fake,
} from './fakePrometheus.ts';

const start = Date.UTC(2026, 10, 21, 2, 10);
const objectives = [sampleObjective({ services: ['auth', 'postgresql'] })];
const windows = [5, 30, 60, 360].map((minutes) => minutes * minute);
const isRecorded = (query: string): boolean => query.includes('__name__');

/** Rules that recorded `bad` of 100 events per window, so many seconds ago, for some services. */
function rules(over: {
  readonly services: readonly string[];
  readonly bad?: number;
  readonly agedS?: number;
  readonly now?: () => number;
  readonly twice?: boolean;
}): Fake {
  const { services, bad = 0, agedS = 5, twice = false } = over;
  const counted = countedObjectives(samplePolicy({ objectives })).filter(({ service = '' }) =>
    services.includes(service),
  );
  return (asked) => {
    const { query, path, parameters } = asked;
    if (!isRecorded(query)) return twoPercent(asked);
    if (path.endsWith('query_range')) {
      const [from, to] = ['start', 'end'].map((name) => Number(parameters.get(name)));
      const instants = Array.from(
        { length: Math.round(((to ?? 0) - (from ?? 0)) / 300) + 1 },
        (_, index) => (from ?? 0) + index * 300,
      );
      const result = counted.flatMap((one) =>
        (['bad', 'total'] as const).map((kind) => ({
          metric: { __name__: recordedName(kind, sliceMs), ...slothLabels(one) },
          values: instants.map((at) => [at, kind === 'bad' ? '1' : '50']),
        })),
      );
      return Response.json({ status: 'success', data: { resultType: 'matrix', result } });
    }
    const time = Number(parameters.get('time'));
    const rows = counted.flatMap((one) => {
      const labels = { ...slothLabels(one) };
      const series = windows.flatMap((windowMs) => [
        [{ __name__: recordedName('bad', windowMs), ...labels }, bad] as const,
        [{ __name__: recordedName('total', windowMs), ...labels }, 100] as const,
        ...(twice ? [[{ __name__: recordedName('bad', windowMs), ...labels, pod: 'b' }, 0] as const] : []),
      ]);
      return [...series, [{ sloth_id: labels.sloth_id }, time - agedS] as const];
    });
    return vectorOf(rows);
  };
}

test('labels and names are those that the rules write', () => {
  const [auth] = countedObjectives(samplePolicy({ objectives }));
  expect(auth && slothLabels(auth)).toEqual({
    sloth_id: 'auth-sla',
    sloth_service: 'auth',
    sloth_slo: 'sla',
  });
  expect(recordedName('bad', 6 * 60 * minute)).toBe('slo:sli_bad:increase6h');
});

test('one recorded answer serves all; without bad events the tail needs no query', async () => {
  const { clock, asked, of, source } = readObjectives(
    objectives,
    rules({ services: ['auth', 'postgresql'] }),
  );
  await clock.move(10_000);
  const instants = asked.filter(({ path }) => path === '/api/v1/query');
  expect(instants).toHaveLength(1);
  expect(of('burn')).toHaveLength(2);
  expect(of('burn')[0]).toEqual({
    kind: 'burn',
    source: 'prom',
    objective: 'sla/auth',
    at: start - 1 - 5_000,
    reads: 'recorded',
    everyMs: 30_000,
    windows: windows.map((windowMs) => ({ windowMs, bad: 0, total: 100 })),
    // 295 s of the 5 minutes' 100 events.
    tail: { since: start - sliceMs, bad: 0, total: expect.closeTo((100 * 295) / 300, 9) as unknown },
  });
  // The past from before the rules is asked directly, once; then each slice for all at once.
  expect(asked.filter(({ path }) => path.endsWith('range'))).toHaveLength(2);
  await clock.move(30_000);
  const ranges = asked.filter(({ path }) => path.endsWith('range'));
  expect(ranges).toHaveLength(3);
  expect(isRecorded(ranges[2]?.query ?? '')).toBe(true);
  expect(of('slices').slice(2)).toMatchObject(
    ['sla/auth', 'sla/postgresql'].map((objective) => ({
      objective,
      startsAt: start - 3 * sliceMs,
      bad: [1, 1, 1],
      total: [50, 50, 50],
    })),
  );
  await source.stop();
});

test('with bad events the tail is asked, up to the very instant of the recorded figures', async () => {
  const { clock, asked, of, source } = readObjectives(objectives, rules({ services: ['auth'], bad: 3 }));
  await clock.move(0);
  const tails = asked.filter(({ query }) => partsOf(query).length === 2 && !query.includes('300000'));
  expect(tails).toHaveLength(1);
  expect(partsOf(tails[0]?.query ?? '')).toEqual(['bad:295000', 'total:295000']);
  expect(tails[0]?.parameters.get('time')).toBe(((start - 5_001) / 1000).toFixed(3));
  const burn = of('burn').find(({ reads }) => reads === 'recorded');
  expect(burn?.tail).toEqual({ since: start - sliceMs, bad: 2, total: 100 });
  await source.stop();
});

test('what is not recorded, or recorded twice, or long ago, is asked directly', async () => {
  for (const [fake, direct] of [
    [rules({ services: ['auth'] }), ['sla/postgresql']],
    [rules({ services: ['auth', 'postgresql'], agedS: 200 }), ['sla/auth', 'sla/postgresql']],
    [rules({ services: ['auth', 'postgresql'], twice: true }), ['sla/auth', 'sla/postgresql']],
    [rules({ services: [] }), ['sla/auth', 'sla/postgresql']],
  ] as const) {
    const { clock, of, source } = readObjectives(objectives, fake);
    await clock.move(minute);
    const told = of('burn').filter(({ reads }) => reads === 'direct');
    expect([...new Set(told.map(({ objective }) => objective))].toSorted()).toEqual(direct);
    expect(of('burn-failed')).toEqual([]);
    await source.stop();
  }
});

test('rules that are unloaded are noticed, and direct queries take over within two refreshes', async () => {
  let isLoaded = true;
  const loaded = rules({ services: ['auth', 'postgresql'] });
  const { clock, of, source } = readObjectives(objectives, (asked) =>
    isLoaded ? loaded(asked) : rules({ services: [] })(asked),
  );
  await clock.move(minute);
  isLoaded = false;
  const before = of('burn').length;
  await clock.move(2 * minute);
  const after = of('burn').slice(before);
  expect(new Set(after.map(({ reads }) => reads))).toEqual(new Set(['direct']));
  isLoaded = true;
  await clock.move(3 * minute);
  expect(of('burn').at(-1)?.reads).toBe('recorded');
  await source.stop();
});

test('without its tail nothing is told: bad events that are left out would make the budget look better', async () => {
  const known = rules({ services: ['auth', 'postgresql'], bad: 3 });
  const { clock, of, source } = readObjectives(objectives, (asked) =>
    asked.path.endsWith('query_range') || isRecorded(asked.query)
      ? known(asked)
      : new Response(JSON.stringify({ status: 'error', errorType: 'execution', error: 'too many samples' }), {
          status: 422,
        }),
  );
  await clock.move(2 * minute);
  expect(of('burn')).toEqual([]);
  expect(of('burn-failed').at(-1)?.problem).toContain('too many samples');
  await source.stop();
});

test('a tail that may not be asked is its share of the recorded window, never none', () => {
  const counts = [
    { windowMs: 5 * minute, bad: 30, total: 300 },
    { windowMs: 30 * minute, bad: 30, total: 1_800 },
  ];
  expect(sharedTail(counts, 2 * minute)).toEqual({ bad: 12, total: 120 });
  expect(sharedTail(counts, 10 * minute)).toEqual({ bad: 10, total: 600 });
  expect(sharedTail(counts, 40 * minute)).toBeUndefined();
});
