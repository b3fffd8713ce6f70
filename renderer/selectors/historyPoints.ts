import type { Change } from '../../shared/model/change.ts';
import type { Incident } from '../../shared/model/incident.ts';
import type { ObjectiveHistory } from '../../shared/model/objectiveHistory.ts';

const mostPoints = 360;

/** One step of an objective's past, or several drawn as one. */
export interface HistoryPoint {
  readonly from: number;
  /** Not part of it. */
  readonly to: number;
  /** Events, or slices of time; null where nothing was known. */
  readonly bad: number | null;
  readonly total: number | null;
  /** Bad of all, per cent; null where nothing was known, or there was no event. */
  readonly badPercent: number | null;
  /** Budget left at the end, per cent; null where nothing was known. */
  readonly leftPercent: number | null;
}

/** A history's points, oldest first, as many steps in one as keeps them few enough to draw. */
export function historyPoints(history: ObjectiveHistory, most = mostPoints): readonly HistoryPoint[] {
  const { stepMs, startsAt, bad, total, left } = history;
  const count = total.length;
  const every = Math.max(1, Math.ceil(count / most));
  const points: HistoryPoint[] = [];
  for (let first = 0; first < count; first += every) {
    const end = Math.min(first + every, count);
    const badSum = sumOf(bad.slice(first, end));
    const totalSum = sumOf(total.slice(first, end));
    const known = left.slice(first, end).findLast((share) => share !== null);
    points.push({
      from: startsAt + first * stepMs,
      to: startsAt + end * stepMs,
      bad: badSum,
      total: totalSum,
      badPercent: badSum === null || totalSum === null || totalSum === 0 ? null : (badSum / totalSum) * 100,
      leftPercent: known === undefined || known === null ? null : known * 100,
    });
  }
  return points;
}

/** The sum of what is known; null where nothing is. */
function sumOf(counts: readonly (number | null)[]): number | null {
  const known = counts.filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}

/** Something that happened to the services of an objective, on the time axis. */
export interface HistoryMark {
  readonly kind: 'incident' | 'change';
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly isOpen: boolean;
  readonly text: string;
}

/** The incidents of some services that touch a span, oldest first. */
export function incidentMarks(
  incidents: Readonly<Record<string, Incident>>,
  services: readonly string[],
  span: { readonly from: number; readonly to: number },
): readonly HistoryMark[] {
  return Object.values(incidents)
    .filter(({ service }) => service !== undefined && services.includes(service))
    .map(({ id, title, openedAt, resolved }) => ({
      kind: 'incident' as const,
      id,
      from: openedAt,
      to: resolved?.at ?? span.to,
      isOpen: resolved === undefined,
      text: title,
    }))
    .filter((mark) => mark.from < span.to && mark.to > span.from)
    .sort((one, other) => one.from - other.from);
}

/** The changes of some services that were at work in a span, oldest first; what never began changed nothing. */
export function changeMarks(
  changes: Readonly<Record<string, Change>>,
  services: readonly string[],
  span: { readonly from: number; readonly to: number },
): readonly HistoryMark[] {
  return Object.values(changes)
    .filter((change) => change.status !== 'planned' && change.services.some((id) => services.includes(id)))
    .map(({ id, title, startsAt, startedBy, endedBy, outcome }) => ({
      kind: 'change' as const,
      id,
      from: startedBy?.at ?? startsAt,
      to: endedBy?.at ?? span.to,
      isOpen: endedBy === undefined,
      text: outcome === undefined ? title : `${title}, ${outcome.replace('-', ' ')}`,
    }))
    .filter((mark) => mark.from < span.to && mark.to > span.from)
    .sort((one, other) => one.from - other.from);
}

/**
 * Parts of a whole, in tenths, rounded so that they add up to the rounded whole: the largest remainders are rounded up.
 */
export function tenthsOf(parts: readonly number[], whole: number): readonly number[] {
  const floors = parts.map((part) => Math.floor(part * 10 + 1e-9));
  const missing = Math.round(whole * 10) - floors.reduce((sum, part) => sum + part, 0);
  const byRemainder = parts
    .map((part, index) => ({ index, rest: part * 10 - (floors[index] ?? 0) }))
    .sort((one, other) => other.rest - one.rest)
    .slice(0, Math.max(0, missing))
    .map(({ index }) => index);
  return floors.map((part, index) => (part + (byRemainder.includes(index) ? 1 : 0)) / 10);
}

/** The past as CSV for a spreadsheet, every step of it: instants in UTC, shares from 0 to 1, nothing where unknown. */
export function historyCsv(history: ObjectiveHistory): string {
  const { stepMs, startsAt, bad, total, left } = history;
  const cell = (value: number | null | undefined): string =>
    value === null || value === undefined ? '' : String(value);
  const rows = total.map((all, index) => {
    const wrong = bad[index];
    const share =
      wrong === null || wrong === undefined || all === null || all === 0 ? undefined : wrong / all;
    const from = new Date(startsAt + index * stepMs).toISOString();
    const to = new Date(startsAt + (index + 1) * stepMs).toISOString();
    return [from, to, cell(wrong), cell(all), cell(share), cell(left[index])].join(',');
  });
  return ['from_utc,to_utc,bad,total,bad_share,budget_left_share', ...rows, ''].join('\r\n');
}
