import { formatDuration } from '../../shared/policy/duration.ts';
import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy, PolicyBurnWindow } from '../../shared/policy/index.ts';
import { objectiveLabel } from '../alerts/objectiveLabel.ts';
import { runbookAnnotation, runbookOf, runbookUrl } from './links.ts';
import { ratioName } from './recordingRules.ts';
import { inTemplate, type AlertingRule } from './ruleGroup.ts';
import { labelsOf, seriesOf } from './objectiveSeries.ts';
import { budgetOfTarget } from './windows.ts';

/** The alert that says that an error budget is burnt too fast. */
export const burnAlertName = 'ErrorBudgetBurn';

const severityLabel = { page: 'critical', ticket: 'warning' } as const;

/** A ratio below this is the dust of floating point, not an event: no window holds 10^12 events. */
const leastRatio = 1e-12;

/**
 * The alert of one pair of windows: fires while both burn faster than the factor. Prometheus knows no hysteresis, so it
 * ends as soon as one of them calms down; the gateway keeps its own episode open until both have.
 */
export function burnAlert(
  counted: CountedObjective,
  target: number,
  pair: PolicyBurnWindow,
  policy: Pick<Policy, 'alerts' | 'estate'>,
  runbookBase: string | undefined,
): AlertingRule {
  const budget = budgetOfTarget(target);
  const series = seriesOf(counted);
  // Without the label of the window the two sides match; the value that is told is the long window's.
  const over = (windowMs: number): string => {
    const ratio = `max without (sloth_window) (${ratioName(windowMs)}${series})`;
    return budget > 0 ? `${ratio} / ${budget} > ${pair.factor}` : `${ratio} > ${leastRatio}`;
  };
  const [serviceLabel] = policy.alerts.serviceLabels;
  const ofService =
    counted.services.length === 1 && serviceLabel !== undefined
      ? { [serviceLabel]: counted.services[0] ?? '' }
      : {};
  return {
    alert: burnAlertName,
    expr: `(${over(pair.long)}) and (${over(pair.short)})`,
    labels: {
      ...labelsOf(counted),
      ...ofService,
      [policy.alerts.severityLabel]: severityLabel[pair.severity],
      [objectiveLabel]: counted.id,
      ...(pair.opens === undefined ? {} : { watchfloor_severity: pair.opens }),
      long_window: formatDuration(pair.long),
      short_window: formatDuration(pair.short),
    },
    annotations: {
      ...wordsOf(counted, target, pair, policy),
      ...runbookAnnotation(runbookUrl(runbookBase, runbookOf(counted, policy))),
    },
  };
}

function wordsOf(
  { objective, services }: CountedObjective,
  target: number,
  { long, short, factor }: PolicyBurnWindow,
  { estate }: Pick<Policy, 'estate'>,
): { readonly summary: string; readonly description: string } {
  const names = services.map((id) => estate.services.find((service) => service.id === id)?.name ?? id);
  const what = inTemplate(`${objective.name} (${names.join(', ')})`);
  const windows = `over ${formatDuration(long)} and over ${formatDuration(short)}`;
  const percent = `${Number((target * 100).toPrecision(12))} %`;
  const promise = inTemplate(
    objective.statement === undefined ? percent : `${percent} (${objective.statement})`,
  );
  if (target >= 1) {
    return {
      summary: `${what}: bad events, where none is allowed`,
      description:
        `{{ $value | humanizePercentage }} of the last ${formatDuration(long)} were bad, and some ${windows}. ` +
        `The target is ${promise}: there is no budget for any.`,
    };
  }
  const lasts = objective.window === 'calendar-month' ? 30 * 86_400_000 : objective.window;
  const atFactor = formatDuration(Math.max(60_000, Math.round(lasts / factor / 60_000) * 60_000));
  const window = objective.window === 'calendar-month' ? 'a month' : formatDuration(objective.window);
  return {
    summary: `${what}: the error budget burns {{ $value | humanize }} times too fast`,
    description:
      `Burn rate {{ $value | humanize }} over ${formatDuration(long)}; more than ${factor} ${windows}. ` +
      `At ${factor} a full budget of ${window} lasts ${atFactor}. The target is ${promise}.`,
  };
}
