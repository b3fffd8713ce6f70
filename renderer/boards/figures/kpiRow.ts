import type { KpiFigure } from '../../../shared/model/deskFigures.ts';
import { whenText } from '../../../shared/rules/betweenWords.ts';
import { kpiMeasure, kpiTarget, type Measured } from '../../../shared/rules/figureWords.ts';

/** A key figure as it is shown. */
export interface KpiRow {
  readonly id: string;
  readonly name: string;
  readonly measure: Measured | undefined;
  readonly target: string;
  readonly state: 'operational' | 'degraded' | 'unknown';
  /** `met`, `missed` or `no data`. */
  readonly word: string;
  /** `since 18 Nov 03:16 UTC`, or why there is none. */
  readonly since: string;
  /** `12 of 14`. */
  readonly restsOn: string;
}

const rank = { degraded: 0, unknown: 1, operational: 2 } as const;

/** Every key figure of the policy, missed ones first. */
export function kpiRows(kpis: readonly KpiFigure[], now: number): readonly KpiRow[] {
  return kpis.map((kpi) => kpiRow(kpi, now)).sort((one, other) => rank[one.state] - rank[other.state]);
}

function kpiRow(kpi: KpiFigure, now: number): KpiRow {
  const { id, name, severity, met, since, why, counted, of } = kpi;
  const state = met === undefined ? 'unknown' : met ? 'operational' : 'degraded';
  return {
    id,
    name: severity === undefined ? name : `${name}, ${severity}`,
    measure: kpiMeasure(kpi),
    target: kpiTarget(kpi),
    state,
    word: met === undefined ? 'no data' : met ? 'met' : 'missed',
    since: met === undefined ? (why ?? '') : sinceWords(since, now),
    restsOn: met === undefined ? '' : `${counted} of ${of}`,
  };
}

function sinceWords(since: KpiFigure['since'], now: number): string {
  if (since === undefined) return '';
  return `since ${whenText(since.at, now)} UTC${since.isAtLeast ? ' or longer' : ''}`;
}
