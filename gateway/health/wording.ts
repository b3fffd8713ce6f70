import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { utcMinute, utcSince } from '../../shared/rules/durations.ts';
import type { PolicyFigure } from '../../shared/policy/index.ts';

/** `02:10 UTC`. */
export function clockText(at: Instant): string {
  return `${new Date(at).toISOString().slice(11, 16)} UTC`;
}

/** `04:00 UTC`; of another day than `now`'s with the day: `20 Nov 04:00 UTC`. */
export function dayClockText(at: Instant, now: Instant): string {
  const day = utcSince(at, now);
  return day === utcMinute(at) ? clockText(at) : `${day} ${clockText(at)}`;
}

/** A value with its unit, three digits or so: `7.8 ms`, `99.95 %`, `12`. A ratio is shown in percent. */
export function figureText(value: number, unit: PolicyFigure['unit']): string {
  if (unit === 'ratio') return figureText(value * 100, '%');
  const digits = unit === '%' ? 4 : 3;
  const number = String(
    Math.abs(value) >= 10 ** digits ? Math.round(value) : Number(value.toPrecision(digits)),
  );
  return unit === 'count' ? number : `${number} ${unit}`;
}

/** `below 5 ms`, `above 85 %`, `above 10 % and below 90 %`. */
export function targetText(target: NonNullable<PolicyFigure['target']>, unit: PolicyFigure['unit']): string {
  const above = target.above === undefined ? [] : [`above ${figureText(target.above, unit)}`];
  const below = target.below === undefined ? [] : [`below ${figureText(target.below, unit)}`];
  return [...above, ...below].join(' and ');
}

/** How a link is broken: `Prometheus A silent since 02:10 UTC`. */
export function brokenLinkText({ name, freshness, heardAt, silentSince, problem }: ChainLink): string {
  if (freshness === 'waiting') return `Waiting for the first answer of ${name}`;
  if (freshness === 'late') return `${name} is late, last heard ${clockText(heardAt ?? 0)}`;
  const since = silentSince === undefined ? '' : ` since ${clockText(silentSince)}`;
  // It answers, but what it should pass on is missing.
  const isHeard = silentSince !== undefined && heardAt !== undefined && heardAt > silentSince;
  return isHeard && problem !== undefined ? `${name}: ${problem}` : `${name} silent${since}`;
}

/** `1 health check`, `3 health checks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
