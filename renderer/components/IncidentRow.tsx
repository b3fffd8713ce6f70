import { memo, useEffect, useRef } from 'react';
import { SeverityBadge } from './SeverityBadge.tsx';
import styles from './IncidentRow.module.css';

/** What a row shows: words only, so that it is drawn again only when one of them changes. */
export interface IncidentRowProps {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly context: string;
  readonly since: string;
  readonly open: string;
  readonly owner?: string | undefined;
  readonly due: string;
  readonly dueDetail?: string | undefined;
  readonly dueTone: 'plain' | 'warm' | 'hot' | 'late';
  readonly selected: boolean;
  readonly tabbable: boolean;
  readonly onSelect: (id: string) => void;
}

/** One incident of the queue, two lines high. */
export const IncidentRow = memo(function IncidentRow(props: IncidentRowProps) {
  const { id, selected, owner, onSelect } = props;
  const row = useRef<HTMLTableRowElement>(null);
  useEffect(() => {
    if (!selected || row.current === null) return;
    row.current.scrollIntoView?.({ block: 'nearest' });
    if (document.activeElement?.getAttribute('role') === 'row') row.current.focus({ preventScroll: true });
  }, [selected]);
  return (
    <tr
      ref={row}
      role="row"
      className={selected ? `${styles.row} ${styles.selected}` : styles.row}
      aria-selected={selected}
      tabIndex={props.tabbable ? 0 : -1}
      onClick={() => onSelect(id)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onSelect(id);
      }}
    >
      <td>
        <SeverityBadge severity={props.severity} />
      </td>
      <td className={styles.id}>{id}</td>
      <td className={styles.title} title={props.title}>
        {props.title}
        <i>{props.context}</i>
      </td>
      <td className={styles.num}>{props.since}</td>
      <td className={styles.num}>{props.open}</td>
      <td className={owner === undefined ? styles.noOwner : undefined} title={owner}>
        {owner ?? 'no owner'}
      </td>
      <td className={`${styles.num} ${styles[props.dueTone]}`}>
        {props.due}
        {props.dueDetail !== undefined && <i> {props.dueDetail}</i>}
      </td>
    </tr>
  );
});
