import { useEffect, useEffectEvent, useMemo, useRef, type MouseEvent, type ReactElement } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { SortKey } from '../../../shared/model/queueView.ts';
import { GridRow, type GridRowProps } from '../../components/GridRow.tsx';
import type { CellContext, TableColumn } from './tableColumn.ts';
import styles from './QueueGrid.module.css';

interface QueueGridProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly TableColumn<Row>[];
  readonly context: CellContext;
  readonly idOf: (row: Row) => string;
  readonly sort: readonly SortKey[];
  readonly opened: string | undefined;
  readonly marks: ReadonlySet<string>;
  /** One line a row. */
  readonly compact?: boolean;
  readonly onSort: (by: string, isFurther: boolean) => void;
  readonly onPress: GridRowProps['onPress'];
}

/** As in GridRow.module.css, px. */
const rowPx = { tall: 56, compact: 34 } as const;
/** Rows drawn above and below those in sight. */
const spare = 8;

const windowRect = (): { width: number; height: number } => ({
  width: window.innerWidth,
  height: window.innerHeight,
});

/** A flat table of any length: only the rows in sight are drawn. */
export function QueueGrid<Row>(props: QueueGridProps<Row>): ReactElement {
  const { rows, columns, context, idOf, opened, marks, compact = false } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const height = compact ? rowPx.compact : rowPx.tall;
  // eslint-disable-next-line react-hooks/incompatible-library -- Asked anew at each drawing; nothing of it is kept.
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: spare,
    initialRect: windowRect(),
    // No list is higher than its window, so that nothing has to be measured.
    observeElementRect: (_list, tell) => tell(windowRect()),
  });
  const drawn = virtualizer.getVirtualItems();
  const start = drawn[0]?.index ?? 0;
  const shown = rows.slice(start, start + drawn.length);

  const reveal = useEffectEvent(() => {
    const element = scroller.current;
    const at = rows.findIndex((row) => idOf(row) === opened);
    if (element === null || at < 0 || element.clientHeight === 0) return;
    const head = element.querySelector('thead')?.offsetHeight ?? 0;
    const least = (at + 1) * height + head - element.clientHeight;
    element.scrollTop = Math.min(Math.max(element.scrollTop, least), at * height);
  });
  useEffect(() => reveal(), [opened]);

  const numbers = useMemo(() => columns.map(({ isNumber }) => isNumber === true), [columns]);
  const shownIds = shown.map(idOf);
  const tabbable = opened !== undefined && shownIds.includes(opened) ? opened : shownIds[0];
  // What has a width keeps it; the wide one takes the rest, and at least so much.
  const leastWidth = columns.reduce((sum, { width = 180 }) => sum + width, 0);
  return (
    <div ref={scroller} className={styles.scroll}>
      <table
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable="true"
        className={styles.table}
        style={{ minWidth: leastWidth }}
      >
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === undefined ? undefined : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr role="row" aria-rowindex={1}>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Filler px={start * height} columns={columns.length} />
          {shown.map((row, place) => {
            const id = idOf(row);
            const isMarked = marks.has(id);
            return (
              <GridRow
                key={id}
                id={id}
                place={start + place + 2}
                cells={columns.map((column) => column.cell(row, context))}
                numbers={numbers}
                opened={id === opened}
                marked={isMarked}
                selected={marks.size === 0 ? id === opened : isMarked}
                tabbable={id === tabbable}
                compact={compact}
                onPress={props.onPress}
              />
            );
          })}
          <Filler px={(rows.length - start - shown.length) * height} columns={columns.length} />
        </tbody>
      </table>
    </div>
  );
}

/** Stands for the rows that are not drawn. */
function Filler({ px, columns }: { readonly px: number; readonly columns: number }): ReactElement | null {
  return px === 0 ? null : (
    <tr aria-hidden="true" style={{ height: px }}>
      <td colSpan={columns} className={styles.filler} />
    </tr>
  );
}

interface HeadingProps {
  readonly column: Pick<TableColumn<never>, 'id' | 'title' | 'isTitleHidden' | 'isNumber'>;
  readonly sort: readonly SortKey[];
  readonly onSort: QueueGridProps<never>['onSort'];
}

function Heading({ column, sort, onSort }: HeadingProps): ReactElement {
  const { id, title, isTitleHidden = false, isNumber = false } = column;
  const at = sort.findIndex(({ by }) => by === id);
  const key = sort[at];
  const press = (event: MouseEvent): void => onSort(id, event.shiftKey);
  return (
    <th
      scope="col"
      className={isNumber ? styles.num : undefined}
      aria-sort={key === undefined ? 'none' : key.down ? 'descending' : 'ascending'}
    >
      <button
        type="button"
        aria-label={title}
        onClick={press}
        title={`Sort by ${title}; with Shift as a further key`}
      >
        <span className={isTitleHidden && key === undefined ? 'spoken' : undefined}>
          {isTitleHidden ? title.slice(0, 3) : title}
        </span>
        {key !== undefined && (
          <span aria-hidden="true">
            {key.down ? '↓' : '↑'}
            {sort.length > 1 && at + 1}
          </span>
        )}
      </button>
    </th>
  );
}
