import { stringify } from 'yaml';
import type { Pace } from './prometheusConfig.ts';

/** Where the annotations say the runbooks are. */
const RUNBOOK_BASE_URL = 'https://runbooks.acgs.example';

interface AlertRule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly severity: string;
  readonly runbook: string;
  readonly summary: string;
  readonly description: string;
}

function rules(pace: Pace): readonly AlertRule[] {
  const rate = (metric: string): string => `rate(${metric}[${pace.rateWindow}])`;
  const hits = `sum by (service) (${rate('redis_keyspace_hits_total')})`;
  const misses = `sum by (service) (${rate('redis_keyspace_misses_total')})`;
  return [
    {
      alert: 'ServiceDown',
      expr: 'up{service!=""} == 0',
      for: '3s',
      severity: 'critical',
      runbook: 'service-unavailable',
      summary: '{{ $labels.service }} is down',
      description: 'Prometheus has not been able to scrape {{ $labels.service }} at {{ $labels.instance }}.',
    },
    {
      alert: 'HighLatency',
      expr: `histogram_quantile(0.99, sum by (service, le) (${rate('http_request_duration_seconds_bucket')})) > 0.005`,
      for: '5s',
      severity: 'warning',
      runbook: 'high-latency',
      summary: 'P99 latency of {{ $labels.service }} is above 5 ms',
      description:
        'P99 latency of {{ $labels.service }} is {{ $value | humanizeDuration }}; the target is 5 ms.',
    },
    {
      alert: 'HighErrorRate',
      expr:
        `sum by (service) (rate(http_requests_total{code=~"5.."}[${pace.rateWindow}])) / ` +
        `sum by (service) (${rate('http_requests_total')}) > 0.05`,
      for: '5s',
      severity: 'critical',
      runbook: 'service-unavailable',
      summary: '{{ $labels.service }} fails requests',
      description:
        '{{ $value | humanizePercentage }} of the requests to {{ $labels.service }} end in a server error.',
    },
    {
      alert: 'CacheHitRateLow',
      expr: `${hits} / (${hits} + ${misses}) < 0.85`,
      for: '5s',
      severity: 'warning',
      runbook: 'cache-degradation',
      summary: 'Cache hit rate is below 85 %',
      description:
        '{{ $value | humanizePercentage }} of the look-ups in {{ $labels.service }} found their key.',
    },
    {
      alert: 'ReplicationLag',
      expr: 'max by (service) (pg_replication_lag_seconds) > 10',
      for: '5s',
      severity: 'warning',
      runbook: 'database-failover',
      summary: 'The standby of {{ $labels.service }} is behind',
      description: 'The standby is {{ $value | humanizeDuration }} behind its primary.',
    },
    {
      alert: 'ExporterDown',
      expr: 'min by (service) (pg_up) == 0 or min by (service) (redis_up) == 0',
      for: '3s',
      severity: 'critical',
      runbook: 'service-unavailable',
      summary: '{{ $labels.service }} refuses its exporter',
      description: 'The exporter runs, but cannot connect to {{ $labels.service }}.',
    },
    {
      alert: 'ConstitutionalHashMismatch',
      expr: 'min by (service) (constitutional_hash_valid) == 0',
      severity: 'critical',
      runbook: 'constitutional-violation',
      summary: '{{ $labels.service }} runs with another constitution',
      description: 'The constitutional hash of {{ $labels.service }} is not the expected one.',
    },
    {
      alert: 'Watchdog',
      expr: 'vector(1)',
      severity: 'none',
      runbook: 'watchdog',
      summary: 'Alerting works',
      description: 'Fires always. When it is absent, alerts do not arrive.',
    },
  ];
}

/** The text of a rule file with the estate's alerts. */
export function alertRules(pace: Pace): string {
  return stringify(
    {
      groups: [
        {
          name: 'acgs',
          rules: rules(pace).map((rule) => ({
            alert: rule.alert,
            expr: rule.expr,
            ...(rule.for === undefined ? {} : { for: rule.for }),
            labels: { severity: rule.severity },
            annotations: {
              summary: rule.summary,
              description: rule.description,
              runbook_url: `${RUNBOOK_BASE_URL}/${rule.runbook}`,
            },
          })),
        },
      ],
    },
    { lineWidth: 0 },
  );
}
