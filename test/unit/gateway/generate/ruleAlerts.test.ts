import { describe, expect, it } from 'vitest';
import type { Policy } from '../../../../shared/policy/index.ts';
import {
  acgsWith,
  eventsObjective,
  groupsOf,
  rulesOf,
  type WrittenRule,
} from '../../../support/writtenPolicy.ts';

const minute = 60_000;

describe('alerts', () => {
  const alertsNamed = async (
    name: string,
    change: (policy: Policy) => Partial<Policy> = () => ({}),
    runbookBase?: string,
  ): Promise<readonly WrittenRule[]> =>
    (await groupsOf(change, runbookBase)).flatMap(({ rules }) => rules).filter(({ alert }) => alert === name);

  it('of a burn carry the service as the policy maps it, the severity it opens and its runbook', async () => {
    const change = (policy: Policy): Partial<Policy> => ({
      objectives: [eventsObjective()],
      alerts: { ...policy.alerts, serviceLabels: ['app'], severityLabel: 'level' },
    });
    const [fast] = await alertsNamed('ErrorBudgetBurn', change, 'https://books.example/');
    expect(fast?.labels).toMatchObject({
      app: 'auth',
      level: 'critical',
      watchfloor_severity: 'P1',
      watchfloor_objective: 'events/auth',
      long_window: '1h',
      short_window: '5m',
    });
    expect(fast?.annotations?.['runbook_url']).toBe('https://books.example/service-unavailable');
    const own = [eventsObjective({ runbook: 'high-latency' })];
    const [withOwn] = await alertsNamed(
      'ErrorBudgetBurn',
      () => ({ objectives: own }),
      'https://books.example',
    );
    expect(withOwn?.annotations?.['runbook_url']).toBe('https://books.example/high-latency');
    const [without] = await alertsNamed('ErrorBudgetBurn', change);
    expect(without?.annotations).not.toHaveProperty('runbook_url');
  });

  it('of the policy take figure, bound and time from their trigger, for each service that has the figure', async () => {
    const change = (policy: Policy): Partial<Policy> => ({
      triggers: policy.triggers.map((trigger) =>
        trigger.id === 'high-latency'
          ? { ...trigger, condition: { kind: 'figure', figure: 'p99', above: 7, for: 3 * minute } }
          : trigger,
      ),
    });
    const alerts = await alertsNamed('HighLatency', change);
    const { policy } = await acgsWith();
    const measured = policy.estate.services.filter(({ figures }) => figures.some(({ id }) => id === 'p99'));
    expect(alerts.map(({ labels }) => labels['service'])).toEqual(measured.map(({ id }) => id));
    for (const { expr, for: held, labels } of alerts) {
      expect(expr).toMatch(/^\(1000 \* histogram_quantile\(0\.99, .*\) > 7$/);
      expect([held, labels['severity'], labels['watchfloor_severity']]).toEqual(['3m', 'warning', 'P2']);
    }
    expect(await alertsNamed('CacheHitRateLow')).toMatchObject([{ for: '5m', labels: { service: 'redis' } }]);
    expect((await alertsNamed('CacheHitRateLow'))[0]?.expr).toMatch(/ < 85$/);
    expect(await alertsNamed('ConstitutionalHashMismatch')).toMatchObject([
      { expr: 'min by (service) (constitutional_hash_valid) == 0', labels: { watchfloor_severity: 'P0' } },
    ]);
  });

  it('that nothing describes are told, not guessed', async () => {
    const { notes } = rulesOf(
      await acgsWith(({ monitoring }) => ({
        monitoring: monitoring && {
          ...monitoring,
          alertRules: [{ id: 'lost', name: 'Lost', condition: 'x', severity: 'critical', action: 'y' }],
        },
      })),
    );
    expect(notes.at(-1)).toMatch(/^alert rule lost is left out: nothing says when it fires/);
  });

  it('always include the watchdog that the policy waits for, and none where it waits for none', async () => {
    expect(await alertsNamed('Watchdog')).toMatchObject([
      { expr: 'vector(1)', labels: { severity: 'none' } },
    ]);
    const change = (policy: Policy): Partial<Policy> => ({
      alerts: { ...policy.alerts, watchdog: undefined },
    });
    expect(await alertsNamed('Watchdog', change)).toEqual([]);
  });

  it('keep braces of the policy from being taken for templates', async () => {
    const [alert] = await alertsNamed('ErrorBudgetBurn', () => ({
      objectives: [eventsObjective({ name: 'Odd {{ name' })],
    }));
    expect(alert?.annotations?.['summary']).toMatch(/^Odd \{\{ "\{\{" \}\} name/);
  });
});
