import type { EstatePolicy } from '../../../../gateway/health/estateKeeper.ts';
import type { SourcePolicy } from '../../../../gateway/sources/createSources.ts';
import type { PolicyService } from '../../../../shared/policy/index.ts';

export const rightHash = 'cdd01ef066bc6cf2';

/** A service with a probe, `up` and a p99, unless told otherwise. */
export function sampleService(over: Partial<PolicyService> = {}): PolicyService {
  const id = over.id ?? 'auth';
  return {
    id,
    name: 'Auth Service',
    kind: 'service',
    tier: 'critical',
    owner: 'platform-engineer',
    dependsOn: [],
    probe: {
      url: `http://127.0.0.1:8000/${id}`,
      interval: 5_000,
      timeout: 2_000,
      failureThreshold: 3,
      expectHash: true,
      hashPath: 'constitutional_hash',
    },
    up: { query: `up{service="${id}"}` },
    figures: [
      {
        id: 'p99',
        name: 'p99',
        query: `p99{service="${id}"}`,
        unit: 'ms',
        target: { below: 5 },
        headline: true,
      },
    ],
    runbooks: [],
    ...over,
  };
}

const severity = { name: 'x', meaning: 'x', response: 1, rto: 1, team: ['noc'] };

/** A policy of two services, read by one of each kind of source. */
export function samplePolicy(over: Partial<EstatePolicy & SourcePolicy> = {}): EstatePolicy & SourcePolicy {
  return {
    estate: {
      sites: [{ id: 'x', name: 'X', timeZone: 'UTC' }],
      services: [
        sampleService({ dependsOn: ['postgresql'] }),
        sampleService({
          id: 'postgresql',
          name: 'PostgreSQL',
          kind: 'platform',
          tier: undefined,
          probe: undefined,
          figures: [],
        }),
      ],
    },
    sources: [
      {
        id: 'prom',
        name: 'Prometheus A',
        kind: 'prometheus',
        url: 'http://prom:9090',
        interval: 15_000,
        freshFor: 60_000,
      },
      {
        id: 'am',
        name: 'Alertmanager A',
        kind: 'alertmanager',
        url: 'http://am:9093',
        interval: 10_000,
        freshFor: 60_000,
      },
      { id: 'probes', name: 'Health checks', kind: 'probe', interval: 15_000, freshFor: 60_000 },
    ],
    alerts: {
      serviceLabels: ['service', 'job'],
      severityLabel: 'severity',
      map: [
        { match: { alertname: 'ServiceDown', service: '/auth|vault/' }, severity: 'P0', category: 'system' },
        { match: { alertname: 'PgPool' }, severity: 'P2', service: 'postgresql' },
      ],
      severityMap: { critical: 'P1', warning: 'P2' },
      unknownSeverity: 'P2',
      ignore: [{ match: { alertname: 'InfoInhibitor' } }],
      flood: { within: 600_000, above: 10, below: 5 },
      watchdog: { alertname: 'Watchdog', within: 300_000 },
    },
    compliance: { expectedHash: rightHash, target: 1, category: 'compliance', procedures: [] },
    objectives: [],
    burn: { windows: [] },
    severities: ['P0', 'P1', 'P2', 'P3'].map((id, rank) => ({ ...severity, id, rank })),
    probes: { down: { critical: 'P0', core: 'P1', platform: 'P1' }, hashMismatch: 'P0' },
    ...over,
  };
}
