import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { monthRules } from '../../../gateway/generate/monthRules.ts';
import { seriesOf } from '../../../gateway/generate/objectiveSeries.ts';
import { findProgram, requireProgram } from '../../support/prerequisites.ts';
import { startPrometheus } from '../../support/prometheus.ts';
import { temporaryFolder, type RestartableServer } from '../../support/restartable.ts';
import { eventsObjective } from '../../support/writtenPolicy.ts';

const canRun = findProgram('prometheus') !== undefined && findProgram('promtool') !== undefined;
const minuteMs = 60_000;
const counted = { id: 'events/auth', objective: eventsObjective(), services: ['auth'], service: 'auth' };
const [start, ratio, covered, burn] = monthRules(counted, 0.001, 'slo:period_burn_rate:ratio');

/** Counts of five minutes: in January one bad of 10, in February (leap year) one of 100, in March one of 20. */
const from = Date.UTC(2028, 0, 1);
const until = Date.UTC(2028, 2, 2);
const totalIn = (at: number): number => [10, 100, 20][new Date(at - 1).getUTCMonth()] ?? 0;

const monthOf = (at: number): number => Date.UTC(new Date(at).getUTCFullYear(), new Date(at).getUTCMonth());

const folder = temporaryFolder('month');
let prometheus: RestartableServer;

/** OpenMetrics of everything that the month's rules read. */
function openMetrics(): string {
  const series = seriesOf(counted).replaceAll(' ', '');
  const lines = (name: string, value: (at: number) => number): readonly string[] => {
    const samples = ['# TYPE ' + name + ' gauge'];
    for (let at = from + 5 * minuteMs; at <= until; at += 5 * minuteMs)
      samples.push(`${name}${series} ${value(at)} ${at / 1000}`);
    return samples;
  };
  return [
    ...lines('slo:sli_bad:increase5m', () => 1),
    ...lines('slo:sli_total:increase5m', totalIn),
    ...lines(start?.record ?? '', (at) => monthOf(at) / 1000),
    '# EOF\n',
  ].join('\n');
}

beforeAll(async () => {
  if (!canRun) return;
  const dataDir = join(folder.path, 'data');
  mkdirSync(dataDir);
  const file = join(folder.path, 'past.om');
  writeFileSync(file, openMetrics());
  writeFileSync(join(folder.path, 'prometheus.yml'), 'global: {}\n');
  await promisify(execFile)(requireProgram('promtool'), [
    ...['tsdb', 'create-blocks-from', 'openmetrics', '--quiet', '--max-block-duration=744h'],
    ...[file, dataDir],
  ]);
  prometheus = await startPrometheus({
    configDir: folder.path,
    dataDir,
    args: ['--storage.tsdb.retention.time=100y'],
  });
}, 60_000);
afterAll(async () => {
  if (canRun) await prometheus.stop();
  folder.remove();
});

/** The value of an expression at an instant; undefined where there is none. */
async function valueAt(expr: string, at: number): Promise<number | undefined> {
  const query = new URLSearchParams({ query: expr, time: String(at / 1000) });
  const response = await fetch(`${prometheus.url}/api/v1/query?${query.toString()}`);
  const body = (await response.json()) as {
    error?: string;
    data?: { result: readonly { value: readonly [number, string] }[] };
  };
  expect(body.error).toBeUndefined();
  const [first] = body.data?.result ?? [];
  return first === undefined ? undefined : Number(first.value[1]);
}

/** A rule's value where the two before it have been evaluated at the same instant. */
function evaluate(rule: typeof ratio, at: number): Promise<number | undefined> {
  const expr = [ratio, covered].reduce(
    (text, one) => text.replace(`${one?.record}${seriesOf(counted)}`, `(${one?.expr})`),
    rule?.expr ?? '',
  );
  return valueAt(expr, at);
}

describe.skipIf(!canRun)('the running calendar month', () => {
  it.each([
    ['in a leap year', Date.UTC(2028, 1, 29, 23, 59), Date.UTC(2028, 1, 1)],
    ['at its first instant', Date.UTC(2028, 2, 1), Date.UTC(2028, 2, 1)],
    ['just before the next', Date.UTC(2026, 11, 31, 23, 59, 59), Date.UTC(2026, 11, 1)],
  ])('begins at midnight UTC of its first day: %s', async (_, at, began) => {
    expect(await valueAt(start?.expr ?? '', at)).toBe(began / 1000);
  });

  const hour = 60 * minuteMs;
  const day = 24 * hour;

  it.each([
    // Up to then 30.75 of 31 days: 0.1 / 0.001 x 30.75 / 31.
    ['31 January 18:00', Date.UTC(2028, 0, 31, 18), 0.1, 30.75 * day, (100 * 30.75) / 31],
    // The last count of January is not February's.
    ['1 February 00:05', Date.UTC(2028, 1, 1, 0, 5), 0.01, 5 * minuteMs, (10 * 5) / (29 * 24 * 60)],
    ['29 February 12:00', Date.UTC(2028, 1, 29, 12), 0.01, 28.5 * day, (10 * 28.5) / 29],
    ['2 March 00:00', Date.UTC(2028, 2, 2), 0.05, day, 50 / 31],
  ])('on %s counts what is of it, against its whole length', async (_, at, share, coveredMs, burnt) => {
    expect(await evaluate(ratio, at)).toBeCloseTo(share, 12);
    expect(await evaluate(covered, at)).toBe(coveredMs / 1000);
    expect(await evaluate(burn, at)).toBeCloseTo(burnt, 9);
  });

  it('has no ratio before its first count', async () => {
    expect(await evaluate(ratio, Date.UTC(2028, 1, 1))).toBeUndefined();
  });
});
