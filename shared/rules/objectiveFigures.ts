import type { Budget, BudgetWindow, Objective } from '../model/objective.ts';
import { windowLengthMs } from './budget.ts';
import { boundlessBurn } from './burn.ts';
import { sentenceText, spanText } from './durations.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 86_400_000;
/** Swallows what binary fractions add: 0.29 x 100 is 28.999999999999996. */
const tiny = 1e-9;

const floorTo = (value: number, digits: number): number =>
  Math.floor(value * 10 ** digits + tiny) / 10 ** digits;

/**
 * The budget left in per cent, rounded towards bad news: `31`, `99` for 99.96, `0.4`, `<0.1`, `−1.9`, `below −999`.
 * Without a digit after the point from 10 on, unless `precise`. `0` where more is gone than can be said.
 */
export function leftText(left: number, precise = false): string {
  const percent = left * 100;
  if (left <= -boundlessBurn) return '0';
  // On some minutes of history an outage is thousands of per cent: that tells no more than this.
  if (percent < -999) return 'below −999';
  if (percent < 0) return `−${(-floorTo(percent, 1)).toFixed(1)}`;
  if (percent === 0 || percent >= 100) return String(Math.floor(percent));
  if (percent >= 10) return precise ? floorTo(percent, 1).toFixed(1) : String(floorTo(percent, 0));
  return percent < 0.1 ? '<0.1' : floorTo(percent, 1).toFixed(1);
}

/** A burn rate: `61.2×`, `612×`, `<0.1×`, `—` without an event, `∞` where the target allows nothing bad. */
export function burnText(rate: number | undefined): string {
  if (rate === undefined) return '—';
  if (rate >= boundlessBurn) return '∞';
  if (rate > 0 && rate < 0.05) return '<0.1×';
  if (rate < 100) return `${rate.toFixed(1)}×`;
  return `${rate.toLocaleString('en-GB', { maximumFractionDigits: 0 })}×`;
}

/** A window's length as users of burn rates write it: `5 min`, `1 h`, `24 h`, `3 d`, `30 d`. */
export const windowText = (ms: number): string =>
  ms >= 2 * dayMs && ms % dayMs === 0 ? `${ms / dayMs} d` : spanText(ms);

/** What a budget is over: `rolling 30 d`, `November 2026`. */
export function budgetWindowText(window: BudgetWindow): string {
  if (window.kind === 'rolling') return `rolling ${windowText(window.lengthMs)}`;
  return new Date(window.startsAt).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

interface TimeUnit {
  readonly ms: number;
  readonly name: string;
}

/** The unit that bad time is said in: hours where an hour or more is allowed. */
export const badTimeUnit = (ms: number): TimeUnit =>
  ms >= hourMs - tiny ? { ms: hourMs, name: 'h' } : { ms: minuteMs, name: 'min' };

/** Bad time in a unit, without it: `14.9`; what is more than nothing never reads 0. */
function badTimeNumber(ms: number, unit: TimeUnit, digits = 1): string {
  const value = ms / unit.ms;
  return value > 0 && value < 0.05 ? '<0.1' : value.toFixed(digits);
}

/** Bad time with its unit: `0.4 min`, `3.2 h`. */
export const badTimeText = (ms: number, unit: TimeUnit = badTimeUnit(ms)): string =>
  `${badTimeNumber(ms, unit)} ${unit.name}`;

/** Used and allowed bad time: `22.0/21.6 min`, `2.1/3.6 h`, `?/43.2 min` while unknown, `3 bad, 0 allowed`. */
export function usedText(budget: Budget, isKnown = true): string {
  const { usedMs, allowedMs, bad, left } = budget;
  if (allowedMs <= 0 && budget.total > 0)
    return isKnown ? `${countText(bad)} bad, 0 allowed` : '? bad, 0 allowed';
  const unit = badTimeUnit(allowedMs);
  const allowed = badTimeNumber(allowedMs, unit);
  if (!isKnown) return `?/${allowed} ${unit.name}`;
  if (left === undefined) return `—/${allowed} ${unit.name}`;
  const used = badTimeNumber(usedMs, unit);
  // Rounding must not hide that it is spent.
  if (used !== allowed || usedMs <= allowedMs) return `${used}/${allowed} ${unit.name}`;
  return `${badTimeNumber(usedMs, unit, 2)}/${badTimeNumber(allowedMs, unit, 2)} ${unit.name}`;
}

/** A share in per cent with three digits that count: `3.06 %`, `0.05 %`. */
export const shareText = (share: number): string => `${Number((share * 100).toPrecision(3))} %`;

/** A count: `12,430`; a small one that is no whole number (Prometheus extrapolates) keeps one digit. */
export const countText = (count: number): string =>
  count.toLocaleString('en-GB', { maximumFractionDigits: count < 10 ? 1 : 0 });

/** What is promised: `Critical 99.95 %`, `SLO 99.9 %`; the document's words where there is only a bound. */
export function promiseText(
  { agreement, target, statement }: Objective,
  tierName: string | undefined,
): string {
  // "Critical services" reads "Critical": what it is a tier of is plain here.
  const tier = tierName?.replace(/ (services|tier)$/i, '');
  const what = agreement === 'sla' ? (tier ?? 'SLA') : 'SLO';
  return target === undefined ? `${what} ${statement ?? ''}`.trim() : `${what} ${targetText(target)}`;
}

/** A target in per cent, as it was written: `99.95 %`. */
export const targetText = (target: number): string => `${Number((target * 100).toFixed(6))} %`;

/** `6 d 4 h of 30 d` where a hundredth or more of the window has no data; undefined where it is covered. */
export function restsOnText({ window, coveredMs }: Budget, now: number): string | undefined {
  const lengthMs = windowLengthMs(window);
  const expectedMs = window.kind === 'month' ? Math.min(now - window.startsAt, lengthMs) : lengthMs;
  if (coveredMs >= expectedMs * 0.99) return undefined;
  const whole = window.kind === 'month' ? sentenceText(expectedMs) : windowText(lengthMs);
  return `${sentenceText(coveredMs)} of ${whole}`;
}
