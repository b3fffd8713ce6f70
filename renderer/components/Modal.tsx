import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
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

/** A sheet over any board: it has the keys while it is open, a press beside it closes it, and the focus goes back to where it was. */
export function Modal({ label, className, children, onKeyDown, onClose }: ModalProps) {
  // Taken before anything here takes the focus.
  const [before] = useState(() => document.activeElement);
  const sheet = useRef<HTMLElement>(null);
  // Where nothing in it asked for the focus: its keys are heard from the moment that it is seen.
  useLayoutEffect(() => {
    if (sheet.current?.contains(document.activeElement) === false) sheet.current.focus();
  }, []);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement) before.focus();
    },
    [before],
  );
  return (
    <div className={styles.shade} onClick={onClose}>
      <section
        ref={sheet}
        // A press on its empty part leaves the focus in it.
        tabIndex={-1}
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
