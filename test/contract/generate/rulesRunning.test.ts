import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dashboardFiles } from '../../../gateway/generate/dashboards.ts';
import { countedObjectives } from '../../../shared/policy/objectiveList.ts';
import { startMonitoredEstate, type MonitoredEstate } from '../../estate/monitoredEstate.ts';
import { findProgram } from '../../support/prerequisites.ts';
import { acgsWith, rulesOf } from '../../support/writtenPolicy.ts';

const canRun = findProgram('prometheus') !== undefined && findProgram('alertmanager') !== undefined;
const patience = { timeout: 60_000, interval: 500 };

interface Rule {
  readonly name: string;
  readonly query: string;
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
}
interface RuleGroup {
  readonly name: string;
  readonly rules: readonly Rule[];
}

let monitored: MonitoredEstate;

async function ask<Data>(path: string): Promise<Data> {
  const response = await fetch(`${monitored.prometheus.url}/api/v1/${path}`);
  const body = (await response.json()) as { readonly error?: string; readonly data: Data };
  expect(body.error).toBeUndefined();
  return body.data;
}

const groups = async (): Promise<readonly RuleGroup[]> =>
  (await ask<{ groups: readonly RuleGroup[] }>('rules')).groups.filter(({ name }) =>
    name.startsWith('watchfloor/'),
  );

/** How many series a query answers with. */
async function count(promql: string): Promise<number> {
  const { result } = await ask<{ result: readonly unknown[] }>(`query?query=${encodeURIComponent(promql)}`);
  return result.length;
}

describe.skipIf(!canRun)('a Prometheus with the written rules', { timeout: 120_000 }, () => {
  const objectives = acgsWith().then(({ policy }) =>
    countedObjectives(policy).filter(({ objective }) => objective.target !== undefined),
  );

  beforeAll(async () => {
    // The same rules at a test's pace: the groups of a running Prometheus are first evaluated within their interval.
    const moreRules = rulesOf(await acgsWith()).text.replaceAll(/interval: .*/g, 'interval: 2s');
    monitored = await startMonitoredEstate({ moreRules });
  });
  afterAll(() => monitored.stop());

  it('evaluates every one of them without an error', async () => {
    const written = (await objectives).length;
    await expect
      .poll(
        async () =>
          (await groups()).flatMap(({ rules }) => rules).filter(({ health }) => health === 'unknown'),
        patience,
      )
      .toEqual([]);
    expect(await groups()).toHaveLength(2 * written + 2);
    const failed = (await groups())
      .flatMap(({ rules }) => rules)
      .filter(({ lastError = '' }) => lastError !== '');
    expect(failed).toEqual([]);
  });

  it('has a ratio of every objective, and burns nothing while all is well', async () => {
    // Windows above six hours have their first count with the next full five minutes: promtool's tests see to them.
    const { length } = await objectives;
    await expect.poll(() => count('slo:sli_error:ratio_rate6h'), patience).toBe(length);
    for (const window of ['5m', '30m', '1h'])
      expect(await count(`slo:sli_error:ratio_rate${window}`), window).toBe(length);
    expect(
      await count('slo:sli_bad:increase5m < 0 or slo:sli_bad:increase5m > slo:sli_total:increase5m'),
    ).toBe(0);
    expect(await count('ALERTS{alertname="ErrorBudgetBurn"}')).toBe(0);
  });

  it('answers every question of the dashboards', async () => {
    const asked = dashboardFiles(await acgsWith(), undefined).flatMap(({ dashboard }) =>
      (dashboard['panels'] as readonly { readonly targets?: readonly { readonly expr: string }[] }[]).flatMap(
        ({ targets = [] }) => targets.map(({ expr }) => expr),
      ),
    );
    expect(asked.length).toBeGreaterThan(50);
    // Those over long windows have no answer yet; all others do.
    const unanswered: string[] = [];
    for (const expr of asked) if ((await count(expr)) === 0) unanswered.push(expr);
    expect(unanswered.filter((expr) => !/^(1 - )?slo:|ALERTS/.test(expr))).toEqual([]);
  });

  it('fires the burn of a service that fails, and of no other', async () => {
    await monitored.estate.set('integrity', 'slow');
    const burning = 'ALERTS{alertname="ErrorBudgetBurn", alertstate="firing", severity="critical"}';
    await expect
      .poll(() => count(`${burning.slice(0, -1)}, sloth_id="integrity-sla-api-response-time"}`), patience)
      .toBe(2);
    expect(await count(`${burning.slice(0, -1)}, service!="integrity"}`)).toBe(0);
  });
});
