import { countedObjectives, type CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { LoadedPolicy } from '../policy/loadPolicy.ts';
import { burnAlert } from './burnAlerts.ts';
import { gatewayDownRule, gatewayJob } from './gatewayDown.ts';
import { forSource, sharedWork } from './forSource.ts';
import { policyAlerts, watchdogAlert } from './policyAlerts.ts';
import { recordingRules } from './recordingRules.ts';
import type { RuleGroup } from './ruleGroup.ts';
import { longestRawMs } from './windows.ts';
import { yamlFile, type Written } from './written.ts';

/** How often rules over windows of up to six hours are evaluated. */
const quickInterval = '30s';

/**
 * How often the longer windows are added up. Less than five minutes, after which Prometheus takes a series for gone:
 * with an interval of exactly that, every graph and alert would flicker.
 */
const slowInterval = '2m30s';

/** What a rule file is made with. */
export interface RuleFileOptions {
  /** Where the runbooks are; without it, no alert links to one. */
  readonly runbookBase?: string | undefined;
  /** The Prometheus that it is for; without it, the rules of all are in it. */
  readonly source?: string | undefined;
}

/**
 * A Prometheus rule file: recordings and burn alerts of every objective, the policy's own alerts, the watchdog and the
 * gateway's own end. The error is a sentence.
 */
export function ruleFile(
  loaded: LoadedPolicy,
  { runbookBase, source }: RuleFileOptions = {},
): Result<Written> {
  const narrowed = source === undefined ? ok(loaded.policy) : forSource(loaded.policy, source);
  if (!narrowed.ok) return narrowed;
  const policy = narrowed.value;
  const counted = countedObjectives(policy);
  const alerts = policyAlerts(policy, runbookBase);
  const groups: readonly RuleGroup[] = [
    ...counted.flatMap((one) => objectiveGroups(one, policy, runbookBase)),
    { name: 'watchfloor/alerts', interval: quickInterval, rules: alerts.rules },
    {
      name: 'watchfloor/watchdog',
      interval: quickInterval,
      rules: [...watchdogAlert(policy), gatewayDownRule(policy)],
    },
  ];
  const untargeted = counted
    .filter(({ objective }) => objective.target === undefined)
    .map(({ id }) => `objective ${id} is left out: without a target it has no error budget`);
  const shared = source === undefined ? sharedWork(policy) : [];
  return ok(
    yamlFile({ groups: groups.filter(({ rules }) => rules.length > 0) }, loaded, 'rules', {
      advice: [
        ...(source === undefined ? [] : [`It is for the Prometheus that the policy calls ${source}.`]),
        'Load it with rule_files in prometheus.yml, after: promtool check rules FILE',
        `Scrape the gateway's /metrics with a job "${gatewayJob}": its end is an alert, and so is that it is not scraped.`,
        'Names are those of Sloth; docs/rules.md says what differs, and why.',
      ],
      // Of the whole policy: a figure that another Prometheus has is not missing.
      notes: [...untargeted, ...policyAlerts(loaded.policy, runbookBase).notes, ...shared],
    }),
  );
}

/** Two groups, since one group has one pace. Alerts stand with the slower of their windows. */
function objectiveGroups(
  counted: CountedObjective,
  policy: Policy,
  runbookBase: string | undefined,
): readonly RuleGroup[] {
  const { target } = counted.objective;
  if (target === undefined) return [];
  const { quick, slow } = recordingRules(counted, target, policy.burn);
  const alertsWhere = (isSlow: boolean) =>
    policy.burn.windows
      .filter(({ long }) => long > longestRawMs === isSlow)
      .map((pair) => burnAlert(counted, target, pair, policy, runbookBase));
  return [
    {
      name: `watchfloor/${counted.id}`,
      interval: quickInterval,
      rules: [...quick, ...alertsWhere(false)],
    },
    { name: `watchfloor/${counted.id}/long`, interval: slowInterval, rules: [...slow, ...alertsWhere(true)] },
  ];
}
