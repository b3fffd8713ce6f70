import { memo, useEffect, useRef, type MouseEvent } from 'react';
import { SeverityBadge } from './SeverityBadge.tsx';
import styles from './GridRow.module.css';

/** One cell in words, and what they are. */
export interface Cell {
  readonly text: string;
  readonly detail?: string;
  /** A word before the detail that stands out. */
  readonly mark?: string;
  readonly look?: 'severity' | 'id' | 'title' | 'plain' | 'warm' | 'hot' | 'late' | 'missing' | 'quiet';
}

/** What a row shows: words only, so that it is drawn again only when one of them changes. */
export interface GridRowProps {
  readonly id: string;
  /** Place in the whole grid, from 1; the head is the first. */
  readonly place: number;
  readonly cells: readonly Cell[];
  /** Which of them are numbers. */
  readonly numbers: readonly boolean[];
  /** The one whose detail is open. */
  readonly opened: boolean;
  /** Chosen for an act on several. */
  readonly marked: boolean;
  /** What acts are for: the marked ones, or the opened one where none is. */
  readonly selected: boolean;
  readonly tabbable: boolean;
  /** One line high. */
  readonly compact: boolean;
  readonly onPress: (id: string, event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>) => void;
}

/** One row of a grid: two lines high, or one. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { id, opened, marked, onPress } = props;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!opened || row.current === null) return;
    if (document.activeElement?.getAttribute('role') === 'row') row.current.focus({ preventScroll: true });
  }, [opened]);
  const classes = [
    styles.row,
    props.compact && styles.compact,
    opened && styles.opened,
    marked && styles.marked,
  ];
  return (
    <tr
      ref={row}
      role="row"
      className={classes.filter(Boolean).join(' ')}
      aria-rowindex={props.place}
      aria-selected={props.selected}
      aria-current={opened ? 'true' : undefined}
      tabIndex={props.tabbable ? 0 : -1}
      onClick={(event) => onPress(id, event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onPress(id, { shiftKey: false, ctrlKey: false, metaKey: false });
      }}
    >
      {props.cells.map(({ text, detail, mark, look }, place) => (
        <td
          // The cells of a row have a fixed order.
          key={place}
          role="gridcell"
          className={[look && styles[look], props.numbers[place] && styles.num].filter(Boolean).join(' ')}
          title={look === 'severity' ? undefined : detail === undefined ? text : `${text} · ${detail}`}
        >
          {look === 'severity' ? <SeverityBadge severity={text} /> : text}
          {detail !== undefined && detail !== '' && (
            <i>
              {' '}
              {mark !== undefined && <b>{mark}</b>} {detail}
            </i>
          )}
        </td>
      ))}
    </tr>
  );
}, isSame);

/** Cells are made anew each second; a row is drawn again only where a word of them changed. */
function isSame({ cells, numbers, ...one }: GridRowProps, next: GridRowProps): boolean {
  const { cells: nextCells, numbers: nextNumbers, ...other } = next;
  return (
    numbers === nextNumbers &&
    cells.length === nextCells.length &&
    Object.keys(one).every((name) => Reflect.get(one, name) === Reflect.get(other, name)) &&
    cells.every(({ text, detail, mark, look }, place) => {
      const cell = nextCells[place];
      return cell?.text === text && cell.detail === detail && cell.mark === mark && cell.look === look;
    })
  );
}
