import type { ReactElement } from 'react';
import styles from './OutgoingMark.module.css';

/** How a command stands: a clock while it waits, a crossed circle once it was turned down. */
export function OutgoingMark({ bad }: { readonly bad: boolean }): ReactElement {
  return (
    <svg className={`glyph ${bad ? styles.bad : styles.waits}`} viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.2" />
      <path d={bad ? 'M5.6 5.6l4.8 4.8M10.4 5.6l-4.8 4.8' : 'M8 4.6V8l2.4 1.6'} />
    </svg>
  );
}
