import type { Figure, FigureName, Figures, IncidentRow } from '../model/deskFigures.ts';
import type { ChangeRecord } from '../model/incidentRecord.ts';
import type { Instant } from '../model/instant.ts';
import type { LinkedIncidents } from './changeSuccess.ts';
import { spreadOf } from './spread.ts';

/** A stretch of time; its end is not part of it. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What figures are made of: rows of all incidents of the part asked for, and its changes. */
export interface FigureInput {
  readonly rows: readonly IncidentRow[];
  /** Undefined where changes can't be told apart that way: they have no severity. */
  readonly changes: readonly ChangeRecord[] | undefined;
  readonly linked: LinkedIncidents;
}

/** Whether an instant is in a span; what did not happen is in none. */
export const isWithin = ({ from, to }: Span, at: Instant | undefined): boolean =>
  at !== undefined && at >= from && at < to;

/** What one thing adds to a figure: a time or a vote, or why it adds nothing. */
type Share = { readonly value: number; readonly isDoubtful?: boolean } | { readonly why: string };

/** Every figure over a span. Which incidents each counts, and why, is in docs/figures.md. */
export function figuresOf({ rows, changes, linked }: FigureInput, span: Span): Figures {
  const standing = rows.filter(({ mergedInto }) => mergedInto === undefined);
  const opened = standing.filter(({ openedAt }) => isWithin(span, openedAt));
  // By the end, since long ones would otherwise be missing from every report made before they are over.
  const settled = standing.filter(({ openedAt, resolvedAt }) =>
    isWithin(span, resolvedAt === undefined ? openedAt : resolvedAt),
  );
  return {
    mttd: timeFigure(opened, detection),
    mtta: timeFigure(opened, acknowledgement),
    mttr: timeFigure(settled, resolution),
    recurrence: shareFigure(opened, recurrence),
    responseCompliance: shareFigure(opened, response),
    changeSuccess:
      changes === undefined ? noFigure('Changes have no severity.') : changeSuccess(changes, linked, span),
  } satisfies Record<FigureName, Figure>;
}

/** Mean time to detect = opened - first bad signal. */
function detection({ detectMs, doubtful }: IncidentRow): Share {
  if (detectMs === undefined) return { why: 'declared by a person, so there was no signal' };
  return { value: detectMs, isDoubtful: doubtful.includes('detect') };
}

/** Mean time to acknowledge = first acknowledged - opened. */
function acknowledgement({ acknowledgeMs, resolvedAt, doubtful }: IncidentRow): Share {
  if (acknowledgeMs !== undefined)
    return { value: acknowledgeMs, isDoubtful: doubtful.includes('acknowledge') };
  return { why: resolvedAt === undefined ? 'not acknowledged yet' : 'resolved without being acknowledged' };
}

/** Mean time to resolve = last resolved - opened. */
function resolution({ resolveMs, doubtful }: IncidentRow): Share {
  if (resolveMs === undefined) return { why: 'still open' };
  return { value: resolveMs, isDoubtful: doubtful.includes('resolve') };
}

function recurrence({ declaredBy, recurrenceOf }: IncidentRow): Share {
  if (declaredBy !== undefined) return { why: 'declared by a person, so its cause can not be compared' };
  return { value: recurrenceOf === undefined ? 0 : 1 };
}

function response({ response: state, doubtful }: IncidentRow): Share {
  switch (state) {
    case 'met':
      return { value: 1, isDoubtful: doubtful.includes('acknowledge') };
    case 'missed':
      return { value: 0 };
    case 'notDue':
      return { why: 'response not due yet' };
    case 'overByItself':
      return { why: 'over by itself before a response was due' };
    case 'noResponseTime':
      return { why: 'of a severity without a response time in the policy' };
  }
}

/** Change success = completed without rollback or linked incident, of all that ended in the span. */
function changeSuccess(changes: readonly ChangeRecord[], linked: LinkedIncidents, span: Span): Figure {
  const settled = changes.filter(({ startsAt, ended }) =>
    isWithin(span, ended === undefined ? startsAt : ended.at),
  );
  return shareFigure(
    settled,
    ({ id, ended }) => {
      if (ended === undefined) return { why: 'not ended yet' };
      return { value: ended.outcome === 'completed' && (linked.get(id) ?? []).length === 0 ? 1 : 0 };
    },
    'change',
  );
}

function timeFigure(rows: readonly IncidentRow[], shareOf: (row: IncidentRow) => Share): Figure {
  const { values, ...told } = tally(rows, shareOf, 'incident');
  const spread = spreadOf(values);
  return { value: spread?.mean, median: spread?.median, p90: spread?.p90, ...told };
}

function shareFigure<Thing>(
  things: readonly Thing[],
  shareOf: (thing: Thing) => Share,
  what: 'incident' | 'change' = 'incident',
): Figure {
  const { values, ...told } = tally(things, shareOf, what);
  return { value: spreadOf(values)?.mean, ...told };
}

/** A figure that can't be had, with the reason. */
export const noFigure = (why: string): Figure => ({ counted: 0, of: 0, leftOut: [], doubtful: 0, why });

function tally<Thing>(
  things: readonly Thing[],
  shareOf: (thing: Thing) => Share,
  what: 'incident' | 'change',
): Omit<Figure, 'value' | 'median' | 'p90'> & { readonly values: readonly number[] } {
  const values: number[] = [];
  const left = new Map<string, number>();
  let doubtful = 0;
  for (const thing of things) {
    const share = shareOf(thing);
    if ('why' in share) left.set(share.why, (left.get(share.why) ?? 0) + 1);
    else values.push(share.value);
    if ('value' in share && share.isDoubtful === true) doubtful += 1;
  }
  const leftOut = [...left]
    .map(([why, count]) => ({ why, count }))
    .sort((one, other) => other.count - one.count || (one.why < other.why ? -1 : 1));
  const why = values.length > 0 ? undefined : whyNone(leftOut, things.length, what);
  return { values, counted: values.length, of: things.length, leftOut, doubtful, why };
}

function whyNone(leftOut: Figure['leftOut'], of: number, what: string): string {
  if (of === 0) return `No ${what} in this span.`;
  const reasons = leftOut.map(({ why, count }) => `${count} ${why}`).join(', ');
  return `None of ${of} ${what}${of === 1 ? '' : 's'} counts: ${reasons}.`;
}
