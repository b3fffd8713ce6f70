import type { Figure, FigureName, Figures, IncidentRow, KpiFigure } from '../../shared/model/deskFigures.ts';
import { figureNames } from '../../shared/model/deskFigures.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { PolicyKpi } from '../../shared/policy/index.ts';
import { keepsBounds } from '../../shared/rules/bounds.ts';
import { figuresOf, isWithin, noFigure, type FigureInput, type Span } from '../../shared/rules/kpis.ts';
import { isWrongHash } from '../desk/signal.ts';

type RecordsMeasure = Extract<PolicyKpi['measure'], { kind: 'records' }>;
type MeasuredFigure = RecordsMeasure['figure'];

/** Figures that the policy may ask for and that incidents and changes do not give, each with the reason. */
const notFromIncidents = {
  slaCompliance: 'The journal keeps no minutes of service; the budgets of the objectives tell it.',
  uptime: 'The journal keeps no minutes of service; the budgets of the objectives tell it.',
  hashValidation: 'The journal keeps wrong hashes only, and not how many were checked.',
  auditCompleteness: 'Not counted from incidents; "watchfloor audit verify" checks the whole audit trail.',
  actionItemCompletion: 'Action items are not kept here yet.',
} as const satisfies Record<
  Exclude<MeasuredFigure, FigureName | 'violationDetection' | 'incidentReduction'>,
  string
>;

/** What key figures are made of: that of the span, and the rows of the two quarters before its end. */
export interface KpiInput extends FigureInput {
  readonly quarters: Quarters;
}

interface Quarters {
  readonly last: Span;
  readonly before: Span;
  readonly rows: readonly IncidentRow[];
  /** When the records begin. */
  readonly since: Instant | undefined;
}

/** Every key figure that the policy takes from records, each in its own unit and against its own target. */
export function kpiFigures(kpis: readonly PolicyKpi[], input: KpiInput, span: Span): readonly KpiFigure[] {
  const total = figuresOf(input, span);
  return kpis.flatMap((kpi) => {
    const { measure } = kpi;
    if (measure.kind !== 'records') return [];
    return [kpiFigure(kpi, measure, measured(measure, total, input, span))];
  });
}

function kpiFigure(kpi: PolicyKpi, measure: RecordsMeasure, counted: Figure): KpiFigure {
  const { id, name, group, document, unit, target } = kpi;
  const figure = inUnit(counted, measure.figure, unit);
  const met = figure.value === undefined ? undefined : keepsBounds(figure.value, target);
  const asked = { figure: measure.figure, severity: measure.severity };
  return { id, name, group, document, ...asked, unit, target: { ...target }, ...figure, met };
}

function measured({ figure, severity }: RecordsMeasure, total: Figures, input: KpiInput, span: Span): Figure {
  const own = (rows: readonly IncidentRow[]): readonly IncidentRow[] =>
    severity === undefined ? rows : rows.filter((row) => row.severity === severity);
  const rows = own(input.rows);
  if (isFigureName(figure)) {
    return severity === undefined
      ? total[figure]
      : figuresOf({ ...input, rows, changes: undefined }, span)[figure];
  }
  if (figure === 'incidentReduction')
    return incidentReduction({ ...input.quarters, rows: own(input.quarters.rows) });
  if (figure !== 'violationDetection') return noFigure(notFromIncidents[figure]);
  // What this desk can see of a policy violation is a service that answers with the wrong hash.
  return figuresOf({ ...input, rows: rows.filter(({ cause }) => isWrongHash(cause)) }, span).mttd;
}

/** Incident reduction = 1 - opened in the last whole quarter / opened in the one before it. */
function incidentReduction({ last, before, rows, since }: Quarters): Figure {
  if (since === undefined || since > before.from)
    return noFigure('The journal does not hold the last two whole quarters.');
  const openedIn = (quarter: Span): number =>
    rows.filter(({ openedAt, mergedInto }) => mergedInto === undefined && isWithin(quarter, openedAt)).length;
  const [now, then] = [openedIn(last), openedIn(before)];
  if (then === 0)
    return noFigure('No incident in the quarter before the last, so there is none to compare with.');
  return { value: 1 - now / then, counted: now + then, of: now + then, leftOut: [], doubtful: 0 };
}

const isFigureName = (figure: MeasuredFigure): figure is FigureName =>
  figureNames.some((name) => name === figure);

const msPer: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000 };
const partsPer: Readonly<Record<string, number>> = { '%': 0.01, ratio: 1 };
const times: readonly MeasuredFigure[] = ['mttd', 'mtta', 'mttr', 'violationDetection'];

/** A figure in a unit of the policy; one that does not fit gives no value, and says so. */
function inUnit(figure: Figure, name: MeasuredFigure, unit: PolicyKpi['unit']): Figure {
  const size = (times.includes(name) ? msPer : partsPer)[unit];
  const { value, median, p90, ...told } = figure;
  if (size === undefined) {
    return { ...told, why: told.why ?? `The policy's unit "${unit}" does not fit it; mend the policy.` };
  }
  const scaled = (amount: number | undefined): number | undefined =>
    amount === undefined ? undefined : amount / size;
  return { ...told, value: scaled(value), median: scaled(median), p90: scaled(p90) };
}
