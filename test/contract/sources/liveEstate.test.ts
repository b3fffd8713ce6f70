import { afterAll, beforeAll, expect, test } from 'vitest';
import { EstateKeeper, type EstateView } from '../../../gateway/health/estateKeeper.ts';
import { ReadinessKeeper } from '../../../gateway/runbooks/readinessKeeper.ts';
import { createSources } from '../../../gateway/sources/createSources.ts';
import type { Source } from '../../../gateway/sources/source.ts';
import { startMonitoredEstate, type MonitoredEstate } from '../../estate/monitoredEstate.ts';
import { samplePolicy, sampleService } from '../../unit/gateway/sources/sampleEstate.ts';

let estate: MonitoredEstate;
let keeper: EstateKeeper;
let readiness: ReadinessKeeper;
let sources: readonly Source[] = [];

const clock = {
  now: () => Date.now(),
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

beforeAll(async () => {
  estate = await startMonitoredEstate({ fast: true });
  const fast = { interval: 500, freshFor: 5_000 };
  const probe = {
    interval: 500,
    timeout: 400,
    failureThreshold: 3,
    expectHash: true,
    hashPath: 'constitutional_hash',
  };
  const p99 = (id: string) =>
    `1000 * histogram_quantile(0.99, sum by (le) (rate(http_request_duration_seconds_bucket{service="${id}"}[10s])))`;
  const of = (id: 'auth' | 'integrity') =>
    sampleService({
      id,
      probe: { ...probe, url: `${estate.estate.services[id].url}/health` },
      figures: [{ id: 'p99', name: 'p99', query: p99(id), unit: 'ms', target: { below: 5 }, headline: true }],
    });
  const base = samplePolicy();
  const policy = samplePolicy({
    estate: { ...base.estate, services: [of('auth'), of('integrity')] },
    sources: [
      { id: 'prom', kind: 'prometheus', url: estate.prometheus.url, ...fast },
      { id: 'am', kind: 'alertmanager', url: estate.alertmanager.url, ...fast },
      { id: 'probes', kind: 'probe', ...fast },
    ],
  });
  sources = createSources(policy, { fetch, clock, random: Math.random });
  keeper = new EstateKeeper(policy, sources, Date.now());
  readiness = new ReadinessKeeper(policy, sources);
  for (const source of sources) {
    source.start((observation) => {
      keeper.observe(observation);
      readiness.observe(observation);
    });
  }
}, 60_000);

afterAll(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  await estate.stop();
});

async function until(
  what: string,
  isSo: (view: EstateView) => boolean,
  timeoutMs = 45_000,
): Promise<EstateView> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const view = keeper.view(Date.now());
    if (isSo(view)) return view;
    if (Date.now() > deadline)
      throw new Error(`${what}: ${JSON.stringify([view.chain, view.services, view.alerts], null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const stateOf = (view: EstateView, id: string) => view.services.find((service) => service.id === id)?.state;

test('all is operational, with figures, while the whole chain is heard', async () => {
  const view = await until(
    'operational',
    (seen) => stateOf(seen, 'auth') === 'operational' && seen.telemetry[0]?.figures[0]?.value !== undefined,
  );
  expect(view.chain.map(({ freshness, problem }) => [freshness, problem])).toEqual([
    ['fresh', undefined],
    ['fresh', undefined],
    ['fresh', undefined],
  ]);
});

test('the alert rules are told with the runbooks that their links name; the watchdog is none of them', async () => {
  await until('the rules', () => readiness.readiness().rules.length > 0);
  const { sources: asked, rules } = readiness.readiness();
  expect(asked).toEqual([{ id: 'prom', name: 'prom', problem: undefined }]);
  expect(rules.map(({ name, runbook }) => [name, runbook])).toEqual([
    ['CacheHitRateLow', 'cache-degradation'],
    ['ConstitutionalHashMismatch', 'constitutional-violation'],
    ['ExporterDown', 'service-unavailable'],
    ['HighErrorRate', 'service-unavailable'],
    ['HighLatency', 'high-latency'],
    ['ReplicationLag', 'database-failover'],
    ['ServiceDown', 'service-unavailable'],
  ]);
});

test('a service that dies is down at once by its probes, then by its alert; its end is seen as an end', async () => {
  await estate.estate.set('auth', 'down');
  const view = await until('down', (seen) => stateOf(seen, 'auth') === 'down');
  expect(stateOf(view, 'integrity')).toBe('operational');
  await until('alert', ({ alerts }) =>
    alerts.some(
      ({ name, service, state }) => name === 'ServiceDown' && service === 'auth' && state === 'firing',
    ),
  );
  await estate.estate.set('auth', 'none');
  await until('resolved', ({ alerts }) =>
    alerts.some(({ name, state }) => name === 'ServiceDown' && state === 'resolved'),
  );
  await until('operational again', (seen) => stateOf(seen, 'auth') === 'operational');
}, 120_000);

test('a restarted Alertmanager resolves nothing', async () => {
  await estate.estate.set('auth', 'down');
  await until('alert', ({ alerts }) =>
    alerts.some(({ name, state }) => name === 'ServiceDown' && state === 'firing'),
  );
  await estate.alertmanager.restart();
  const seen = new Set<string>();
  const back = Date.now() + 12_000;
  await until('firing again', ({ alerts }) => {
    for (const { name, state } of alerts) if (name === 'ServiceDown') seen.add(state);
    return (
      Date.now() > back && alerts.some(({ name, state }) => name === 'ServiceDown' && state === 'firing')
    );
  });
  expect(seen.has('resolved')).toBe(false);
  await estate.estate.set('auth', 'none');
  await until(
    'operational again',
    (view) => stateOf(view, 'auth') === 'operational' || view.alerts.every(({ state }) => state !== 'firing'),
  );
}, 120_000);

test('with Prometheus dead nothing is operational, and a service that dies is still seen', async () => {
  await estate.estate.set('auth', 'down');
  await until('alert', ({ alerts }) =>
    alerts.some(({ name, state }) => name === 'ServiceDown' && state === 'firing'),
  );
  await estate.prometheus.kill();
  const view = await until('silent', ({ chain }) =>
    chain.some(({ id, freshness }) => id === 'prom' && freshness === 'silent'),
  );
  expect(view.chain.find(({ id }) => id === 'prom')?.problem).toBe('connection refused');
  await until('no rules', () => readiness.readiness().rules.length === 0);
  expect(readiness.readiness().sources[0]?.problem).toBe('connection refused');
  expect(stateOf(view, 'integrity')).toBe('unknown');
  await estate.estate.set('integrity', 'down');
  await until('down', (seen) => stateOf(seen, 'integrity') === 'down');
  // Alertmanager drops the alert when Prometheus no longer renews its lease. That is no end.
  const seen = new Set<string>();
  await until('lost', ({ alerts }) => {
    for (const { name, state } of alerts) if (name === 'ServiceDown') seen.add(state);
    return seen.has('lost');
  });
  expect(seen.has('resolved')).toBe(false);
}, 120_000);
