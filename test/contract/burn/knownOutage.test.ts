import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { BurnKeeper } from '../../../gateway/burn/burnKeeper.ts';
import { objectiveHistory } from '../../../gateway/burn/objectiveHistory.ts';
import { createPrometheusSource } from '../../../gateway/sources/prometheus.ts';
import { prometheusQuestions } from '../../../gateway/sources/prometheusQueries.ts';
import type { ChainLink } from '../../../shared/model/chain.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import type { PolicyObjective } from '../../../shared/policy/index.ts';
import { backfill, type BackfilledSeries } from '../../support/backfill.ts';
import { findProgram } from '../../support/prerequisites.ts';
import { startPrometheus } from '../../support/prometheus.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';
import { sampleBurn, sampleObjective } from '../../unit/gateway/sources/burn/fakePrometheus.ts';
import { samplePolicy } from '../../unit/gateway/sources/sampleEstate.ts';

const canRun = findProgram('prometheus') !== undefined && findProgram('promtool') !== undefined;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** One estate's past: 100 events a minute, none of them good while an outage lasts. */
interface Past {
  readonly service: string;
  readonly from: number;
  readonly until: number;
  readonly outages: readonly { readonly from: number; readonly minutes: number }[];
}

const utc = (text: string): number => Date.parse(`${text}Z`);
const december: Past = {
  service: 'december',
  from: utc('2026-10-25T00:00'),
  until: utc('2026-12-01T00:30'),
  outages: [
    { from: utc('2026-11-20T10:00'), minutes: 15 },
    { from: utc('2026-11-30T23:55'), minutes: 10 },
  ],
};
const leap: Past = {
  service: 'leap',
  from: utc('2028-01-25T00:00'),
  until: utc('2028-03-01T00:30'),
  outages: [{ from: utc('2028-02-29T12:00'), minutes: 20 }],
};
const born: Past = {
  service: 'born',
  from: utc('2026-11-24T00:00'),
  until: utc('2026-12-01T00:30'),
  outages: [{ from: utc('2026-11-27T06:00'), minutes: 5 }],
};

function* seriesOf({ service, from, until, outages }: Past): Generator<BackfilledSeries> {
  // In the middle of each minute, so that no sample lies on a boundary.
  const instants: number[] = [];
  for (let at = from + minuteMs / 2; at < until; at += minuteMs) instants.push(at);
  const badMs = (at: number): number =>
    outages.reduce(
      (sum, outage) => sum + Math.min(Math.max(0, at - outage.from), outage.minutes * minuteMs),
      0,
    );
  const isBad = (at: number): boolean =>
    outages.some((outage) => at >= outage.from && at < outage.from + outage.minutes * minuteMs);
  const all = (at: number): number => ((at - from) / minuteMs) * 100;
  yield { series: `all{service="${service}"}`, samples: instants.map((at) => [at, all(at)]) };
  yield {
    series: `good{service="${service}"}`,
    samples: instants.map((at) => [at, all(at) - (badMs(at) / minuteMs) * 100]),
  };
  yield { series: `up{service="${service}"}`, samples: instants.map((at) => [at, isBad(at) ? 0 : 1]) };
  yield { series: `latency{service="${service}"}`, samples: instants.map((at) => [at, isBad(at) ? 9 : 3]) };
}

const events = sampleObjective({
  id: 'events',
  target: 0.9995,
  sli: {
    kind: 'ratio',
    good: 'sum(increase(good{service="$service"}[$window]))',
    total: 'sum(increase(all{service="$service"}[$window]))',
  },
});
const scrapes = sampleObjective({
  id: 'scrapes',
  target: 0.9995,
  sli: {
    kind: 'ratio',
    good: 'sum(sum_over_time(up{service="$service"}[$window]))',
    total: 'sum(count_over_time(up{service="$service"}[$window]))',
  },
});
const time = sampleObjective({
  id: 'time',
  target: 0.9995,
  window: 'calendar-month',
  sli: {
    kind: 'threshold',
    query: 'max(latency{service="$service"})',
    unit: 'ms',
    below: 5,
    slice: minuteMs,
  },
});

