import type { ReactElement } from 'react';
import styles from './SeverityBadge.module.css';

/** An incident's severity: P0 and P1 filled, all others outlined. */
export function SeverityBadge({ severity }: { readonly severity: string }): ReactElement {
  return <span className={`${styles.badge ?? ''} ${styles[severity.toLowerCase()] ?? ''}`}>{severity}</span>;
}
