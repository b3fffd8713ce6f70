import { describe, expect, test } from 'vitest';
import { AlertKeeper } from '../../../../gateway/alerts/alertKeeper.ts';
import { mapAlert, type AlertMapping } from '../../../../gateway/alerts/mapAlert.ts';
import type { Observation, SourceAlert } from '../../../../gateway/sources/source.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import { samplePolicy } from '../sources/sampleEstate.ts';

const t0 = Date.UTC(2026, 10, 21, 2, 0);
const minute = 60_000;
const mapping: AlertMapping = { alerts: samplePolicy().alerts, services: new Set(['auth', 'postgresql']) };

function told(over: Partial<SourceAlert> & { labels?: Record<string, string> } = {}): SourceAlert {
  return {
    fingerprint: 'f1',
    labels: { alertname: 'HighLatency', service: 'auth', severity: 'warning' },
    annotations: {},
    state: 'firing',
    startsAt: t0,
    endsAt: t0 + 4 * minute,
    silencedBy: [],
    inhibitedBy: [],
    ...over,
  };
}

const heard = (
  at: number,
  alerts: readonly SourceAlert[],
  over: Partial<Extract<Observation, { kind: 'alerts' }>> = {},
) => ({ kind: 'alerts', source: 'am', at, complete: true, restarted: false, alerts, ...over }) as const;
const link = (freshness: ChainLink['freshness'], heardAt: number): ChainLink => ({
  id: 'am',
  name: 'Alertmanager',
  kind: 'alertmanager',
  freshness,
  heardAt,
  freshForMs: minute,
});

function keeper() {
  const alerts = new AlertKeeper(mapping);
  const state = () => alerts.alerts[0]?.state;
  return {
    alerts,
    state,
    hear: (...args: Parameters<typeof heard>) => alerts.observe(heard(...args), minute),
  };
}

describe('mapAlert', () => {
  const mapped = (labels: Record<string, string>) => mapAlert(told({ labels }), mapping, 'am', t0);

  test('the first matching rule decides; patterns match the whole value', () => {
    expect(mapped({ alertname: 'ServiceDown', service: 'auth', severity: 'warning' })).toMatchObject({
      severity: 'P0',
      category: 'system',
      service: 'auth',
    });
    expect(mapped({ alertname: 'ServiceDown', service: 'auth2', severity: 'warning' })).toMatchObject({
      severity: 'P2',
    });
    expect(mapped({ alertname: 'PgPool' })).toMatchObject({ service: 'postgresql' });
  });
  test('an unknown severity is kept and marked', () => {
    expect(mapped({ alertname: 'X', severity: 'page' })).toMatchObject({
      severity: 'P2',
      severityGuessed: true,
    });
    expect(mapped({ alertname: 'X', severity: 'constructor' })).toMatchObject({ severityGuessed: true });
    expect(mapped({ alertname: 'X', severity: 'critical' })).toMatchObject({
      severity: 'P1',
      severityGuessed: false,
    });
  });
  test('only known services are named, by the first label that names one', () => {
    expect(mapped({ alertname: 'X', service: 'nobody', job: 'auth' })?.service).toBe('auth');
    expect(mapped({ alertname: 'X', job: 'node' })?.service).toBeUndefined();
  });
  test('ignored alerts and the watchdog are not shown', () => {
    expect(mapped({ alertname: 'InfoInhibitor' })).toBeUndefined();
    expect(mapped({ alertname: 'Watchdog' })).toBeUndefined();
  });
});

