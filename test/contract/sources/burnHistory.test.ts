import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { recordedKinds, recordedName, slothLabels } from '../../../gateway/burn/recordedNames.ts';
import { historyMs, sliceMs } from '../../../gateway/burn/slices.ts';
import { createPrometheusSource } from '../../../gateway/sources/prometheus.ts';
import { prometheusQuestions } from '../../../gateway/sources/prometheusQueries.ts';
import type { SourceClock } from '../../../gateway/sources/dependencies.ts';
import type { Observation } from '../../../gateway/sources/source.ts';
import type { PolicyObjective } from '../../../shared/policy/index.ts';
import { countedObjectives } from '../../../shared/policy/objectiveList.ts';
import { backfill, type BackfilledSeries } from '../../support/backfill.ts';
import { findProgram } from '../../support/prerequisites.ts';
import { startPrometheus } from '../../support/prometheus.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';
import { sampleBurn, sampleObjective } from '../../unit/gateway/sources/burn/fakePrometheus.ts';
import { samplePolicy } from '../../unit/gateway/sources/sampleEstate.ts';

const canRun = findProgram('prometheus') !== undefined && findProgram('promtool') !== undefined;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The end of a slice some hours ago, and 200 s later: the instant at which all is read. */
const lastSlice = Math.floor((Date.now() - 3 * hour) / hour) * hour;
const now = lastSlice + 200_000;
/** Scraped once a minute, in the middle of it: no sample lies on a boundary. */
const scrapeMs = minute;
const eventsPerMinute = 100;

/** Spells of bad time: 40 of 100 events are bad in them. Their edges are those of slices, but for one. */
const outages = [
  { from: lastSlice - 20 * day, minutes: 20 },
  { from: lastSlice - 9 * day, minutes: 12 },
  { from: lastSlice - 30 * minute, minutes: 600 },
];
const badPerMinute = 40;
const resetAt = lastSlice - 5 * day + 2 * minute;
const gap = { from: lastSlice - 4 * day, until: lastSlice - 4 * day + 20 * minute };
const bornAt = lastSlice - 7 * day;
const slowSpell = { from: lastSlice - 2 * day, until: lastSlice - 2 * day + 30 * minute };
const downSpell = { from: lastSlice - day, until: lastSlice - day + 10 * minute };

/** Instants of scrapes of so many past days, until an hour after `now`. */
function* scrapes(days: number, isScraped: (at: number) => boolean = () => true): Generator<number> {
  for (let at = lastSlice - days * day + scrapeMs / 2; at < now + hour; at += scrapeMs) {
    if (isScraped(at)) yield at;
  }
}
const each = (instants: Iterable<number>, value: (at: number) => number) =>
  [...instants].map((at) => [at, value(at)] as const);

const since = (from: number, perMinute: number) => (at: number) => ((at - from) / minute) * perMinute;
const badUntil = (at: number): number =>
  outages.reduce(
    (sum, { from, minutes }) =>
      sum + Math.min(Math.max(0, at - from), minutes * minute) * (badPerMinute / minute),
    0,
  );

const monthAgo = lastSlice - 33 * day;
const allEvents = since(monthAgo, eventsPerMinute);
const loaded = Array.from({ length: 500 }, (_, index) => index);
const isNear = (at: number): boolean => at > now - 40 * minute;

function* world(): Generator<BackfilledSeries> {
  const ten = (isScraped?: (at: number) => boolean) => scrapes(10, isScraped);
  yield { series: 'good{service="auth"}', samples: each(scrapes(33), (at) => allEvents(at) - badUntil(at)) };
  yield { series: 'good{service="idle"}', samples: each(ten(), () => 0) };
  yield { series: 'all{service="auth"}', samples: each(scrapes(33), allEvents) };
  yield { series: 'all{service="idle"}', samples: each(ten(), () => 0) };
  yield {
    series: 'all{service="reset"}',
    samples: each(ten(), (at) => (at < resetAt ? allEvents(at) : since(resetAt, eventsPerMinute)(at))),
  };
  const isSeen = (at: number): boolean => at < gap.from || at >= gap.until;
  yield { series: 'all{service="gap"}', samples: each(ten(isSeen), allEvents) };
  const isBorn = (at: number): boolean => at >= bornAt;
  yield { series: 'all{service="born"}', samples: each(ten(isBorn), since(bornAt, eventsPerMinute)) };
  const isIn = ({ from, until }: typeof gap, at: number): boolean => at >= from && at < until;
  yield { series: 'latency', samples: each(ten(), (at) => (isIn(slowSpell, at) ? 8 : 3)) };
  yield { series: 'up{service="auth"}', samples: each(ten(), (at) => (isIn(downSpell, at) ? 0 : 1)) };
  for (const index of loaded) {
    yield { series: `load{n="${index}"}`, samples: each(scrapes(1, isNear), allEvents) };
  }
  yield* recordedLoad();
}

