import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EstateKeeper } from '../../../../gateway/health/estateKeeper.ts';
import type { Observation, SourceAlert } from '../../../../gateway/sources/source.ts';
import { serviceSchema } from '../../../../shared/model/service.ts';
import { historySchema, telemetrySchema } from '../../../../shared/model/telemetry.ts';
import { alertSchema } from '../../../../shared/model/alert.ts';
import { chainLinkSchema } from '../../../../shared/model/chain.ts';
import { rightHash, samplePolicy } from '../sources/sampleEstate.ts';

const t0 = Date.UTC(2026, 10, 21, 2, 10);
const links = ['prom', 'am', 'probes'] as const;
type Link = (typeof links)[number];

function desk(policy = samplePolicy()) {
  const names = { prom: 'Prometheus A', am: 'Alertmanager A', probes: 'Health checks' };
  const kinds = { prom: 'prometheus', am: 'alertmanager', probes: 'probe' } as const;
  const sources = links.map((id) => ({ id, name: names[id], kind: kinds[id], freshForMs: 60_000 }));
  const keeper = new EstateKeeper(policy, sources, t0);
  let now = t0;
  const watchdog: SourceAlert = {
    fingerprint: 'w',
    labels: { alertname: 'Watchdog' },
    annotations: {},
    state: 'firing',
    startsAt: t0,
    silencedBy: [],
    inhibitedBy: [],
  };
  const say = {
    probe: (ok = true, over: Partial<Extract<Observation, { kind: 'probe' }>> = {}) =>
      keeper.observe({
        kind: 'probe',
        source: 'probes',
        service: 'auth',
        at: now,
        ok,
        text: ok ? 'HTTP 200' : 'HTTP 503',
        ...(ok ? { hash: { expected: rightHash, found: rightHash } } : {}),
        ...over,
      }),
    up: (up = true, service = 'auth') => keeper.observe({ kind: 'up', source: 'prom', service, at: now, up }),
    p99: (value: number | undefined = 3) =>
      keeper.observe({ kind: 'figure', source: 'prom', service: 'auth', figure: 'p99', at: now, value }),
    alerts: (...alerts: SourceAlert[]) =>
      keeper.observe({
        kind: 'alerts',
        source: 'am',
        at: now,
        complete: true,
        restarted: false,
        alerts: [watchdog, ...alerts],
      }),
    heard: (source: Link) => keeper.observe({ kind: 'heard', source, at: now }),
  };
  /** All is well, from these links. */
  const well = (...of: readonly Link[]) => {
    if (of.includes('prom')) {
      say.up();
      say.up(true, 'postgresql');
      say.p99();
      say.heard('prom');
    }
    if (of.includes('probes')) {
      say.probe();
      say.heard('probes');
    }
    if (of.includes('am')) {
      say.alerts();
      say.heard('am');
    }
  };
  const view = () => keeper.view(now);
  const service = (id: string) => view().services.find((one) => one.id === id);
  return {
    say,
    well,
    view,
    auth: () => service('auth'),
    postgresql: () => service('postgresql'),
    pass: (ms: number) => void (now += ms),
    keeper,
  };
}

const firing = (alertname: string, over: Partial<SourceAlert> = {}): SourceAlert => ({
  fingerprint: alertname,
  labels: { alertname, service: 'auth', severity: 'warning' },
  annotations: {},
  state: 'firing',
  startsAt: t0,
  endsAt: t0 + 600_000,
  silencedBy: [],
  inhibitedBy: [],
  ...over,
});

