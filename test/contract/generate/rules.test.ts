import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { PolicyObjective } from '../../../shared/policy/index.ts';
import { findProgram, requireProgram } from '../../support/prerequisites.ts';
import { temporaryFolder } from '../../support/restartable.ts';
import { testRules, type Expectation } from '../../support/ruleTest.ts';
import { acgsWith, eventsObjective, timeObjective, rulesOf } from '../../support/writtenPolicy.ts';

const run = promisify(execFile);
const day = 24 * 60;

const rulesFor = async (objective: PolicyObjective, runbookBase?: string): Promise<string> =>
  rulesOf(await acgsWith(() => ({ objectives: [objective] })), { runbookBase }).text;

const burning = 'alertname="ErrorBudgetBurn", alertstate="firing"';

/** Which pairs of windows page at a minute, as `long/short`. */
const paging = (minute: number, ...pairs: readonly string[]): Expectation => ({
  minute,
  expr: `sum by (long_window, short_window) (ALERTS{${burning}, severity="critical"})`,
  is: Object.fromEntries(
    pairs
      .map((pair) => pair.split('/'))
      .map(([long = '', short = '']) => [`{long_window="${long}", short_window="${short}"}`, 1]),
  ),
});

const value = (minute: number, name: string, is: number | undefined): Expectation => ({
  minute,
  expr: `sum(${name})`,
  is: is === undefined ? {} : { '{}': is },
});

const ticket = (minute: number, isFiring: boolean): Expectation =>
  value(minute, `ALERTS{${burning}, severity="warning"}`, isFiring ? 1 : undefined);

type Stretch = readonly [minutes: number, badPerMinute: number, perMinute?: number];

/** Counters of 1000 requests a minute, of which some are bad. Sampled on the minute, increases are exact. */
function traffic(...stretches: readonly Stretch[]): Record<string, string> {
  const counted = (of: (stretch: Stretch) => number): string => {
    let count = 0;
    const samples = stretches.flatMap((stretch) =>
      Array.from({ length: stretch[0] }, () => (count += of(stretch))),
    );
    return [0, ...samples].join(' ');
  };
  return {
    'all_total{service="auth"}': counted(([, , each = 1000]) => each),
    'good_total{service="auth"}': counted(([, bad, each = 1000]) => each - bad),
  };
}