let prometheus: RestartableServer;
const config = temporaryFolder('known-outage-config');
const data = temporaryFolder('known-outage-data');

beforeAll(async () => {
  if (!canRun) return;
  backfill(
    data.path,
    (function* (): Generator<BackfilledSeries> {
      // One past after the other: promtool wants the instants of a file within its block's range.
      for (const past of [december, leap, born]) yield* seriesOf(past);
    })(),
  );
  writeFileSync(join(config.path, 'prometheus.yml'), 'global: { scrape_interval: 1m }\n');
  prometheus = await startPrometheus({
    configDir: config.path,
    dataDir: data.path,
    args: ['--storage.tsdb.retention.time=10y'],
  });
}, 180_000);
afterAll(async () => {
  if (canRun) await prometheus.stop();
  config.remove();
  data.remove();
});

/** The objectives of a service as the board would show them at an instant, from the real Prometheus. */
async function boardAt(at: number, service: string) {
  const objectives: readonly PolicyObjective[] = [events, scrapes, time].map((one) => ({
    ...one,
    services: [service],
  }));
  const policy = samplePolicy({ objectives, burn: sampleBurn });
  const keeper = new BurnKeeper(policy, at, () => false);
  const link: ChainLink = {
    id: 'prom',
    name: 'Prometheus',
    kind: 'prometheus',
    freshness: 'fresh',
    heardAt: at,
    freshForMs: minuteMs,
  };
  const source = createPrometheusSource(
    { id: 'prom', kind: 'prometheus', url: prometheus.url, interval: 15_000, freshFor: minuteMs },
    prometheusQuestions(policy, 'prom'),
    {
      fetch,
      clock: {
        now: () => at,
        after: (ms, run) => {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
      },
      random: () => 0,
    },
  );
  const told = new Set<string>();
  source.start((observation) => {
    keeper.observe(observation);
    if ('objective' in observation) told.add(`${observation.kind} ${observation.objective}`);
  });
  await vi.waitFor(() => expect(told.size).toBe(2 * objectives.length), { timeout: 60_000 });
  await source.stop();
  const view = keeper.view([link], at).objectives;
  const find = (id: string): Objective => {
    const found = view.find((one) => one.objective === id);
    if (found === undefined) throw new Error(`no ${id}`);
    return found;
  };
  return { find, keeper, burn: policy.burn };
}

const minutes = (ms: number | undefined): number => (ms ?? Number.NaN) / minuteMs;
const rateOf = (objective: Objective, windowMs: number): number | undefined =>
  objective.burns.find((burn) => burn.windowMs === windowMs)?.rate;

describe.runIf(canRun)('a known outage, from a real Prometheus to the board', { timeout: 90_000 }, () => {
  it('across a month boundary: rolling and calendar windows, in events and in scrapes', async () => {
    const at = utc('2026-12-01T00:10');
    const { find, keeper, burn } = await boardAt(at, 'december');
    for (const id of ['events', 'scrapes']) {
      const objective = find(id);
      const [rolling, month] = objective.budgets;
      // 15 + 10 minutes of the 21.6 that 30 days allow: over by 3.4.
      expect(minutes(rolling?.usedMs)).toBeCloseTo(25, 1);
      expect(minutes(rolling?.allowedMs)).toBeCloseTo(21.6, 6);
      expect(rolling?.left).toBeCloseTo(1 - 25 / 21.6, 2);
      expect(minutes(rolling?.coveredMs)).toBeCloseTo((30 * dayMs) / minuteMs, 3);
      // The last 3.4 minutes went beyond it: in the outage's last slice.
      expect(rolling?.spentAt).toBe(utc('2026-12-01T00:05'));
      // December began five minutes before the end; its 31 days allow 22.32 minutes.
      expect(minutes(month?.usedMs)).toBeCloseTo(5, 1);
      expect(minutes(month?.allowedMs)).toBeCloseTo(22.32, 6);
      expect(month?.left).toBeCloseTo(1 - 5 / 22.32, 2);
      expect(minutes(month?.coveredMs)).toBeCloseTo(10, 3);
      // Of three days only the last ten minutes are bad.
      // increase() extrapolates to the window's edges: an outage within it weighs up to a scrape more (10 of 59 minutes).
      const tolerance = id === 'scrapes' ? 1e-6 : 1 / 58;
      for (const [windowMs, bad] of [
        [hourMs, 10],
        [6 * hourMs, 10],
        [3 * dayMs, 10],
      ] as const) {
        const byHand = bad / (windowMs / minuteMs) / 0.0005;
        expect(Math.abs((rateOf(objective, windowMs) ?? 0) / byHand - 1)).toBeLessThanOrEqual(tolerance);
      }
      expect(rateOf(objective, 5 * minuteMs)).toBeCloseTo(0, 6);
      const history = objectiveHistory(keeper, burn.windows, {
        objective: objective.id,
        from: at - dayMs,
        to: at,
      });
      const intervals = history.ok ? history.value.intervals : [];
      expect(intervals.map(({ from, to }) => [from, to])).toEqual([
        [utc('2026-11-30T23:55'), utc('2026-12-01T00:05')],
        [utc('2026-11-20T10:00'), utc('2026-11-20T10:15')],
      ]);
      const sum = intervals.reduce((all, { badMs }) => all + badMs, 0);
      expect(minutes(sum)).toBeCloseTo(minutes(rolling?.usedMs), 6);
    }
  });

  it('by time, in the calendar month that its agreement speaks of', async () => {
    const { find } = await boardAt(utc('2026-11-30T23:50'), 'december');
    const [month, rolling] = find('time').budgets;
    // Fifteen minutes of November's 30 days; the bound is seen to be crossed at the end of each minute.
    expect(month?.window).toMatchObject({ kind: 'month', startsAt: utc('2026-11-01T00:00') });
    expect(minutes(month?.usedMs)).toBeCloseTo(15, 1);
    expect(minutes(month?.allowedMs)).toBeCloseTo(21.6, 6);
    expect(month?.left).toBeCloseTo(1 - 15 / 21.6, 2);
    expect(minutes(rolling?.usedMs)).toBeCloseTo(15, 1);
  });

  it('on a leap day, and the day after', async () => {
    const before = (await boardAt(utc('2028-02-29T23:50'), 'leap')).find('events').budgets;
    // February 2028 has 29 days: 20.88 minutes.
    expect(minutes(before[1]?.allowedMs)).toBeCloseTo(20.88, 6);
    expect(minutes(before[1]?.usedMs)).toBeCloseTo(20, 1);
    expect(before[1]?.left).toBeCloseTo(1 - 20 / 20.88, 2);
    const after = (await boardAt(utc('2028-03-01T00:10'), 'leap')).find('events').budgets;
    expect(after[0]?.left).toBeCloseTo(1 - 20 / 21.6, 2);
    expect(after[1]?.window).toMatchObject({ startsAt: utc('2028-03-01T00:00') });
    expect(after[1]?.usedMs).toBeCloseTo(0, 3);
    expect(after[1]?.left).toBeCloseTo(1, 6);
  });

  it('of a service born last week: on what it rests, and what that allows', async () => {
    const { find } = await boardAt(utc('2026-12-01T00:10'), 'born');
    const [rolling] = find('events').budgets;
    const coveredMs = utc('2026-12-01T00:10') - born.from;
    expect(minutes(rolling?.coveredMs)).toBeCloseTo(coveredMs / minuteMs, 3);
    expect(minutes(rolling?.allowedMs)).toBeCloseTo((coveredMs / minuteMs) * 0.0005, 3);
    expect(minutes(rolling?.usedMs)).toBeCloseTo(5, 1);
    expect(rolling?.left).toBeCloseTo(1 - 5 / ((coveredMs / minuteMs) * 0.0005), 1);
  });

  it('of a service that nobody has heard of: nothing, and no 100 %', async () => {
    const { find } = await boardAt(utc('2026-12-01T00:10'), 'nobody');
    const objective = find('events');
    expect(objective.verdict).toBe('idle');
    expect(objective.budgets.every(({ left, coveredMs }) => left === undefined && coveredMs === 0)).toBe(
      true,
    );
  });
});
