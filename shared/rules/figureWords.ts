import type { Figure, FigureName, KpiFigure } from '../model/deskFigures.ts';
import { boundsText } from './bounds.ts';

const secondMs = 1_000;
const minuteMs = 60_000;
const hourMs = 3_600_000;
/** Of fewer, nine in ten is no more than the largest. */
const leastForP90 = 10;

/** A value and its unit, apart so that the value may be written larger. */
export interface Measured {
  readonly value: string;
  readonly unit: string;
}

/** How each figure is called, as in the field. */
export const figureTitles: Readonly<Record<FigureName, { readonly short: string; readonly long: string }>> = {
  mttd: { short: 'MTTD', long: 'Time to detect' },
  mtta: { short: 'MTTA', long: 'Time to acknowledge' },
  mttr: { short: 'MTTR', long: 'Time to resolve' },
  recurrence: { short: 'Recurrence', long: 'Recurrence' },
  responseCompliance: { short: 'Response', long: 'Response in time' },
  changeSuccess: { short: 'Changes', long: 'Change success' },
};

/** True for a figure that is a time, ms; the others are shares. */
export const isTime = (name: FigureName): boolean => name === 'mttd' || name === 'mtta' || name === 'mttr';

/** A time: `40 s`, `4.2 min`, `3.4 h`. */
export function timeMeasure(ms: number): Measured {
  if (ms < minuteMs) return { value: String(Math.round(ms / secondMs)), unit: 's' };
  if (ms < 1.5 * hourMs) return { value: (ms / minuteMs).toFixed(1), unit: 'min' };
  return { value: (ms / hourMs).toFixed(1), unit: 'h' };
}

/** A figure's value; undefined where there is none, which is not zero. */
export function measureOf(name: FigureName, { value }: Pick<Figure, 'value'>): Measured | undefined {
  if (value === undefined) return undefined;
  return isTime(name) ? timeMeasure(value) : { value: (value * 100).toFixed(1), unit: '%' };
}

/** `12 of 14 incidents`: what a figure rests on. */
export function restsOnText(name: FigureName, { counted, of }: Pick<Figure, 'counted' | 'of'>): string {
  const things = name === 'changeSuccess' ? 'change' : 'incident';
  return `${counted} of ${of} ${of === 1 ? things : `${things}s`}`;
}

/** `median 3.1 min, 9 in 10 within 11.0 min`; the latter only where there are ten. Empty of shares and of nothing. */
export function spreadText({ median, p90, counted }: Pick<Figure, 'median' | 'p90' | 'counted'>): string {
  const text = ({ value, unit }: Measured): string => `${value} ${unit}`;
  const parts = [
    ...(median === undefined ? [] : [`median ${text(timeMeasure(median))}`]),
    ...(p90 === undefined || counted < leastForP90 ? [] : [`9 in 10 within ${text(timeMeasure(p90))}`]),
  ];
  return parts.join(', ');
}

/** `3 not acknowledged yet; 1 resolved without being acknowledged`: why some count for nothing. */
export const leftOutText = ({ leftOut }: Pick<Figure, 'leftOut'>): string =>
  leftOut.map(({ count, why }) => `${count} ${why}`).join('; ');

/** A key figure's value in the policy's own unit; undefined where there is none. */
export function kpiMeasure({ value, unit }: Pick<KpiFigure, 'value' | 'unit'>): Measured | undefined {
  if (value === undefined) return undefined;
  const digits = Math.abs(value) >= 1_000 ? 0 : Math.abs(value) >= 100 ? 1 : 2;
  return { value: String(Number(value.toFixed(digits))), unit };
}

/** `below 5 min`. */
export const kpiTarget = ({ target, unit }: Pick<KpiFigure, 'target' | 'unit'>): string =>
  `${boundsText(target)} ${unit}`;
