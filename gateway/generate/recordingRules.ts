import { formatDuration } from '../../shared/policy/duration.ts';
import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { indicatorQueries } from '../../shared/rules/indicatorQuery.ts';
import { recordedName } from '../burn/recordedNames.ts';
import type { RecordingRule } from './ruleGroup.ts';
import { labelsOf, seriesOf } from './objectiveSeries.ts';
import { monthRules } from './monthRules.ts';
import { baseWindowMs, budgetOfTarget, recordedWindows } from './windows.ts';

const dayMs = 86_400_000;

/** What is recorded for an objective: `quick` from the services' own series, `slow` added up from what `quick` wrote. */
export interface ObjectiveRecording {
  readonly quick: readonly RecordingRule[];
  readonly slow: readonly RecordingRule[];
}

/** Name of the share of bad events over a window, as Sloth names it. */
export const ratioName = (windowMs: number): string => `slo:sli_error:ratio_rate${formatDuration(windowMs)}`;

/** The recording rules of an objective with this target, 0 to 1. */
export function recordingRules(
  counted: CountedObjective,
  target: number,
  burn: Policy['burn'],
): ObjectiveRecording {
  const { raw, summed } = recordedWindows(counted, burn);
  return {
    quick: [...raw.flatMap((windowMs) => rawRules(counted, windowMs)), ...constants(counted, target)],
    slow: [...summed.map((windowMs) => summedRatio(counted, windowMs)), ...periodRules(counted, target)],
  };
}

/** Labels of what is recorded over one window. */
const windowLabels = (counted: CountedObjective, window: string): Readonly<Record<string, string>> => ({
  ...labelsOf(counted),
  sloth_window: window,
});

function rawRules(counted: CountedObjective, windowMs: number): readonly RecordingRule[] {
  const labels = windowLabels(counted, formatDuration(windowMs));
  const { bad, total } = indicatorQueries(counted, windowMs);
  const series = seriesOf(counted);
  const badName = recordedName('bad', windowMs);
  const totalName = recordedName('total', windowMs);
  return [
    { record: badName, expr: bad, labels },
    { record: totalName, expr: total, labels },
    // Without events there is no ratio: nothing is neither 0 % nor 100 %.
    { record: ratioName(windowMs), expr: `${badName}${series} / (${totalName}${series} > 0)`, labels },
  ];
}

/**
 * Bad events of the window by all of its events. Sloth takes the mean of the ratios of five minutes instead, in which
 * a quiet night weighs as much as the busy day: with 1 bad request of 10 by night and none of 10,000 by day, it says
 * 5 % where 0.01 % is true.
 */
function summedRatio(counted: CountedObjective, windowMs: number): RecordingRule {
  const window = formatDuration(windowMs);
  const series = seriesOf(counted);
  const sum = (kind: 'bad' | 'total'): string =>
    `sum_over_time(${recordedName(kind, baseWindowMs)}${series}[${window}:${formatDuration(baseWindowMs)}])`;
  return {
    record: ratioName(windowMs),
    expr: `${sum('bad')} / (${sum('total')} > 0)`,
    labels: windowLabels(counted, window),
  };
}

function constants(counted: CountedObjective, target: number): readonly RecordingRule[] {
  const { objective } = counted;
  const labels = labelsOf(counted);
  const budget = budgetOfTarget(target);
  const days =
    objective.window === 'calendar-month' ? 'days_in_month()' : `vector(${objective.window / dayMs})`;
  return [
    { record: 'slo:objective:ratio', expr: `vector(${target})`, labels },
    { record: 'slo:error_budget:ratio', expr: `vector(${budget})`, labels },
    { record: 'slo:time_period:days', expr: days, labels },
    {
      record: 'sloth_slo_info',
      expr: 'vector(1)',
      labels: {
        ...labels,
        sloth_mode: 'watchfloor',
        sloth_objective: String(Number((target * 100).toPrecision(12))),
        sloth_spec: 'watchfloor/v1',
      },
    },
    ...burnRule('slo:current_burn_rate:ratio', ratioName(baseWindowMs), counted, budget),
  ];
}

function periodRules(counted: CountedObjective, target: number): readonly RecordingRule[] {
  const { window } = counted.objective;
  const budget = budgetOfTarget(target);
  const burnName = 'slo:period_burn_rate:ratio';
  const burn =
    window === 'calendar-month'
      ? monthRules(counted, budget, burnName)
      : burnRule(burnName, ratioName(window), counted, budget);
  if (budget <= 0) return burn;
  const labels = labelsOf(counted);
  return [
    ...burn,
    {
      record: 'slo:period_error_budget_remaining:ratio',
      expr: `1 - ${burnName}${seriesOf(counted)}`,
      labels,
    },
  ];
}

/** Burn = ratio / budget; a target of 100 % has no budget to divide by, and so no such series. */
function burnRule(
  record: string,
  ratio: string,
  counted: CountedObjective,
  budget: number,
): readonly RecordingRule[] {
  if (budget <= 0) return [];
  const labels = labelsOf(counted);
  return [{ record, expr: `${ratio}${seriesOf(counted)} / ${budget}`, labels }];
}