/** What rules would have recorded for 500 objectives that are all well. */
function* recordedLoad(): Generator<BackfilledSeries> {
  const counted = countedObjectives(samplePolicy({ objectives: loadObjectives('recorded') }));
  for (const kind of recordedKinds) {
    for (const windowMs of [5 * minute, 30 * minute, hour, 6 * hour]) {
      for (const one of counted) {
        const labels = Object.entries(slothLabels(one)).map(([name, value]) => `${name}="${value}"`);
        yield {
          series: `${recordedName(kind, windowMs)}{${labels.join(',')}}`,
          samples: each(scrapes(1, isNear), () =>
            kind === 'bad' ? 0 : (windowMs / minute) * eventsPerMinute,
          ),
        };
      }
    }
  }
}

function loadObjectives(prefix: string): readonly PolicyObjective[] {
  return loaded.map((index) => {
    const query = `sum(increase(load{n="${index}"}[$window]))`;
    return sampleObjective({ id: `${prefix}-${index}`, sli: { kind: 'ratio', good: query, total: query } });
  });
}

const ratio = (good: string, total: string) => ({
  sli: {
    kind: 'ratio' as const,
    good: `sum(increase(${good}[$window]))`,
    total: `sum(increase(${total}[$window]))`,
  },
});
const same = (series: string) => ratio(series, series);
const objectives = [
  sampleObjective({ id: 'events', ...ratio('good{service="auth"}', 'all{service="auth"}') }),
  sampleObjective({ id: 'idle', ...ratio('good{service="idle"}', 'all{service="idle"}') }),
  sampleObjective({ id: 'absent', ...same('all{service="nobody"}') }),
  sampleObjective({ id: 'reset', ...same('all{service="reset"}') }),
  sampleObjective({ id: 'gap', ...same('all{service="gap"}') }),
  sampleObjective({ id: 'born', ...same('all{service="born"}') }),
  sampleObjective({
    id: 'up',
    sli: {
      kind: 'ratio',
      good: 'sum(sum_over_time(up{service="auth"}[$window]))',
      total: 'sum(count_over_time(up{service="auth"}[$window]))',
    },
  }),
  sampleObjective({
    id: 'time',
    sli: { kind: 'threshold', query: 'max(latency)', unit: 'ms', below: 5, slice: minute },
  }),
];

let prometheus: RestartableServer;
const config = temporaryFolder('burn-config');
const data = temporaryFolder('burn-data');

/** Reads objectives from the real Prometheus, by a clock of its own. */
function read(all: readonly PolicyObjective[], clock: SourceClock, isAsked: (query: string) => void) {
  const seen: Observation[] = [];
  const counting = (input: string, init?: RequestInit): Promise<Response> => {
    const text = `${input} ${typeof init?.body === 'string' ? init.body : ''}`;
    if (/wf|slo%3A/.test(text)) isAsked(text);
    return fetch(input, init);
  };
  const source = createPrometheusSource(
    { id: 'prom', kind: 'prometheus', url: prometheus.url, interval: 15_000, freshFor: 60_000 },
    prometheusQuestions(samplePolicy({ objectives: all, burn: sampleBurn }), 'prom'),
    { fetch: counting, clock, random: () => 0 },
  );
  source.start((observation) => seen.push(observation));
  return { seen, stop: () => source.stop() };
}

/** A clock whose time passes so many times as fast; 0 stands still. Its timers run; a query keeps its real 5 s. */
function clockAt(from: number, speed: number): SourceClock {
  const startedAt = performance.now();
  return {
    now: () => Math.round(from + (performance.now() - startedAt) * speed),
    after(ms, run) {
      const timer = setTimeout(run, ms < 5_000 ? ms / Math.max(1, speed) : ms);
      return () => clearTimeout(timer);
    },
  };
}

beforeAll(async () => {
  if (!canRun) return;
  backfill(data.path, world());
  writeFileSync(join(config.path, 'prometheus.yml'), 'global: { scrape_interval: 1m }\n');
  prometheus = await startPrometheus({
    configDir: config.path,
    dataDir: data.path,
    args: ['--storage.tsdb.retention.time=60d'],
  });
}, 120_000);

