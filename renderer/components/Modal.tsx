import { useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Modal.module.css';

interface ModalProps {
  readonly label: string;
  /** The sheet's own size and order. */
  readonly className: string | undefined;
  readonly children: ReactNode;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly onClose: () => void;
}

/** The keys of a sheet: Esc closes it, and the board below hears none. */
export const sheetKeys =
  (close: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key === 'Escape') close();
    event.stopPropagation();
  };

/** A sheet over any board: a press beside it closes it, and the focus goes back to where it was. */
export function Modal({ label, className, children, onKeyDown, onClose }: ModalProps) {
  // Taken before anything here takes the focus.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
  return (
    <div className={styles.shade} onClick={onClose}>
      <section
        className={`${styles.sheet} ${className ?? ''}`}
        role="dialog"
        aria-modal="true"
        aria-label={label}
        onClick={(event) => event.stopPropagation()}
        onKeyDown={onKeyDown}
      >
        {children}
      </section>
    </div>
  );
}
