import { formatDuration } from '../../shared/policy/duration.ts';
import type { Policy, PolicyFigure, PolicyService, PolicyTrigger } from '../../shared/policy/index.ts';
import { runbookAnnotation, runbookUrl } from './links.ts';
import { inTemplate, type AlertingRule } from './ruleGroup.ts';

type ExpectedRule = NonNullable<Policy['monitoring']>['alertRules'][number];

/** Alerts, and in a sentence each what could not be written. */
export interface PolicyAlertRules {
  readonly rules: readonly AlertingRule[];
  readonly notes: readonly string[];
}

/** The alerts that the policy's `monitoring.alertRules` ask for. */
export function policyAlerts(policy: Policy, runbookBase: string | undefined): PolicyAlertRules {
  const rules: AlertingRule[] = [];
  const notes: string[] = [];
  for (const expected of policy.monitoring?.alertRules ?? []) {
    const written = alertsOf(expected, policy, runbookBase);
    rules.push(...written);
    if (written.length > 0) continue;
    notes.push(
      `alert rule ${expected.id} is left out: nothing says when it fires; ` +
        'give it expr, or a trigger whose figure some service has',
    );
  }
  return { rules, notes };
}

/** The dead man's switch: fires always, so that its absence tells that alerts do not arrive. */
export function watchdogAlert({ alerts }: Pick<Policy, 'alerts'>): readonly AlertingRule[] {
  if (alerts.watchdog === undefined) return [];
  return [
    {
      alert: alerts.watchdog.alertname,
      expr: 'vector(1)',
      labels: { [alerts.severityLabel]: 'none' },
      annotations: {
        summary: 'Alerting works',
        description: 'Fires always. Where it is missing, alerts do not arrive.',
      },
    },
  ];
}

function alertsOf(
  expected: ExpectedRule,
  policy: Policy,
  runbookBase: string | undefined,
): readonly AlertingRule[] {
  const trigger = policy.triggers.find(({ id }) => id === expected.trigger);
  const rule = (expr: string, forMs: number | undefined, about: About): AlertingRule => ({
    alert: expected.alertname ?? expected.name.replaceAll(/[^A-Za-z0-9_]/g, ''),
    expr,
    ...(forMs === undefined || forMs === 0 ? {} : { for: formatDuration(forMs) }),
    labels: {
      ...about.labels,
      [policy.alerts.severityLabel]: expected.severity,
      ...(trigger?.opens === undefined ? {} : { watchfloor_severity: trigger.opens }),
    },
    annotations: {
      summary: `${inTemplate(expected.name)}: ${about.where}`,
      description: `${about.now}${inTemplate(`Fires when: ${expected.condition}. Then: ${expected.action}.`)}`,
      ...runbookAnnotation(runbookUrl(runbookBase, expected.runbook ?? about.runbook)),
    },
  });
  const label = policy.alerts.serviceLabels[0] ?? 'service';
  if (expected.expr !== undefined) {
    const about = { labels: {}, where: `{{ $labels.${label} }}`, now: 'Now {{ $value | humanize }}. ' };
    return [rule(expected.expr, expected.for, about)];
  }
  if (trigger?.condition.kind !== 'figure') return [];
  const { condition } = trigger;
  return measuredServices(policy, trigger, condition.figure).map(([service, figure]) =>
    rule(crossing(figure, condition), expected.for ?? condition.for, {
      labels: { [label]: service.id },
      where: inTemplate(service.name),
      now: `${inTemplate(figure.name)} is now {{ $value | humanize }} ${figure.unit}. `,
      runbook: service.runbooks[0],
    }),
  );
}

/** What an alert is about, and how it is told. */
interface About {
  readonly labels: Readonly<Record<string, string>>;
  readonly where: string;
  readonly now: string;
  readonly runbook?: string | undefined;
}

function measuredServices(
  { estate }: Policy,
  trigger: PolicyTrigger,
  figureId: string,
): readonly (readonly [PolicyService, PolicyFigure])[] {
  return estate.services
    .filter(({ id }) => trigger.services?.includes(id) ?? true)
    .flatMap((service) =>
      service.figures.filter(({ id }) => id === figureId).map((figure) => [service, figure] as const),
    );
}

type FigureCondition = Extract<PolicyTrigger['condition'], { kind: 'figure' }>;

/** The figure while it is beyond a bound of the trigger; no value (NaN) is beyond none. */
function crossing({ query }: PolicyFigure, { above, below }: FigureCondition): string {
  return [
    ...(above === undefined ? [] : [`(${query}) > ${above}`]),
    ...(below === undefined ? [] : [`(${query}) < ${below}`]),
  ].join(' or ');
}
