import { formatDuration } from '../../shared/policy/duration.ts';
import { countedObjectives, type CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy, PolicyKpi, PolicyObjective } from '../../shared/policy/index.ts';
import {
  bars,
  stat,
  timeSeries,
  upLanes,
  words,
  type Bounds,
  type Panel,
  type PanelLink,
} from './grafanaPanel.ts';
import { runbookUrl } from './links.ts';
import { ratioName } from './recordingRules.ts';

type PolicyPanel = NonNullable<Policy['monitoring']>['dashboards'][number]['panels'][number];

/** Everything that one panel of the policy shows. */
export function panelsOf(
  panel: PolicyPanel,
  policy: Policy,
  runbookBase: string | undefined,
): readonly Panel[] {
  const linkTo = (runbook: string | undefined): readonly PanelLink[] => {
    const url = runbookUrl(runbookBase, runbook);
    return url === undefined ? [] : [{ title: `Runbook: ${runbook}`, url, targetBlank: true }];
  };
  return [
    ...(panel.services ? [servicesUp(policy)] : []),
    ...objectivePanels(panel.objectives, policy, linkTo),
    ...panel.figures.map((id) => figurePanel(id, policy, linkTo)),
    ...panel.queries.map(({ name, query, unit, legend = '__auto' }) =>
      timeSeries({ title: name, lines: [{ expr: query, legend }], unit }),
    ),
    ...kpiPanels(panel.kpis, policy),
  ];
}

type LinkTo = (runbook: string | undefined) => readonly PanelLink[];

const servicesUp = ({ estate }: Policy): Panel =>
  upLanes({
    title: 'Services up',
    unit: 'count',
    lines: estate.services.flatMap(({ name, up }) =>
      up === undefined ? [] : [{ expr: up.query, legend: name }],
    ),
  });

/** A figure of every service that has it; the target is drawn where all have the same. */
function figurePanel(id: string, { estate, monitoring, triggers }: Policy, linkTo: LinkTo): Panel {
  const measured = estate.services.flatMap((service) =>
    service.figures.filter((figure) => figure.id === id).map((figure) => ({ service, figure })),
  );
  const [first] = measured;
  const targets = new Set(measured.map(({ figure }) => JSON.stringify(boundsOnly(figure.target))));
  const watching = triggers.filter(({ condition }) => condition.kind === 'figure' && condition.figure === id);
  const rule = monitoring?.alertRules.find(({ trigger }) => watching.some((one) => one.id === trigger));
  return timeSeries({
    title: capitalised(first?.figure.name ?? id),
    unit: first?.figure.unit ?? 'count',
    lines: measured.map(({ service, figure }) => ({ expr: figure.query, legend: service.name })),
    bounds: targets.size === 1 ? boundsOnly(first?.figure.target) : undefined,
    links: linkTo(rule?.runbook),
  });
}

/** `replica lag` -> `Replica lag`. */
export const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

function boundsOnly(target: Bounds | undefined): Bounds | undefined {
  if (target === undefined) return undefined;
  const { below, above, atLeast, atMost } = target;
  return { below, above, atLeast, atMost };
}

/** The budgets of all in one panel, then each against its target. */
function objectivePanels(ids: readonly string[], policy: Policy, linkTo: LinkTo): readonly Panel[] {
  const counted = countedObjectives(policy);
  const meant = ids.flatMap((id) => policy.objectives.filter((objective) => objective.id === id));
  const budgeted = meant.filter(({ target }) => target !== undefined && target < 1);
  return [
    ...(budgeted.length === 0 ? [] : [budgetsLeft(budgeted)]),
    ...meant.map((objective) =>
      objectivePanel(
        objective,
        counted.filter((one) => one.objective === objective),
        policy,
        linkTo,
      ),
    ),
  ];
}

const budgetsLeft = (objectives: readonly PolicyObjective[]): Panel =>
  bars({
    title: 'Error budget left',
    unit: 'ratio',
    lines: objectives.map(({ id, name }) => ({
      expr: `slo:period_error_budget_remaining:ratio{sloth_slo="${id}"}`,
      legend: `${name}: {{sloth_service}}`,
    })),
    bounds: { above: 0 },
    decimals: 1,
  });

function objectivePanel(
  objective: PolicyObjective,
  counted: readonly CountedObjective[],
  { estate }: Policy,
  linkTo: LinkTo,
): Panel {
  const { id, name, target, statement, window, sli, runbook } = objective;
  const shown = { title: name, description: statement, links: linkTo(runbook) };
  if (target === undefined && sli.kind === 'threshold') {
    return timeSeries({
      ...shown,
      unit: sli.unit,
      bounds: boundsOnly(sli),
      lines: counted.map(({ service = '', services }) => ({
        expr: sli.query.replaceAll('$service', service),
        legend: estate.services.find((one) => one.id === services[0])?.name ?? service,
      })),
    });
  }
  const isMonth = window === 'calendar-month';
  const ratio = isMonth ? 'slo:sli_error:ratio_month' : ratioName(window);
  return timeSeries({
    ...shown,
    title: `${name}, ${isMonth ? 'this month' : formatDuration(window)}`,
    unit: 'ratio',
    decimals: 3,
    bounds: { atLeast: target },
    lines: [{ expr: `1 - ${ratio}{sloth_slo="${id}"}`, legend: '{{sloth_service}}' }],
  });
}

/** Key figures that Prometheus answers, each large; where the others are kept, in words. */
function kpiPanels(ids: readonly string[], { kpis }: Policy): readonly Panel[] {
  const meant = ids.flatMap((id) => kpis.filter((kpi) => kpi.id === id));
  const elsewhere = meant.filter(({ measure }) => measure.kind !== 'query');
  return [
    ...meant.flatMap(({ name, measure, unit, target }) =>
      measure.kind === 'query'
        ? [
            stat({
              title: name,
              unit,
              bounds: boundsOnly(target),
              lines: [{ expr: measure.query, legend: name }],
            }),
          ]
        : [],
    ),
    ...(elsewhere.length === 0 ? [] : [words('Kept elsewhere', elsewhere.map(keptWhere).join('\n'))]),
  ];
}

const boundWords = [
  ['below', 'below'],
  ['above', 'above'],
  ['atLeast', 'at least'],
  ['atMost', 'at most'],
] as const;

function keptWhere({ name, measure, unit, target }: PolicyKpi): string {
  const bounds = boundWords.flatMap(([key, said]) =>
    target[key] === undefined ? [] : [`${said} ${target[key]} ${unit}`],
  );
  const where = measure.kind === 'outside' ? measure.system : "Watchfloor's own records, not Prometheus";
  return `- **${name}** (target: ${bounds.join(', ')}): ${where}`;
}