describe('never a stale green (promise 1)', () => {
  test('unknown until every link was heard', () => {
    const { auth, well } = desk();
    expect(auth()).toMatchObject({
      state: 'unknown',
      reason: 'Waiting for the first answer of Prometheus A',
    });
    well('prom', 'probes');
    expect(auth()?.state).toBe('unknown');
    well('am');
    expect(auth()).toMatchObject({ state: 'operational', reason: 'All checks pass', findings: [] });
  });
  test('a silent Prometheus is named, with since when', () => {
    const { auth, well, pass } = desk();
    well(...links);
    auth();
    for (let step = 0; step < 3; step += 1) {
      pass(50_000);
      well('probes', 'am');
    }
    expect(auth()).toMatchObject({
      state: 'unknown',
      since: t0,
      reason: 'Prometheus A silent since 02:10 UTC; health checks still answer',
    });
  });
  test('late is not fresh', () => {
    const { auth, well, pass } = desk();
    well(...links);
    pass(61_000);
    well('probes', 'am');
    expect(auth()).toMatchObject({ state: 'unknown' });
    expect(auth()?.reason).toContain('Prometheus A is late');
  });
  test('a missing watchdog breaks the chain', () => {
    const { auth, well, pass, keeper, view } = desk();
    for (let step = 0; step < 13; step += 1) {
      pass(30_000);
      well('prom', 'probes');
      keeper.observe({
        kind: 'alerts',
        source: 'am',
        at: t0 + (step + 1) * 30_000,
        complete: true,
        restarted: false,
        alerts: [],
      });
      keeper.observe({ kind: 'heard', source: 'am', at: t0 + (step + 1) * 30_000 });
    }
    expect(auth()).toMatchObject({ state: 'unknown' });
    expect(auth()?.reason).toContain('Watchdog alert is missing');
    expect(view().chain.find(({ id }) => id === 'am')?.problem).toContain('Watchdog');
  });
  test('whatever is heard and whenever: operational only while every link it rests on is fresh', () => {
    const step = fc.record({
      of: fc.subarray([...links]),
      ok: fc.boolean(),
      value: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
      waitMs: fc.integer({ min: 0, max: 150_000 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const { view, well, pass, say } = desk();
        for (const { of, ok, value, waitMs } of steps) {
          well(...of);
          if (!ok) say.probe(false);
          say.p99(value);
          pass(waitMs);
          const { chain, services, telemetry, histories, alerts } = view();
          for (const service of services) {
            serviceSchema.parse(service);
            if (service.state !== 'operational') continue;
            expect(
              chain.filter(({ id, freshness }) => service.restsOn.includes(id) && freshness !== 'fresh'),
            ).toEqual([]);
          }
          telemetry.forEach((one) => telemetrySchema.parse(one));
          histories.forEach((one) => historySchema.parse(one));
          chain.forEach((one) => chainLinkSchema.parse(one));
          alerts.forEach((one) => alertSchema.parse(one));
        }
      }),
    );
  });
  test('an old figure has no value, but its time', () => {
    const { well, view, pass } = desk();
    well(...links);
    expect(view().telemetry[0]?.figures[0]).toMatchObject({ value: 3, at: t0 });
    pass(61_000);
    expect(view().telemetry[0]?.figures[0]).toMatchObject({ value: undefined, at: t0 });
  });
  test('a scrape that is no longer told, from a Prometheus that answers, is unknown', () => {
    const { say, well, pass, auth } = desk();
    well(...links);
    pass(61_000);
    well('probes', 'am');
    say.heard('prom');
    expect(auth()).toMatchObject({
      state: 'unknown',
      reason: 'Prometheus A has no scrape of it since 02:10 UTC; health checks still answer',
    });
  });
});

describe('a dead source never hides a live one', () => {
  test('Prometheus dead, probes failing: down', () => {
    const { say, well, pass, auth } = desk();
    well(...links);
    auth();
    pass(130_000);
    well('am');
    for (let failure = 0; failure < 3; failure += 1) {
      say.probe(false);
      say.heard('probes');
      pass(1000);
    }
    expect(auth()).toMatchObject({
      state: 'down',
      reason: '3 health checks failed: HTTP 503',
      since: t0 + 130_000,
    });
  });
  test('a live degraded wins over unknown, and both are told', () => {
    const { say, well, pass, auth } = desk();
    well(...links);
    pass(130_000);
    well('probes', 'prom');
    say.p99(7.8);
    expect(auth()).toMatchObject({
      state: 'degraded',
      reason: 'p99 7.8 ms, target below 5 ms; Alertmanager A silent since 02:10 UTC',
    });
  });
});

describe('findings', () => {
  test('fewer failures than the threshold are told and change nothing', () => {
    const { say, well, auth } = desk();
    well(...links);
    say.probe(false);
    expect(auth()).toMatchObject({ state: 'operational', reason: '1 health check failed: HTTP 503' });
  });
  test('up 0 is down; its dependents say so', () => {
    const { say, well, auth, postgresql } = desk();
    well(...links);
    say.up(false, 'postgresql');
    expect(postgresql()).toMatchObject({ state: 'down', reason: "Prometheus can't scrape it" });
    expect(auth()).toMatchObject({ state: 'degraded', reason: 'Depends on PostgreSQL, which is down' });
  });
  test('a wrong hash is down', () => {
    const { say, well, auth, view } = desk();
    well(...links);
    say.probe(true, { hash: { expected: rightHash, found: 'abc' } });
    expect(auth()).toMatchObject({
      state: 'down',
      reason: `Answers with the wrong constitutional hash: constitutional hash is abc, expected ${rightHash}`,
    });
    expect(view().signals.find(({ key }) => key === 'hash:auth')).toMatchObject({
      state: 'bad',
      severity: 'P0',
      category: 'compliance',
    });
  });
  test('alerts: availability as severe as an outage is down, others degrade, silenced ones change nothing', () => {
    const { say, well, auth } = desk();
    well(...links);
    say.alerts(firing('HighLatency', { state: 'suppressed', silencedBy: ['s'] }));
    expect(auth()).toMatchObject({ state: 'operational' });
    say.alerts(firing('HighLatency'));
    expect(auth()).toMatchObject({ state: 'degraded', reason: 'Alert HighLatency is firing' });
    say.alerts(firing('HighLatency'), firing('ServiceDown'));
    expect(auth()).toMatchObject({ state: 'down', reason: 'Alert ServiceDown is firing' });
    expect(auth()?.findings.map(({ state }) => state)).toEqual(['down', 'degraded']);
  });
  test('since keeps the time the state began', () => {
    const { say, well, auth, pass } = desk();
    well(...links);
    auth();
    pass(10_000);
    say.p99(8);
    expect(auth()?.since).toBe(t0 + 10_000);
    pass(10_000);
    say.p99(9);
    expect(auth()).toMatchObject({ since: t0 + 10_000, reason: 'p99 9 ms, target below 5 ms' });
  });
});

describe('desk signals', () => {
  test('a failing probe and ServiceDown share one cause; others have their own', () => {
    const { say, well, view } = desk();
    well(...links);
    for (let failure = 0; failure < 3; failure += 1) say.probe(false);
    say.alerts(
      firing('ServiceDown'),
      firing('HighLatency'),
      firing('Disk', { labels: { alertname: 'Disk' } }),
      firing('ErrorBudgetBurn', {
        labels: { alertname: 'ErrorBudgetBurn', service: 'auth', watchfloor_objective: 'sla/auth' },
      }),
    );
    const bad = view().signals.filter(({ state }) => state === 'bad');
    expect(bad.map(({ key, cause, severity }) => [key, cause, severity])).toEqual([
      ['probe:auth', 'auth:unavailable', 'P0'],
      ['alert:am/ServiceDown', 'auth:unavailable', 'P0'],
      ['alert:am/HighLatency', 'auth:HighLatency', 'P2'],
      ['alert:am/Disk', '-:Disk', 'P2'],
      // The cause of the gateway's own burn of this objective.
      ['alert:am/ErrorBudgetBurn', 'burn:sla/auth', 'P2'],
    ]);
  });
  test('a silenced alert opens nothing; a failure last heard is lost, a success last heard says nothing', () => {
    const { say, well, view, pass } = desk();
    well(...links);
    say.alerts(firing('HighLatency', { state: 'suppressed', silencedBy: ['s'] }));
    expect(view().signals.filter(({ alert }) => alert)).toEqual([]);
    expect(view().signals.find(({ key }) => key === 'probe:auth')?.state).toBe('clear');
    pass(130_000);
    expect(view().signals).toEqual([]);
    for (let failure = 0; failure < 3; failure += 1) {
      say.probe(false);
      say.heard('probes');
    }
    pass(130_000);
    expect(view().signals.find(({ key }) => key === 'probe:auth')?.state).toBe('lost');
  });
  test('one missed scrape is no signal; a minute without one is', () => {
    const { say, well, view, pass } = desk();
    well(...links);
    say.up(false);
    expect(view().signals.some(({ key }) => key === 'up:auth')).toBe(false);
    pass(60_000);
    say.up(false);
    say.heard('prom');
    expect(view().signals.find(({ key }) => key === 'up:auth')).toMatchObject({
      state: 'bad',
      cause: 'auth:unavailable',
    });
  });
});

test('a poll that brings nothing new shows the very same alert', () => {
  const { say, well, view, pass } = desk();
  well(...links);
  say.alerts(firing('HighLatency'));
  const before = view().alerts[0];
  pass(10_000);
  say.alerts(firing('HighLatency', { endsAt: t0 + 610_000 }));
  expect(view().alerts[0]).toBe(before);
  say.alerts(firing('HighLatency', { state: 'suppressed' }));
  expect(view().alerts[0]?.state).toBe('suppressed');
});

describe('history', () => {
  test('own samples and the past fill the grid; holes stay null', () => {
    const { say, keeper, view, well } = desk();
    well(...links);
    keeper.observe({
      kind: 'past',
      source: 'prom',
      service: 'auth',
      figure: 'p99',
      stepMs: 180_000,
      endsAt: Math.floor(t0 / 180_000) * 180_000,
      points: [1, null, 2, 99],
    });
    say.p99(3);
    const history = view().histories[0];
    expect(history?.points).toHaveLength(61);
    expect(history?.points.slice(-5)).toEqual([null, 1, null, 2, 3]);
    expect(history?.hours.slice(-2)).toEqual([null, 'operational']);
  });
  test('an hour shows its worst state; past hours come from up', () => {
    const { say, keeper, view, well } = desk();
    well(...links);
    view();
    for (let failure = 0; failure < 3; failure += 1) say.probe(false);
    view();
    well(...links);
    keeper.observe({
      kind: 'past',
      source: 'prom',
      service: 'auth',
      figure: 'up:hourly',
      stepMs: 3_600_000,
      endsAt: Math.floor(t0 / 3_600_000) * 3_600_000,
      points: [1, null, 0],
    });
    expect(view().histories[0]?.hours.slice(-4)).toEqual(['operational', null, 'down', 'down']);
  });
});
