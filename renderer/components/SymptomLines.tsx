import styles from './SymptomLines.module.css';

/** A cause and what is folded under it, in words. */
export interface SymptomLine {
  readonly cause: string;
  readonly text: string;
  readonly open: boolean;
  /** The key opens and closes this one. */
  readonly selected: boolean;
}

/** What is folded under causes: one line for each, which opens and closes it. */
export function SymptomLines({
  lines,
  onToggle,
}: {
  readonly lines: readonly SymptomLine[];
  readonly onToggle: (cause: string) => void;
}) {
  if (lines.length === 0) return null;
  return (
    <ul className={styles.lines} aria-label="Symptoms folded under their cause">
      {lines.map(({ cause, text, open, selected }) => (
        <li key={cause}>
          <button type="button" aria-expanded={open} onClick={() => onToggle(cause)}>
            <span aria-hidden="true">{open ? '▾' : '▸'}</span>
            <b>{text}</b>
            {selected && <kbd aria-hidden="true">f</kbd>}
          </button>
        </li>
      ))}
    </ul>
  );
}