describe('reconciliation', () => {
  test('what vanishes before its lease ends, from a source heard all the while, is resolved', () => {
    const { hear, state } = keeper();
    hear(t0, [told()]);
    expect(hear(t0 + 15_000, [])).toMatchObject([{ from: 'firing', to: 'resolved' }]);
    expect(state()).toBe('resolved');
  });
  test('a lease that lies ahead is no end', () => {
    const { hear, state } = keeper();
    hear(t0, [told({ endsAt: t0 + 1 })]);
    expect(state()).toBe('firing');
  });
  test('what vanishes with its lease is lost: Prometheus stopped renewing it', () => {
    const { hear, state } = keeper();
    for (let at = t0; at < t0 + 4 * minute; at += 15_000) hear(at, [told()]);
    hear(t0 + 4 * minute, []);
    expect(state()).toBe('lost');
  });
  test("a webhook's 'resolved' at the lease's very end is lost too; an earlier one is resolved", () => {
    const expired = keeper();
    expired.hear(t0, [told()]);
    expired.hear(t0 + 4 * minute, [told({ state: 'resolved' })], { complete: false });
    expect(expired.state()).toBe('lost');
    const resolved = keeper();
    resolved.hear(t0, [told()]);
    resolved.hear(t0 + minute, [told({ state: 'resolved', endsAt: t0 + minute })], { complete: false });
    expect(resolved.alerts.alerts[0]).toMatchObject({ state: 'resolved', endedAt: t0 + minute });
  });
  test('what vanishes with a restart is lost, and fires again when it is back', () => {
    const { hear, state } = keeper();
    hear(t0, [told()]);
    hear(t0 + 15_000, [], { restarted: true });
    expect(state()).toBe('lost');
    expect(hear(t0 + 30_000, [told()], { restarted: true })).toMatchObject([{ from: 'lost', to: 'firing' }]);
  });
  test('what vanishes while the source was out of reach is lost', () => {
    const { hear, state } = keeper();
    hear(t0, [told()]);
    hear(t0 + 90_000, []);
    expect(state()).toBe('lost');
  });
  test('an incomplete list takes nothing away', () => {
    const { hear, state } = keeper();
    hear(t0, [told()]);
    hear(t0 + 1000, [], { complete: false });
    expect(state()).toBe('firing');
  });
  test('a poll that began before a webhook does not undo it', () => {
    const { hear, state } = keeper();
    hear(t0, []);
    hear(t0 + 2_000, [told()], { complete: false });
    hear(t0 + 1_000, []);
    expect(state()).toBe('firing');
    hear(t0 + 4_000, [told({ state: 'resolved', endsAt: t0 + 4_000 })], { complete: false });
    hear(t0 + 3_000, [told()]);
    expect(state()).toBe('resolved');
  });
  test('one source never touches the alerts of another', () => {
    const { hear, alerts } = keeper();
    hear(t0, [told()]);
    hear(t0 + 1000, [], { source: 'other' });
    expect(alerts.alerts.map(({ state }) => state)).toEqual(['firing']);
  });
  test('alerts of a silent source are lost; of a late one they fire on', () => {
    const { hear, alerts, state } = keeper();
    hear(t0, [told()]);
    alerts.age([link('late', t0)], t0 + 90_000);
    expect(state()).toBe('firing');
    alerts.age([link('silent', t0)], t0 + 3 * minute);
    expect(state()).toBe('lost');
  });
  test('what a webhook told just now fires on, though the list was long not heard', () => {
    const { hear, alerts } = keeper();
    hear(t0, [told({ endsAt: undefined })]);
    hear(t0 + 3 * minute, [told({ fingerprint: 'f2', endsAt: undefined })], { complete: false });
    alerts.age([link('silent', t0)], t0 + 3 * minute);
    expect(alerts.alerts.map(({ state }) => state)).toEqual(['lost', 'firing']);
    alerts.age([link('silent', t0)], t0 + 5 * minute + 1);
    expect(alerts.alerts.map(({ state }) => state)).toEqual(['lost', 'lost']);
  });
  test('resolved alerts are dropped after 15 minutes, lost ones when a fresh source is long without them', () => {
    const { hear, alerts } = keeper();
    hear(t0, [told(), told({ fingerprint: 'f2' })]);
    hear(t0 + 15_000, [told({ fingerprint: 'f2' })]);
    hear(t0 + 30_000, [], { restarted: true });
    expect(alerts.alerts.map(({ state }) => state)).toEqual(['resolved', 'lost']);
    alerts.age([link('fresh', t0 + 30_000)], t0 + 30_000);
    expect(alerts.age([link('fresh', t0 + 15 * minute)], t0 + 15 * minute)).toEqual([]);
    const changes = alerts.age([link('fresh', t0 + 16 * minute)], t0 + 16 * minute);
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      ['resolved', undefined],
      ['lost', undefined],
    ]);
  });
});

describe('watchdog', () => {
  const watchdog = told({ fingerprint: 'w', labels: { alertname: 'Watchdog' } });

  test('its absence for longer than the policy allows is the alarm', () => {
    const { hear, alerts } = keeper();
    hear(t0, [watchdog]);
    hear(t0 + 2 * minute, []);
    expect(alerts.missingWatchdogs(t0 + 5 * minute).size).toBe(0);
    expect(alerts.missingWatchdogs(t0 + 5 * minute + 1).get('am')).toEqual({
      since: t0,
      problem: 'Watchdog alert is missing: Prometheus may not reach Alertmanager',
    });
    hear(t0 + 6 * minute, [watchdog]);
    expect(alerts.missingWatchdogs(t0 + 6 * minute).size).toBe(0);
  });
  test('one that never came is missed from the first list on', () => {
    const { hear, alerts } = keeper();
    hear(t0, []);
    expect(alerts.missingWatchdogs(t0 + 6 * minute).get('am')?.since).toBe(t0);
  });
});
