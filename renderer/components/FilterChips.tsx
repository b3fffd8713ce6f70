import styles from './FilterChips.module.css';

/** One filter with how many rows pass it, where that is counted, and its key. */
export interface FilterChip {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  readonly keyName?: string;
}

/** Filters as toggles with their counts; exactly one is on. */
export function FilterChips({
  chips,
  active,
  onPick,
}: {
  chips: readonly FilterChip[];
  active: string;
  onPick: (id: string) => void;
}) {
  return (
    <div className={styles.chips} role="group" aria-label="Filter">
      {chips.map(({ id, label, count, keyName }) => (
        <button
          key={id}
          type="button"
          className={id === active ? `${styles.chip} ${styles.on}` : styles.chip}
          aria-pressed={id === active}
          aria-keyshortcuts={keyName}
          title={keyName === undefined ? undefined : `Key ${keyName}`}
          onClick={() => onPick(id)}
        >
          {label} {count !== undefined && <b>{count.toLocaleString('en-GB')}</b>}
        </button>
      ))}
    </div>
  );
}