afterAll(async () => {
  if (canRun) await prometheus.stop();
  config.remove();
  data.remove();
});

describe.runIf(canRun)('a known history', () => {
  let seen: readonly Observation[] = [];
  beforeAll(async () => {
    const reading = read(objectives, clockAt(now, 0), () => undefined);
    const count = (kind: Observation['kind']) => reading.seen.filter((one) => one.kind === kind).length;
    await vi.waitFor(
      () => expect([count('slices'), count('burn')]).toEqual([objectives.length, objectives.length]),
      { timeout: 50_000, interval: 50 },
    );
    await reading.stop();
    seen = reading.seen;
  }, 60_000);

  const find = <K extends Observation['kind']>(kind: K, id: string) => {
    const found = seen.find(
      (one): one is Extract<Observation, { kind: K }> =>
        one.kind === kind && 'objective' in one && one.objective === id,
    );
    if (found === undefined) throw new Error(`no ${kind} of ${id}`);
    return found;
  };
  const burn = (id: string) => find('burn', id);
  /** Bad and total of the slices from an instant on, rounded to hundredths. */
  const slices = (id: string, from: number, count: number) => {
    const all = find('slices', id);
    const slot = (from - all.startsAt) / sliceMs;
    const round = (value: number | null) => (value === null ? null : Math.round(value * 100) / 100);
    return {
      bad: all.bad.slice(slot, slot + count).map(round),
      total: all.total.slice(slot, slot + count).map(round),
    };
  };
  const sum = (values: readonly (number | null)[]): number =>
    values.reduce<number>((all, value) => all + (value ?? 0), 0);

  test('nothing fails', () => {
    expect(seen.filter(({ kind }) => kind === 'burn-failed' || kind === 'failed')).toEqual([]);
  });

  test('32 days of slices, each with its 500 events, and every outage with its 40 a minute', () => {
    const all = find('slices', 'events');
    expect([all.startsAt, all.bad.length]).toEqual([lastSlice - historyMs, historyMs / sliceMs]);
    expect(all.total.every((total) => total !== null && Math.abs(total - 500) < 0.01)).toBe(true);
    expect(slices('events', lastSlice - 20 * day - sliceMs, 6).bad).toEqual([0, 200, 200, 200, 200, 0]);
    // 20 + 12 + 30 minutes. One ends within a slice: what happened between its last two samples there is extrapolated
    // from the samples (75 in place of 80), as increase() does.
    expect(slices('events', lastSlice - 9 * day, 4).bad).toEqual([200, 200, 75, 0]);
    expect(sum(all.bad)).toBeCloseTo(62 * badPerMinute - 5, 1);
  });

  test('each window as of now, and the tail right after the last slice', () => {
    const told = burn('events');
    expect(told.at).toBe(now - 1);
    const minutes = { 5: 5, 30: 30, 60: 30 + 200 / 60, 360: 30 + 200 / 60 };
    for (const { windowMs, bad, total } of told.windows) {
      const badMinutes = minutes[(windowMs / minute) as keyof typeof minutes];
      expect(total).toBeCloseTo((windowMs / minute) * eventsPerMinute, 1);
      // Where a window holds the outage's edge, it is known to one scrape; within the outage exactly.
      const tolerance = windowMs > 30 * minute ? badPerMinute : 0.1;
      expect(Math.abs(bad - badMinutes * badPerMinute)).toBeLessThan(tolerance);
    }
    expect(told.windows).toHaveLength(4);
    expect(told.tail?.since).toBe(lastSlice);
    expect(told.tail?.bad).toBeCloseTo((200 / 60) * badPerMinute, 1);
    expect(told.tail?.total).toBeCloseTo((200 / 60) * eventsPerMinute, 1);
  });

  test('no traffic: slices of nothing, and no window; no series at all: no slices', () => {
    expect(burn('idle')).toMatchObject({ windows: [] });
    expect(slices('idle', lastSlice - hour, 12)).toEqual({
      bad: Array(12).fill(0),
      total: Array(12).fill(0),
    });
    expect(burn('absent')).toMatchObject({ windows: [] });
    expect(find('slices', 'absent').total.every((total) => total === null)).toBe(true);
  });

  test('a counter reset loses what came between two scrapes, and makes nothing negative or huge', () => {
    // Of 5 minutes' 500: the 50 before the reset were never scraped, and extrapolation (5/4) takes 12.5 more.
    expect(slices('reset', resetAt - 2 * minute - sliceMs, 3)).toEqual({
      bad: [0, 0, 0],
      total: [500, 437.5, 500],
    });
  });

  test('a gap in the scrapes is no data, and ends at its edges', () => {
    expect(slices('gap', gap.from - sliceMs, 6).total).toEqual([500, null, null, null, null, 500]);
    expect(sum(find('slices', 'gap').bad)).toBe(0);
  });

  test('a service born last week has no data before', () => {
    const [before, first, next] = slices('born', bornAt - sliceMs, 3).total;
    expect([before, next]).toEqual([null, 500]);
    // The first sample is 50 already: extrapolated to the zero that it began from.
    expect(first).toBeCloseTo(500, 0);
    expect(find('slices', 'born').total.filter((total) => total !== null)).toHaveLength(7 * 288);
  });

  test('up, scrape by scrape: ten minutes down are ten bad of five a slice', () => {
    expect(slices('up', downSpell.from - sliceMs, 4)).toEqual({ bad: [0, 5, 5, 0], total: [5, 5, 5, 5] });
    expect(sum(find('slices', 'up').bad)).toBe(10);
  });

  test('a threshold counts minutes, no minute twice, each by the last sample before it', () => {
    const told = slices('time', slowSpell.from - sliceMs, 9);
    expect(told.total).toEqual(Array(9).fill(5));
    // The spell is seen from the first minute after its first sample on: 30 minutes, one later.
    expect(told.bad).toEqual([0, 4, 5, 5, 5, 5, 5, 1, 0]);
    expect(burn('time').windows.map(({ windowMs, total }) => total - windowMs / minute)).toEqual([
      0, 0, 0, 0,
    ]);
  });
});

