import type { ComponentProps } from 'react';
import type { Instant } from '../../../shared/model/instant.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import { windowLengthMs } from '../../../shared/rules/budget.ts';
import { burnRate } from '../../../shared/rules/burn.ts';
import { utcMinute } from '../../../shared/rules/durations.ts';
import { burnText, countText, leftText, shareText } from '../../../shared/rules/objectiveFigures.ts';
import { ownBudget } from '../../../shared/rules/objectiveOrder.ts';
import { dayText } from '../../../shared/rules/objectiveWords.ts';
import type { HistoryChart } from '../../components/HistoryChart.tsx';
import { historyPoints, type HistoryPoint } from '../../selectors/historyPoints.ts';
import type { HeldHistory } from './useObjectiveHistory.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;
const tickSteps = [10, 60, 240, 720, 1_440 * 5].map((minutes) => minutes * minuteMs);
const mostTicks = 7;

/** `03:05` on the day of `now`, else `20 Nov 03:05`; the caller writes the zone. */
export const whenIn = (at: Instant, now: Instant): string =>
  Math.floor(at / dayMs) === Math.floor(now / dayMs) ? utcMinute(at) : `${dayText(at)} ${utcMinute(at)}`;

/** Everything that the chart of an answer shows, but for the marks. */
export function chartOf(
  objective: Objective,
  { history, from, to }: HeldHistory,
): Omit<ComponentProps<typeof HistoryChart>, 'marks' | 'frameRef'> {
  const points = historyPoints(history);
  const lasts = to - from;
  const { target = 1 } = objective;
  const allowedPercent = (1 - target) * 100;
  return {
    points,
    from,
    to,
    ticks: ticksOf(from, to),
    tickText: (at) => (lasts > 2 * dayMs ? dayText(at) : utcMinute(at)),
    factors:
      allowedPercent <= 0
        ? []
        : objective.pairs
            .map(({ factor }) => ({ name: `${factor}×`, percent: factor * allowedPercent }))
            .filter(({ percent }) => percent < 100),
    even: evenOf(objective, from, to, points),
    describe: (at) =>
      describePoint(
        points.find((point) => point.to === at),
        objective,
      ),
  };
}

/** Round instants (UTC) for the time axis. */
function ticksOf(from: Instant, to: Instant): readonly Instant[] {
  const step = tickSteps.find((ms) => (to - from) / ms <= mostTicks) ?? 5 * dayMs;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.floor((to - first) / step) + 1 }, (_, index) => first + index * step);
}

/**
 * Even burn, in per cent left at both ends of a span: over a whole window from all to nothing, over a part of it from
 * what was left at the beginning of the span.
 */
function evenOf(
  objective: Objective,
  from: Instant,
  to: Instant,
  points: readonly HistoryPoint[],
): { readonly from: number; readonly to: number } | undefined {
  const window = ownBudget(objective)?.window;
  if (window === undefined) return undefined;
  const lengthMs = windowLengthMs(window);
  const spentPercent = ((to - from) / lengthMs) * 100;
  const isWhole = window.kind === 'month' ? from <= window.startsAt : to - from >= lengthMs;
  const start = isWhole ? 100 : points.find(({ leftPercent }) => leftPercent !== null)?.leftPercent;
  return start === undefined || start === null ? undefined : { from: start, to: start - spentPercent };
}

/** What one point says: when, bad of total, burn, budget left. */
export function describePoint(point: HistoryPoint | undefined, objective: Objective): readonly string[] {
  if (point === undefined) return [];
  const { from, to, bad, total, leftPercent } = point;
  const what = objective.counts === 'events' ? 'events' : 'slices of time';
  const when = `${dayText(from)}, ${utcMinute(from)} to ${utcMinute(to)} UTC`;
  const left = leftPercent === null ? [] : [`Budget left ${leftText(leftPercent / 100, true)} %`];
  if (bad === null || total === null) return [when, 'Not known', ...left];
  if (total === 0) return [when, `No ${what}`, ...left];
  const rate = objective.target === undefined ? undefined : burnRate({ bad, total }, objective.target);
  return [
    when,
    `Bad ${shareText(bad / total)} (${countText(bad)} of ${countText(total)} ${what})`,
    ...(rate === undefined ? [] : [`Burn ${burnText(rate)}`]),
    ...left,
  ];
}
