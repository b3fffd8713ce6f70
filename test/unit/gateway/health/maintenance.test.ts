import { expect, test } from 'vitest';
import { EstateKeeper } from '../../../../gateway/health/estateKeeper.ts';
import type { SourceAlert } from '../../../../gateway/sources/source.ts';
import type { Change } from '../../../../shared/model/change.ts';
import { samplePolicy, sampleService } from '../sources/sampleEstate.ts';

const minuteMs = 60_000;
const t0 = Date.UTC(2026, 10, 21, 3, 0);
const change: Change = {
  id: 'CHG-118',
  title: 'Upgrade PostgreSQL',
  category: 'standard',
  services: ['postgresql'],
  startsAt: t0,
  endsAt: t0 + 60 * minuteMs,
  status: 'running',
  startedBy: { at: t0, by: 'M. Tanaka' },
  extensions: [],
};

const policy = samplePolicy({
  estate: {
    sites: [],
    services: [
      sampleService({ dependsOn: ['postgresql'], probe: undefined, figures: [] }),
      sampleService({ id: 'postgresql', name: 'PostgreSQL', probe: undefined, figures: [] }),
    ],
  },
});

/** The estate `minutes` after the start: PostgreSQL scraped or not, Alertmanager heard or silent. */
function estate(
  minutes: number,
  changes: readonly Change[],
  over: { up?: boolean; heard?: boolean; scraped?: boolean; alerts?: readonly SourceAlert[] } = {},
) {
  const sources = [
    { id: 'prom', name: 'Prometheus A', kind: 'prometheus', freshForMs: minuteMs },
    { id: 'am', name: 'Alertmanager A', kind: 'alertmanager', freshForMs: minuteMs },
  ] as const;
  const keeper = new EstateKeeper(policy, sources, t0 - 10 * minuteMs);
  const now = t0 + minutes * minuteMs;
  if (over.scraped ?? true) {
    keeper.observe({ kind: 'up', source: 'prom', service: 'postgresql', at: now, up: over.up ?? true });
    keeper.observe({ kind: 'up', source: 'prom', service: 'auth', at: now, up: true });
    keeper.observe({ kind: 'heard', source: 'prom', at: now });
  }
  const watchdog: SourceAlert = {
    fingerprint: 'w',
    labels: { alertname: 'Watchdog' },
    annotations: {},
    state: 'firing',
    startsAt: t0,
    silencedBy: [],
    inhibitedBy: [],
  };
  if (over.heard ?? true) {
    keeper.observe({
      kind: 'alerts',
      source: 'am',
      at: now,
      complete: true,
      restarted: false,
      alerts: [watchdog, ...(over.alerts ?? [])],
    });
    keeper.observe({ kind: 'heard', source: 'am', at: now });
  }
  const { services } = keeper.view(now, changes);
  const find = (id: string) => services.find((service) => service.id === id);
  return { postgresql: find('postgresql'), auth: find('auth') };
}

test('a service under a running change is in maintenance, well or down, and hides no finding', () => {
  const reason = 'CHG-118 Upgrade PostgreSQL, to 04:00 UTC';
  expect(estate(10, [change]).postgresql).toMatchObject({ state: 'maintenance', reason, since: t0 });
  const down = estate(10, [change], { up: false });
  expect(down.postgresql).toMatchObject({ state: 'maintenance', reason });
  expect(down.postgresql?.findings).toMatchObject([
    { kind: 'up', state: 'down' },
    { kind: 'change', state: 'maintenance', text: reason },
  ]);
});

test('its dependents say that it is down, and during what', () => {
  expect(estate(10, [change], { up: false }).auth).toMatchObject({
    state: 'degraded',
    reason: 'Depends on PostgreSQL, which is down during CHG-118',
  });
  expect(estate(10, [change]).auth).toMatchObject({ state: 'operational' });
});

test('a broken chain is unknown all the same: nobody can vouch', () => {
  const { postgresql } = estate(10, [change], { heard: false });
  expect(postgresql).toMatchObject({ state: 'unknown' });
  expect(postgresql?.reason).toContain('Alertmanager A silent');
  expect(postgresql?.findings.at(-1)).toMatchObject({ kind: 'change', state: 'maintenance' });
});

test('a broken chain of a degraded service is unknown too: the change hides no hole', () => {
  const slow: SourceAlert = {
    fingerprint: 'slow',
    labels: { alertname: 'HighLatency', service: 'postgresql', severity: 'warning' },
    annotations: {},
    state: 'firing',
    startsAt: t0,
    silencedBy: [],
    inhibitedBy: [],
  };
  const over = { scraped: false, alerts: [slow] };
  expect(estate(10, [], over).postgresql).toMatchObject({ state: 'degraded' });
  expect(estate(10, [change], over).postgresql).toMatchObject({ state: 'unknown' });
});

test('past its planned end it hides nothing, and says that it is still open', () => {
  const text = 'CHG-118 was to end 04:00 UTC and is still open';
  expect(estate(60, [change], { up: false }).postgresql).toMatchObject({
    state: 'down',
    findings: [{ kind: 'up' }, { kind: 'change', state: 'operational', text }],
  });
  expect(estate(61, [change]).postgresql).toMatchObject({ state: 'operational', reason: text });
  expect(estate(24 * 60, [change]).postgresql?.reason).toBe(
    'CHG-118 was to end 21 Nov 04:00 UTC and is still open',
  );
});

test('planned or ended, it does nothing', () => {
  for (const status of ['planned', 'done'] as const) {
    expect(estate(10, [{ ...change, status }], { up: false }).postgresql).toMatchObject({ state: 'down' });
  }
});
