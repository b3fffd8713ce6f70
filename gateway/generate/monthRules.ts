import { formatDuration } from '../../shared/policy/duration.ts';
import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import { recordedName } from '../burn/recordedNames.ts';
import type { RecordingRule } from './ruleGroup.ts';
import { labelsOf, seriesOf } from './objectiveSeries.ts';
import { baseWindowMs } from './windows.ts';

const base = formatDuration(baseWindowMs);

/**
 * The running calendar month (UTC), which no range of PromQL can say: the counts of five minutes of 31 days, of which
 * only those after the month's first instant are kept. `@ end()` is the instant of the evaluation, where `time()` in
 * the subquery is each step's own. A month allows its whole budget from its first day on, so that what is spent is
 * ratio / budget x covered time / length of the month.
 */
export function monthRules(
  counted: CountedObjective,
  budget: number,
  burnName: string,
): readonly RecordingRule[] {
  const labels = labelsOf(counted);
  const series = seriesOf(counted);
  const monthLabels = { ...labels, sloth_window: 'calendar-month' };
  const ofMonth = (kind: 'bad' | 'total'): string =>
    `(${recordedName(kind, baseWindowMs)}${series} and on (sloth_id) ` +
    `(time() > ${startName}${series} @ end()))[31d:${base}]`;
  const rules: readonly RecordingRule[] = [
    {
      record: startName,
      expr: 'time() - time() % 86400 - (day_of_month() - 1) * 86400',
      labels,
    },
    {
      record: ratioName,
      expr: `sum_over_time(${ofMonth('bad')}) / (sum_over_time(${ofMonth('total')}) > 0)`,
      labels: monthLabels,
    },
  ];
  if (budget <= 0) return rules;
  return [
    ...rules,
    {
      record: coveredName,
      expr: `${baseWindowMs / 1000} * count_over_time(${ofMonth('total')})`,
      labels: monthLabels,
    },
    {
      record: burnName,
      expr:
        `${ratioName}${series} / ${budget} * ${coveredName}${series} / ` +
        '(scalar(days_in_month()) * 86400)',
      labels,
    },
  ];
}

const startName = 'slo:period_start:seconds';
const coveredName = 'slo:period_covered:seconds';
const ratioName = 'slo:sli_error:ratio_month';
