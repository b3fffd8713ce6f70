import { ruleFile } from '../../../../gateway/generate/ruleFile.ts';
import { describe, expect, it } from 'vitest';
import type { Policy, PolicyObjective } from '../../../../shared/policy/index.ts';
import {
  acgsWith,
  eventsObjective,
  groupsOf,
  rulesOf,
  timeObjective,
  type WrittenRule,
} from '../../../support/writtenPolicy.ts';

const minute = 60_000;
const series = '{sloth_id="auth-events", sloth_service="auth", sloth_slo="events"}';

const objectiveRules = async (objective: PolicyObjective): Promise<readonly WrittenRule[]> =>
  (await groupsOf(() => ({ objectives: [objective] })))
    .filter(({ name }) => name.startsWith(`watchfloor/${objective.id}`))
    .flatMap(({ rules }) => rules);

const recorded = (rules: readonly WrittenRule[], name: string): WrittenRule | undefined =>
  rules.find(({ record }) => record === name);

describe('a rule file', () => {
  it('is the same bytes for the same policy, and names the policy', async () => {
    const loaded = await acgsWith();
    const { text } = rulesOf(loaded);
    expect(rulesOf(await acgsWith()).text).toBe(text);
    expect(text).toMatch(/^# ACGS: made of acgs\.yaml \(SHA-256 [0-9a-f]{64}\) by: watchfloor rules\n/);
    expect(text).toContain(loaded.digest);
  });

  it('has a quick and a slow group for each objective; the slow one is never stale in between', async () => {
    const groups = await groupsOf(() => ({ objectives: [eventsObjective()] }));
    expect(groups.map(({ name, interval }) => [name, interval])).toEqual([
      ['watchfloor/events/auth', '30s'],
      ['watchfloor/events/auth/long', '2m30s'],
      ['watchfloor/alerts', '30s'],
      ['watchfloor/watchdog', '30s'],
    ]);
  });

  it('holds what one of several Prometheus servers answers, and says so where it holds it all', async () => {
    const prometheus = (id: string): Policy['sources'][number] => ({
      ...{ id, kind: 'prometheus', url: 'http://127.0.0.1:9090', interval: 15_000, freshFor: 60_000 },
    });
    const far = eventsObjective({ id: 'far' });
    const loaded = await acgsWith(() => ({
      sources: [prometheus('here'), prometheus('there')],
      objectives: [eventsObjective(), { ...far, sli: { ...far.sli, source: 'there' } }],
    }));
    expect(rulesOf(loaded).notes).toEqual([
      'this file has the rules of here and there; make one for each with --source',
    ]);
    const { text, notes } = rulesOf(loaded, { source: 'there' });
    expect([...text.matchAll(/sloth_slo: (\w+)/g)].map(([, id]) => id)).not.toContain('events');
    expect(text).toContain('sloth_slo: far');
    expect(text).not.toContain('HighLatency');
    expect(notes).toEqual([]);
    expect(ruleFile(loaded, { source: 'nowhere' })).toEqual({
      ok: false,
      error: 'the policy has no Prometheus "nowhere"; it has: here, there.',
    });
  });

  it('leaves out an objective without target, and says so', async () => {
    const { text, notes } = rulesOf(await acgsWith());
    expect(notes).toEqual([
      'objective sla-throughput/api-gateway is left out: without a target it has no error budget',
    ]);
    expect(text).toContain('# Note: objective sla-throughput/api-gateway');
    expect(text).not.toContain('watchfloor/sla-throughput');
  });
});

describe('recordings', () => {
  it('count events over every window of the policy; none of them is retyped', async () => {
    const burn: Policy['burn'] = {
      windows: [{ long: 120 * minute, short: 10 * minute, factor: 3, severity: 'ticket' }],
    };
    const groups = await groupsOf(() => ({ objectives: [eventsObjective()], burn }));
    expect(groups[0]?.rules.map(({ record }) => record).filter((name) => name?.includes('sli'))).toEqual(
      ['5m', '10m', '2h'].flatMap((window) => [
        `slo:sli_bad:increase${window}`,
        `slo:sli_total:increase${window}`,
        `slo:sli_error:ratio_rate${window}`,
      ]),
    );
    const alerts = groups.flatMap(({ rules }) => rules).filter(({ alert }) => alert === 'ErrorBudgetBurn');
    expect(alerts.map(({ expr, labels }) => [expr, labels['severity']])).toEqual([
      [
        `(max without (sloth_window) (slo:sli_error:ratio_rate2h${series}) / 0.001 > 3) and ` +
          `(max without (sloth_window) (slo:sli_error:ratio_rate10m${series}) / 0.001 > 3)`,
        'warning',
      ],
    ]);
    expect(alerts[0]?.labels).not.toHaveProperty('watchfloor_severity');
  });

  it('have no ratio where there was no event', async () => {
    const rules = await objectiveRules(eventsObjective());
    expect(recorded(rules, 'slo:sli_error:ratio_rate5m')?.expr).toBe(
      `slo:sli_bad:increase5m${series} / (slo:sli_total:increase5m${series} > 0)`,
    );
  });

  it('add long windows up from the events of five minutes, not from ratios', async () => {
    const rules = await objectiveRules(eventsObjective());
    for (const window of ['3d', '30d']) {
      expect(recorded(rules, `slo:sli_error:ratio_rate${window}`)).toMatchObject({
        expr:
          `sum_over_time(slo:sli_bad:increase5m${series}[${window}:5m]) / ` +
          `(sum_over_time(slo:sli_total:increase5m${series}[${window}:5m]) > 0)`,
        labels: { sloth_id: 'auth-events', sloth_service: 'auth', sloth_slo: 'events', sloth_window: window },
      });
    }
  });

  it("have Sloth's names for budget and burn", async () => {
    const rules = await objectiveRules(eventsObjective({ target: 0.9995 }));
    expect(recorded(rules, 'slo:objective:ratio')?.expr).toBe('vector(0.9995)');
    expect(recorded(rules, 'slo:error_budget:ratio')?.expr).toBe('vector(0.0005)');
    expect(recorded(rules, 'slo:time_period:days')?.expr).toBe('vector(30)');
    expect(recorded(rules, 'sloth_slo_info')?.labels['sloth_objective']).toBe('99.95');
    expect(recorded(rules, 'slo:current_burn_rate:ratio')?.expr).toBe(
      `slo:sli_error:ratio_rate5m${series} / 0.0005`,
    );
    expect(recorded(rules, 'slo:period_burn_rate:ratio')?.expr).toBe(
      `slo:sli_error:ratio_rate30d${series} / 0.0005`,
    );
    expect(recorded(rules, 'slo:period_error_budget_remaining:ratio')?.expr).toBe(
      `1 - slo:period_burn_rate:ratio${series}`,
    );
  });

  it('with a target of 100 % divide by no budget, and alert on any bad event', async () => {
    const rules = await objectiveRules(eventsObjective({ target: 1 }));
    expect(rules.map(({ record }) => record)).not.toContain('slo:current_burn_rate:ratio');
    expect(rules.map(({ record }) => record)).not.toContain('slo:period_burn_rate:ratio');
    expect(rules.map(({ record }) => record)).not.toContain('slo:period_error_budget_remaining:ratio');
    expect(rules.map(({ expr }) => expr).join()).not.toMatch(/\/ 0\b/);
    const alerts = rules.filter(({ alert }) => alert !== undefined);
    expect(alerts).toHaveLength(3);
    expect(alerts[0]?.expr).toContain('> 1e-12');
    expect(alerts[0]?.annotations?.['summary']).toContain('none is allowed');
  });

  it('count slices of time for a threshold', async () => {
    const rules = await objectiveRules(timeObjective());
    expect(recorded(rules, 'slo:sli_total:increase5m')?.expr).toBe(
      'count_over_time(((latency_ms{service="auth"}) > -Inf)[5m:1m])',
    );
  });

  it('count once what does not tell its services apart', async () => {
    const objective = eventsObjective({
      services: ['auth', 'redis'],
      sli: {
        kind: 'ratio',
        good: 'sum(increase(good_total[$window]))',
        total: 'sum(increase(all_total[$window]))',
      },
    });
    const rules = await objectiveRules(objective);
    expect(new Set(rules.map(({ labels }) => labels['sloth_id']))).toEqual(new Set(['events-events']));
    const alert = rules.find((rule) => rule.alert !== undefined);
    expect(alert?.labels).not.toHaveProperty('service');
    expect(alert?.annotations?.['summary']).toContain('Events (Auth Service, Redis)');
  });

  it('of a calendar month keep what is after its first instant, and use up its whole budget', async () => {
    const rules = await objectiveRules(eventsObjective({ window: 'calendar-month' }));
    expect(recorded(rules, 'slo:time_period:days')?.expr).toBe('days_in_month()');
    expect(recorded(rules, 'slo:sli_error:ratio_month')?.expr).toContain(
      `(time() > slo:period_start:seconds${series} @ end()))[31d:5m]`,
    );
    expect(recorded(rules, 'slo:period_burn_rate:ratio')?.expr).toContain(
      '/ (scalar(days_in_month()) * 86400)',
    );
  });
});
