import type { ReactNode } from 'react';
import styles from './FoldSection.module.css';

/** Below this there is no room for more than the gist of a section, px. */
const tallPx = 1000;

/** True where a section may begin open: on a low screen it would push out the timeline. */
export const hasRoom = (): boolean => window.innerHeight >= tallPx;

/** A section of a pane that folds to one line: its name and the gist of it. */
export function FoldSection({
  name,
  gist,
  isOpen,
  children,
}: {
  name: string;
  /** What it says, in a few words; stays on screen while it is folded. */
  gist: ReactNode;
  /** How it begins; whoever looks at it may fold it otherwise. */
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <section aria-label={name}>
      <details className={styles.fold} open={isOpen}>
        <summary>
          <h3>{name}</h3>
          <span>{gist}</span>
        </summary>
        {children}
      </details>
    </section>
  );
}
