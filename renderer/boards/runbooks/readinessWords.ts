import { utcSecond } from '../../../shared/rules/durations.ts';
import type { ReadinessFigure, ReadinessHole } from '../../../shared/rules/readiness.ts';

/** "92 %", "?" where it is not known. */
export const percentText = ({ percent }: ReadinessFigure): string =>
  percent === undefined ? '?' : `${percent} %`;

/** "12 of 146 rules without one · 3 stale · Prometheus B: HTTP 503". */
export function readinessLine({ rules, usable, holes, unknown }: ReadinessFigure): string {
  const stale = holes.filter(({ kind }) => kind === 'stale').length;
  return [
    rules === 0 ? 'no rule is known' : `${rules - usable} of ${rules} rules without one`,
    stale === 0 ? '' : `${stale} stale`,
    unknown.length === 0 ? '' : `not counted: ${unknown.join('; ')}`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** What a hole is called. */
export const holeWords: Readonly<Record<ReadinessHole['kind'], string>> = {
  none: 'no runbook',
  missing: 'not here',
  damaged: 'damaged',
  stale: 'stale',
};

/** How readiness stands as a wall says it: the state has a mark of its own where something keeps the figure from being whole. */
export interface ReadinessStanding {
  readonly percent: string;
  readonly state?: 'unknown' | 'degraded';
  /** What is known no more, not counted, or broken here; empty where all is well. */
  readonly note: string;
}

/**
 * The figure for a wall. `isTold`: the gateway told of alert rules at all. `rulesAsOf`: the feed is lost, and the
 * rules are those of that time, by the gateway's clock; the runbooks are looked at now all the same.
 */
export function readinessStanding(
  figure: ReadinessFigure | undefined,
  { isTold, rulesAsOf }: { readonly isTold: boolean; readonly rulesAsOf: number | undefined },
): ReadinessStanding {
  const stale = rulesAsOf === undefined ? '' : `rules as of ${utcSecond(rulesAsOf)} UTC`;
  if (figure === undefined) {
    const why = isTold ? 'the copies are being read' : 'no alert rules are told';
    return { percent: '?', state: 'unknown', note: [why, isTold ? stale : ''].filter(Boolean).join(' · ') };
  }
  const { holes, unknown, rules } = figure;
  const damaged = holes.filter(({ kind }) => kind === 'damaged').length;
  const isPartial = rules === 0 || unknown.length > 0 || rulesAsOf !== undefined;
  const state = isPartial ? 'unknown' : damaged > 0 ? 'degraded' : undefined;
  const note = [
    rules === 0 && unknown.length === 0 ? 'no alert rule is known' : '',
    damaged === 0
      ? ''
      : `${damaged} ${damaged === 1 ? 'rule has a damaged copy' : 'rules have damaged copies'}`,
    // The board of runbooks names them, and says why.
    unknown.length === 0 ? '' : `${unknown.length} Prometheus not counted`,
    stale,
  ].filter(Boolean);
  return { percent: percentText(figure), ...(state && { state }), note: note.join(' · ') };
}
