import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePolicyText } from '../../../gateway/policy/loadPolicy.ts';
import type { Policy } from '../../../shared/policy/index.ts';
import { estatePolicy, healthUrls } from '../../estate/estatePolicy.ts';
import { startMonitoredEstate, type MonitoredEstate } from '../../estate/monitoredEstate.ts';
import { ESTATE_SERVICES } from '../../estate/services.ts';
import { findProgram } from '../../support/prerequisites.ts';

const canRun = findProgram('prometheus') !== undefined && findProgram('alertmanager') !== undefined;
const PATIENCE = { timeout: 25_000, interval: 250 };

let monitored: MonitoredEstate;

interface Series {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: readonly [number, string];
}

async function query(promql: string): Promise<readonly Series[]> {
  const response = await fetch(
    `${monitored.prometheus.url}/api/v1/query?query=${encodeURIComponent(promql)}`,
  );
  const body = (await response.json()) as {
    status: string;
    error?: string;
    data?: { result: readonly Series[] };
  };
  expect(body.error).toBeUndefined();
  return body.data?.result ?? [];
}

async function value(promql: string): Promise<number> {
  const [series] = await query(promql);
  return series === undefined ? Number.NaN : Number(series.value[1]);
}

/** "ServiceDown auth", ... of what Alertmanager has now. */
async function alertsAtAlertmanager(): Promise<readonly string[]> {
  const response = await fetch(`${monitored.alertmanager.url}/api/v2/alerts`);
  const alerts = (await response.json()) as readonly { labels: Readonly<Record<string, string>> }[];
  return alerts.map(({ labels }) => [labels['alertname'], labels['service']].filter(Boolean).join(' '));
}

/** The policy that the gateway would read for this estate. */
function policyOfEstate(): Policy {
  const text = estatePolicy({
    prometheusUrl: monitored.prometheus.url,
    alertmanagerUrl: monitored.alertmanager.url,
    probeUrls: healthUrls(monitored.estate.services),
    fast: true,
  });
  const parsed = parsePolicyText(text, 'estate-policy.yaml', {});
  if (!parsed.ok) throw new Error(parsed.error.map(({ path, message }) => `${path}: ${message}`).join('\n'));
  return parsed.value;
}

/** Every query of every objective, for each of its services, over a minute. */
function objectiveQueries({ objectives, estate }: Policy): readonly string[] {
  return objectives.flatMap(({ services, tier, sli }) => {
    const ids = services ?? estate.services.filter((service) => service.tier === tier).map(({ id }) => id);
    const queries = sli.kind === 'ratio' ? [sli.good, sli.total] : [sli.query];
    return ids.flatMap((id) =>
      queries.map((text) => text.replaceAll('$service', id).replaceAll('$window', '1m')),
    );
  });
}

describe.skipIf(!canRun)(
  'the estate, watched by a real Prometheus and Alertmanager',
  { timeout: 60_000 },
  () => {
    beforeAll(async () => {
      monitored = await startMonitoredEstate();
    });
    afterAll(() => monitored.stop());

    it('has every service up', async () => {
      await expect
        .poll(async () => (await query('up == 1')).map(({ metric }) => metric['service']).sort(), PATIENCE)
        .toEqual(ESTATE_SERVICES.map(({ id }) => id).sort());
    });

    it('answers each query of the ACGS policy with one number', async () => {
      await expect
        .poll(() => value('sum(rate(http_requests_total{service="auth"}[10s]))'), PATIENCE)
        .toBeGreaterThan(150);
      const policy = policyOfEstate();
      const queries = [
        ...policy.estate.services.flatMap(({ up, figures }) => [
          ...(up === undefined ? [] : [up.query]),
          ...figures.map(({ query: text }) => text),
        ]),
        ...objectiveQueries(policy),
      ];
      for (const promql of queries) {
        const series = await query(promql);
        expect(series, promql).toHaveLength(1);
        expect(Number(series[0]?.value[1]), promql).toBeGreaterThanOrEqual(0);
      }
    });

    it('meets every target while nothing is wrong', async () => {
      for (const { id, figures } of policyOfEstate().estate.services) {
        for (const { id: figure, query: text, target } of figures) {
          const measured = await value(text);
          if (target?.below !== undefined) expect(measured, `${id} ${figure}`).toBeLessThan(target.below);
          if (target?.above !== undefined) expect(measured, `${id} ${figure}`).toBeGreaterThan(target.above);
        }
      }
    });

    it('has the watchdog at Alertmanager', async () => {
      await expect.poll(alertsAtAlertmanager, PATIENCE).toContain('Watchdog');
    });

    it('raises the alert of each fault, at Alertmanager too', async () => {
      const faults = [
        ['auth', 'down', 'ServiceDown auth'],
        ['integrity', 'slow', 'HighLatency integrity'],
        ['api-gateway', 'errors', 'HighErrorRate api-gateway'],
        ['policy-governance', 'wrong-hash', 'ConstitutionalHashMismatch policy-governance'],
        ['redis', 'cache-misses', 'CacheHitRateLow redis'],
        ['postgresql', 'slow', 'ReplicationLag postgresql'],
      ] as const;
      for (const [id, fault] of faults) await monitored.estate.set(id, fault);

      await expect
        .poll(
          async () =>
            (await query('ALERTS{alertname="ServiceDown",alertstate="firing"}'))[0]?.metric['service'],
          PATIENCE,
        )
        .toBe('auth');
      await expect
        .poll(alertsAtAlertmanager, PATIENCE)
        .toEqual(expect.arrayContaining(faults.map(([, , alert]) => alert)));
    });

    it('resolves them when the faults end', async () => {
      for (const { id } of ESTATE_SERVICES) await monitored.estate.set(id, 'none');
      await expect.poll(alertsAtAlertmanager, PATIENCE).toEqual(['Watchdog']);
    });

    it('keeps the past over a killed Prometheus', async () => {
      const { prometheus } = monitored;
      const before = prometheus.pid;
      await prometheus.kill();
      await expect(fetch(`${prometheus.url}/-/ready`)).rejects.toThrow();
      await prometheus.restart();
      expect(prometheus.pid).not.toBe(before);
      expect(await value('count_over_time(up{service="auth"}[10m])')).toBeGreaterThan(5);
    });

    it('leaves nothing behind', async () => {
      const other = await startMonitoredEstate();
      const { pid } = other.prometheus;
      await other.stop();
      expect(existsSync(other.prometheus.dataDir)).toBe(false);
      expect(existsSync(other.configDir)).toBe(false);
      expect(() => process.kill(pid, 0)).toThrow();
    });
  },
);