describe.runIf(canRun)('500 objectives', () => {
  test.concurrent.each([
    ['direct', 120, 100],
    ['recorded', 120, 2],
  ] as const)(
    '%s: bounded',
    async (mode, mostPerMinute, steadyPerMinute) => {
      const speed = 20;
      const clock = clockAt(now - 8 * minute, speed);
      const asked: number[] = [];
      const presents: number[] = [];
      let recordedPasts = 0;
      const reading = read(loadObjectives(mode), clock, (text) => {
        asked.push(clock.now());
        if (text.includes('last_over_time')) recordedPasts += 1;
        if (!text.includes('query_range')) presents.push(clock.now());
      });
      const told = () => reading.seen.flatMap((one) => (one.kind === 'burn' ? [one.objective] : []));
      // A busy machine takes its time: what counts is that all get their turn, within the bound.
      await vi.waitFor(
        () => expect([new Set(told()).size, clock.now() > now - 2 * minute]).toEqual([500, true]),
        { timeout: 50_000, interval: 200 },
      );
      const end = clock.now();
      await reading.stop();
      const within = (instants: readonly number[], until: number, spanMs: number): number =>
        instants.filter((at) => at > until - spanMs && at <= until).length;
      // A query granted its turn reaches the wire some milliseconds later, here many times that:
      // queries of more than a minute may so be seen within one. A quarter of a second is allowed for.
      const seenMinute = minute - speed * 250;
      const peak = Math.max(...asked.map((at) => within(asked, at, seenMinute)));
      const steady = within(presents, end, seenMinute);
      const burns = reading.seen.filter((one) => one.kind === 'burn');
      const everyMs = burns.at(-1)?.everyMs ?? 0;
      console.log(
        `${mode}: 500 objectives, at most ${peak} queries a minute (with the history), then ${steady} for the present, each told every ${Math.round(everyMs / 1000)} s`,
      );
      expect(new Set(burns.map(({ reads }) => reads))).toEqual(new Set([mode]));
      expect(reading.seen.filter(({ kind }) => kind === 'burn-failed')).toEqual([]);
      // A slice has ended meanwhile: recorded, one query brings it for all whose past is known.
      const last = reading.seen.flatMap((one) =>
        one.kind === 'slices' && one.bad.length === 3 ? [one] : [],
      );
      if (mode === 'recorded') expect(last.length).toBeGreaterThan(10);
      // Two slices end within the span, the first of them seconds after its start.
      expect(mode === 'recorded' ? [1, 2] : [0]).toContain(recordedPasts);
      for (const { total } of last)
        expect(total.map((value) => Math.round(value ?? 0))).toEqual([500, 500, 500]);
      expect(peak).toBeLessThanOrEqual(mostPerMinute);
      expect(steady).toBeLessThanOrEqual(steadyPerMinute);
    },
    60_000,
  );
});
