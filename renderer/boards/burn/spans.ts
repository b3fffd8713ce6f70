import { monthAt } from '../../../shared/rules/budget.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** A span that the charts can show. */
export interface Span {
  readonly id: string;
  readonly label: string;
  readonly key: string;
  /** Its beginning, for an end. */
  readonly from: (to: number) => number;
}

const last = (id: string, label: string, key: string, ms: number): Span => ({
  id,
  label,
  key,
  from: (to) => to - ms,
});

const dayLong = last('24h', '24 h', '3', dayMs);

/** The spans in the order of their keys. */
export const spans: readonly Span[] = [
  last('1h', '1 h', '1', hourMs),
  last('6h', '6 h', '2', 6 * hourMs),
  dayLong,
  last('3d', '3 d', '4', 3 * dayMs),
  last('30d', '30 d', '5', 30 * dayMs),
  { id: 'month', label: 'Month', key: '6', from: (to) => monthAt(to - 1).startsAt },
];

/** The span of an id; a day where there is none such. */
export const spanOf = (id: string): Span => spans.find((span) => span.id === id) ?? dayLong;
