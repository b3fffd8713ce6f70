import styles from './FilterChips.module.css';

/** One filter with how many rows pass it. */
export interface FilterChip {
  readonly id: string;
  readonly label: string;
  readonly count: number;
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
      {chips.map(({ id, label, count }) => (
        <button
          key={id}
          type="button"
          className={id === active ? `${styles.chip} ${styles.on}` : styles.chip}
          aria-pressed={id === active}
          onClick={() => onPick(id)}
        >
          {label} <b>{count}</b>
        </button>
      ))}
    </div>
  );
}
