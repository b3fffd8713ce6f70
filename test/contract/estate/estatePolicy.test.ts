import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parsePolicyText } from '../../../gateway/policy/loadPolicy.ts';
import { estatePolicy, healthUrls } from '../../estate/estatePolicy.ts';
import { ESTATE_SERVICES } from '../../estate/services.ts';

const services = Object.fromEntries(
  ESTATE_SERVICES.map(({ id }, index) => [id, { url: `http://127.0.0.1:${40_000 + index}` }]),
);
const options = {
  prometheusUrl: 'http://127.0.0.1:9090',
  alertmanagerUrl: 'http://127.0.0.1:9093',
  probeUrls: healthUrls(services),
  fast: true,
};

const POLICY = `
version: 1
estate:
  services:
    - id: auth
      probe: { url: 'http://auth.acgs:8000/health', expectHash: true, interval: 10s }
      up: { query: 'up{service="auth"}' }
      figures:
        - { id: rps, query: 'sum(rate(http_requests_total[5m]))' }
        - { id: availability, query: 'avg_over_time(up[30d])' }
    - id: elsewhere
      probe: { url: 'http://elsewhere/health' }
sources: [{ id: sim, kind: simulator }]
`;

describe('the estate policy', () => {
  it('reads the estate: its sources and addresses, and rates over its pace', () => {
    expect(parse(estatePolicy({ ...options, policyText: POLICY }))).toMatchObject({
      version: 1,
      estate: {
        services: [
          {
            id: 'auth',
            probe: { url: 'http://127.0.0.1:40000/health', expectHash: true, interval: '1s' },
            up: { query: 'up{service="auth"}' },
            figures: [
              { id: 'rps', query: 'sum(rate(http_requests_total[10s]))' },
              { id: 'availability', query: 'avg_over_time(up[30d])' },
            ],
          },
          { id: 'elsewhere' },
        ],
      },
      sources: [
        { id: 'prometheus', interval: '1s', freshFor: '5s' },
        { id: 'alertmanager' },
        { id: 'probe' },
      ],
    });
  });

  it('does not probe what the estate does not run', () => {
    expect(estatePolicy({ ...options, policyText: POLICY })).not.toContain('http://elsewhere');
  });

  it.each([true, false])('made of acgs.yaml is a valid policy, fast: %s', (fast) => {
    const parsed = parsePolicyText(estatePolicy({ ...options, fast }), 'estate-policy.yaml', {});
    expect(parsed.ok ? [] : parsed.error).toEqual([]);
  });
});
