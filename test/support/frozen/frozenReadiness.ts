import type { Readiness } from '../../../shared/model/readiness.ts';

const rules = [
  ['CacheHitRateLow', 'cache-degradation'],
  ['CertificateExpires', undefined],
  ['ConstitutionalHashMismatch', 'constitutional-violation'],
  ['DiskFillsUp', 'disk-full'],
  ['ErrorBudgetBurn', undefined],
  ['HighErrorRate', 'service-unavailable'],
  ['HighLatency', 'high-latency'],
  ['ReplicationLag', 'database-failover'],
  ['ServiceDown', 'service-unavailable'],
] as const;

/** Nine alert rules, two of them without a runbook that the shipped library has; one Prometheus of two is silent. */
export const frozenReadiness: Readiness = {
  sources: [
    { id: 'prom-a', name: 'Prometheus A' },
    { id: 'prom-b', name: 'B', problem: 'no answer in 5 s' },
  ],
  rules: rules.map(([name, runbook]) => ({ source: 'prom-a', name, runbook })),
  rulesTotal: rules.length,
  drillEveryMs: 180 * 86_400_000,
};
