import type { ReactElement } from 'react';
import styles from './Fitting.module.css';

/** Facts in one line, from the first on as many as fit whole; only the first is ever cut. */
export function Fitting({ facts }: { readonly facts: readonly string[] }): ReactElement {
  return (
    <span className={styles.line} title={facts.join(' · ')}>
      {facts.map((fact, place) => (
        <span key={fact}>{place === 0 ? fact : ` · ${fact}`}</span>
      ))}
    </span>
  );
}