describe.skipIf(findProgram('promtool') === undefined)('promtool', { timeout: 120_000 }, () => {
  it.each([
    ['of ACGS', undefined],
    ['of events', eventsObjective()],
    ['of time', timeObjective()],
    ['without a budget', eventsObjective({ target: 1 })],
    ['of a month', eventsObjective({ window: 'calendar-month' })],
    ['of a month without a budget', eventsObjective({ window: 'calendar-month', target: 1 })],
  ])('accepts the rules %s', async (_, objective) => {
    const folder = temporaryFolder('rules');
    try {
      const file = join(folder.path, 'rules.yml');
      const loaded = await acgsWith(() => (objective === undefined ? {} : { objectives: [objective] }));
      writeFileSync(file, rulesOf(loaded, { runbookBase: 'https://runbooks.example' }).text);
      const { stdout } = await run(requireProgram('promtool'), ['check', 'rules', '--lint-fatal', file]);
      expect(stdout).toMatch(/SUCCESS: [1-9]\d* rules found/);
    } finally {
      folder.remove();
    }
  });

  it('sees a fast burn fire and end at its minute', async () => {
    // Budget 0.1 %, factor 14.4: both windows above 1.44 %. With 10 % bad from minute 400 on, the hour has more after
    // 9 minutes (10 % x 9 / 60 = 1.5 %), the five minutes after one. Six hours reach 0.6 % after 22, and the half hour
    // has long. The errors end with minute 430: the five minutes are clean at 435, the half hour has 0.33 % at 459.
    const labels = {
      ...{ sloth_id: 'auth-events', sloth_service: 'auth', sloth_slo: 'events' },
      ...{ service: 'auth', watchfloor_objective: 'events/auth' },
    };
    const windows = (long_window: string, short_window: string) => ({ long_window, short_window });
    const runbook_url = 'https://runbooks.example/service-unavailable';
    await testRules({
      rules: await rulesFor(eventsObjective(), 'https://runbooks.example'),
      series: traffic([400, 0], [30, 100], [60, 0]),
      expect: [
        paging(400),
        paging(408),
        paging(409, '1h/5m'),
        paging(421, '1h/5m'),
        paging(422, '1h/5m', '6h/30m'),
        paging(434, '1h/5m', '6h/30m'),
        paging(435, '6h/30m'),
        paging(458, '6h/30m'),
        paging(459),
        value(430, 'slo:sli_bad:increase1h', 3000),
        value(430, 'slo:sli_total:increase1h', 60_000),
        value(430, 'slo:current_burn_rate:ratio', 100),
      ],
      alerts: [
        {
          minute: 409,
          name: 'ErrorBudgetBurn',
          are: [
            {
              exp_labels: {
                ...labels,
                severity: 'critical',
                watchfloor_severity: 'P1',
                ...windows('1h', '5m'),
              },
              exp_annotations: {
                summary: 'Events (Auth Service): the error budget burns 15 times too fast',
                description:
                  'Burn rate 15 over 1h; more than 14.4 over 1h and over 5m. ' +
                  'At 14.4 a full budget of 30d lasts 2d2h. The target is 99.9 %.',
                runbook_url,
              },
            },
            {
              exp_labels: {
                ...labels,
                severity: 'warning',
                watchfloor_severity: 'P3',
                ...windows('3d', '6h'),
              },
              exp_annotations: {
                summary: 'Events (Auth Service): the error budget burns 1.235 times too fast',
                description:
                  'Burn rate 1.235 over 3d; more than 1 over 3d and over 6h. ' +
                  'At 1 a full budget of 30d lasts 30d. The target is 99.9 %.',
                runbook_url,
              },
            },
          ],
        },
      ],
    });
  });

  it('sees a slow burn fire and end at its minute', async () => {
    // Factor 1: both windows above 0.1 %. With 5 % bad from minute 4400 on, three days in steps of five minutes are 865
    // counts, and 18 of them are enough (5 % x 18 / 865 = 0.104 %): minute 4490. The errors end with minute 4600; six
    // hours hold 7 bad minutes (0.097 %) at 4953, while three days still burn.
    await testRules({
      rules: await rulesFor(eventsObjective({ window: 3 * day * 60_000 })),
      series: traffic([4400, 0], [200, 50], [400, 0]),
      expect: [ticket(4489, false), ticket(4490, true), ticket(4952, true), ticket(4953, false)],
    });
  });

  it('sees one bad event of a million where none is allowed, and none where there is none', async () => {
    await testRules({
      rules: await rulesFor(eventsObjective({ target: 1 })),
      series: traffic([400, 0, 1e6], [1, 1, 1e6], [40, 0, 1e6]),
      expect: [
        paging(400),
        paging(401, '1h/5m', '6h/30m'),
        paging(405, '1h/5m', '6h/30m'),
        paging(406, '6h/30m'),
        value(401, 'slo:current_burn_rate:ratio', undefined),
        value(401, 'slo:period_error_budget_remaining:ratio', undefined),
        value(401, 'slo:error_budget:ratio', 0),
      ],
    });
  });

  it('sees neither 0 % nor 100 % without traffic', async () => {
    await testRules({
      rules: await rulesFor(eventsObjective()),
      series: traffic([20, 500], [20, 0, 0]),
      expect: [
        value(20, 'slo:sli_error:ratio_rate5m', 0.5),
        value(30, 'slo:sli_total:increase5m', 0),
        value(30, 'slo:sli_error:ratio_rate5m', undefined),
        value(30, 'slo:current_burn_rate:ratio', undefined),
        // The errors of 20 minutes ago still count where they are in the window.
        value(30, 'slo:sli_error:ratio_rate30m', 0.5),
        paging(30, '6h/30m'),
      ],
    });
  });

  it('sees none good where no good series exists beside some total', async () => {
    const { 'all_total{service="auth"}': all = '' } = traffic([20, 0]);
    await testRules({
      rules: await rulesFor(eventsObjective()),
      series: { 'all_total{service="auth"}': all },
      expect: [value(20, 'slo:sli_error:ratio_rate5m', 1)],
    });
  });

  it('sees the share of all events over a long window, not the mean of shares', async () => {
    // Ten hours by night with 10 requests a minute, one of them bad; ten by day with 10,000 and none. The mean of the
    // ratios says 5 %. Counts of five minutes every five minutes leave no event out: 600 of 6,006,000 (0.00999 %).
    await testRules({
      rules: await rulesFor(eventsObjective()),
      series: traffic([600, 1, 10], [600, 0, 10_000]),
      expect: [
        value(1200, 'round(1e6 * slo:sli_error:ratio_rate3d)', 100),
        value(1200, 'round(1e6 * slo:sli_error:ratio_rate30d)', 100),
        value(1200, 'round(100 * slo:period_error_budget_remaining:ratio)', 90),
      ],
    });
  });

  it.each([
    ['can be scraped no longer', { 'up{job="watchfloor"}': '1x4 0x5 1x3' }],
    ['is scraped no longer', { 'up{job="watchfloor"}': '1x4 stale _x5 1x3' }],
    [
      'keeps no incident',
      {
        'up{job="watchfloor"}': '1x12',
        'watchfloor_source_fresh{job="watchfloor",source="gateway"}': '1x4 0x5 1x3',
        'watchfloor_source_fresh{job="watchfloor",source="prometheus"}': '0x12',
      },
    ],
  ])(
    'calls for people where the gateway %s, a minute later, and no longer than that',
    async (_what, series) => {
      const isDown = (minute: number, is: number | undefined): Expectation =>
        value(minute, 'ALERTS{alertname="WatchfloorGatewayDown", alertstate="firing"}', is);
      await testRules({
        rules: await rulesFor(eventsObjective()),
        series,
        expect: [
          isDown(4, undefined),
          isDown(5, undefined),
          isDown(6, 1),
          isDown(9, 1),
          isDown(11, undefined),
        ],
      });
    },
  );

  it('counts slices of time', async () => {
    await testRules({
      rules: await rulesFor(timeObjective()),
      series: { 'latency_ms{service="auth"}': '1x59 9x9 1x60' },
      expect: [
        value(59, 'slo:sli_error:ratio_rate5m', 0),
        value(68, 'slo:sli_error:ratio_rate5m', 1),
        value(80, 'slo:sli_error:ratio_rate5m', 0),
        // 10 bad of the 61 slices that stand on the hour and its minutes.
        value(80, 'round(1000 * slo:sli_error:ratio_rate1h)', 164),
      ],
    });
  });
});
