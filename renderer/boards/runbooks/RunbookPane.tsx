import type { ReactElement, ReactNode } from 'react';
import styles from './RunbookPane.module.css';

/** What stands in the place of the runbook's text for a while. */
export function RunbookPane({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <article
      className={`${styles.pane} ${className ?? ''}`}
      aria-label={label}
      tabIndex={-1}
      // The arrows scroll it from the moment it opens.
      ref={focus}
    >
      {children}
    </article>
  );
}

const focus = (article: HTMLElement | null): void => article?.focus();

/** The way back to the runbook, with its key. */
export function BackToRunbook({
  keyName,
  onClose,
}: {
  readonly keyName: string;
  readonly onClose: () => void;
}): ReactElement {
  return (
    <button type="button" className={styles.back} onClick={onClose}>
      <kbd>{keyName}</kbd> back to the runbook
    </button>
  );
}
