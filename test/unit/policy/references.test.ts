import { describe, expect, it } from 'vitest';
import { checkReferences } from '../../../shared/policy/references.ts';

const messages = (policy: unknown, broken?: Parameters<typeof checkReferences>[1]) =>
  checkReferences(policy, broken).map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('references', () => {
  it('finds a name that nothing declares, and guesses what was meant', () => {
    const policy = {
      estate: {
        services: [
          { id: 'auth', dependsOn: ['rediss'] },
          { id: 'redis', tier: 'gold' },
        ],
      },
      tiers: [{ id: 'critical' }, { id: 'core' }],
    };
    expect(messages(policy)).toEqual([
      'estate.services.1.tier: there is no tier "gold"; known: critical, core',
      'estate.services.0.dependsOn.0: there is no service "rediss"; did you mean "redis"?',
    ]);
  });

  it('finds a name declared twice, at the second place', () => {
    expect(messages({ tiers: [{ id: 'core' }, { id: 'core' }] })).toEqual([
      'tiers.1.id: there is already a tier "core"',
    ]);
  });

  it('finds services that depend on themselves', () => {
    const services = [
      { id: 'a', dependsOn: ['b'] },
      { id: 'b', dependsOn: ['c'] },
      { id: 'c', dependsOn: ['a'] },
      { id: 'd', dependsOn: ['a'] },
    ];
    expect(messages({ estate: { services } })).toEqual(
      [0, 1, 2].map(
        (index) =>
          `estate.services.${index}.dependsOn: "${'abc'[index]}" depends on itself, directly or through others`,
      ),
    );
  });

  it('finds what alert rules and dashboards refer to', () => {
    const panels = [{ figures: ['p98'], objectives: ['sla-x'], kpis: ['mttr'] }];
    const policy = {
      estate: { services: [{ id: 'auth', figures: [{ id: 'p99' }] }] },
      triggers: [{ id: 'slow' }],
      objectives: [{ id: 'sla' }],
      kpis: [{ id: 'mttd' }],
      monitoring: { alertRules: [{ trigger: 'slows' }], dashboards: [{ id: 'one', panels }] },
    };
    expect(messages(policy)).toEqual([
      'monitoring.alertRules.0.trigger: there is no trigger "slows"; did you mean "slow"?',
      'monitoring.dashboards.0.panels.0.objectives.0: there is no objective "sla-x"; known: sla',
      'monitoring.dashboards.0.panels.0.kpis.0: there is no kpi "mttr"; did you mean "mttd"?',
      'monitoring.dashboards.0.panels.0.figures.0: no service has a figure "p98"; did you mean "p99"?',
    ]);
  });

  it('finds a severity without a row of the matrix', () => {
    const policy = {
      severities: [{ id: 'P0' }, { id: 'P1' }],
      escalation: { matrix: [{ severity: 'P0', steps: [] }] },
    };
    expect(messages(policy)).toEqual(['escalation.matrix: has no row for severity "P1"']);
  });

  it('does not let one fault in a declaration bring a hundred in its wake', () => {
    const policy = { estate: { services: [{ id: 'auth', tier: 'critical' }] }, tiers: [{ idd: 'critical' }] };
    expect(messages(policy, [['tiers', 0, 'id']])).toEqual([]);
    expect(messages(policy, [['tiers', 0, 'name']])).toHaveLength(1);
  });

  it('takes anything', () => {
    for (const anything of [null, undefined, 5, 'text', [], { tiers: 5, estate: [] }]) {
      expect(messages(anything)).toEqual([]);
    }
  });
});
