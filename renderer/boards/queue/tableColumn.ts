import type { DeskInfo } from '../../../shared/model/desk.ts';
import type { Instant } from '../../../shared/model/instant.ts';
import type { SortKey } from '../../../shared/model/queueView.ts';
import type { Service } from '../../../shared/model/service.ts';
import type { Silence } from '../../../shared/model/silence.ts';
import type { Cell } from '../../components/GridRow.tsx';

/** What orders rows; it does not move with the clock. */
export interface OrderContext {
  readonly services: Readonly<Record<string, Pick<Service, 'name'>>>;
  readonly severities: DeskInfo['severities'];
}

/** What cells are written from. */
export interface CellContext extends OrderContext {
  readonly silences: Readonly<Record<string, Silence>>;
  /** The incident of a flood's first alert, while there is one. */
  readonly firstOut?: string | undefined;
  readonly now: Instant;
}

/** How two rows stand to each other: below 0 where the first comes first. */
export type Compare<Row> = (one: Row, other: Row) => number;

/** One column that a view may show. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly title: string;
  /** True where the cells say it without a title over them. */
  readonly isTitleHidden?: boolean;
  /** px; the column without one takes what is left. */
  readonly width?: number;
  readonly isNumber?: boolean;
  readonly cell: (row: Row, context: CellContext) => Cell;
  readonly compare: (context: OrderContext) => Compare<Row>;
}

/** Texts in their order, numbers in them by their value; what is absent comes last. */
export const compareTexts = (one: string | undefined, other: string | undefined): number =>
  one === other ? 0 : one === undefined ? 1 : other === undefined ? -1 : collator.compare(one, other);

// Comparing by one collator is several times faster than `localeCompare`.
const collator = new Intl.Collator('en', { numeric: true });

/** Numbers, the smallest first; what is absent comes last. */
export const compareNumbers = (one = Number.MAX_VALUE, other = Number.MAX_VALUE): number => one - other;

/** Rows by the keys of a view, then in the table's own order. */
export function compareRows<Row>(
  sort: readonly SortKey[],
  columns: readonly TableColumn<Row>[],
  own: Compare<Row>,
  context: OrderContext,
): Compare<Row> {
  const keys = sort.flatMap(({ by, down }) => {
    const compare = columns.find(({ id }) => id === by)?.compare(context);
    return compare === undefined ? [] : [{ compare, sign: down ? -1 : 1 }];
  });
  return (one, other) => {
    for (const { compare, sign } of keys) {
      const outcome = compare(one, other) * sign;
      if (outcome !== 0) return outcome;
    }
    return own(one, other);
  };
}

/** The order after a column's title was pressed: alone, or with Shift as a further key; the third press takes it out. */
export function pressedSort(sort: readonly SortKey[], by: string, isFurther: boolean): readonly SortKey[] {
  const before = sort.find((key) => key.by === by);
  const next: readonly SortKey[] = before?.down === true ? [] : [{ by, down: before !== undefined }];
  if (!isFurther) return next;
  if (before === undefined) return [...sort, ...next];
  return sort.flatMap((key) => (key.by === by ? next : [key]));
}
