import type { ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import styles from './BudgetBar.module.css';

interface BudgetBarProps {
  readonly state: ServiceState;
  /** 0 to 1; absent while unknown. */
  readonly share: number | undefined;
  readonly isSpent: boolean;
}

/** What is left of a budget as a bar; the figure beside it says the same. */
export function BudgetBar({ state, share, isSpent }: BudgetBarProps): ReactElement {
  const shape = state === 'unknown' ? styles.unknown : isSpent ? styles.spent : '';
  return (
    <div className={`${styles.bar} ${shape ?? ''}`} aria-hidden="true">
      {share === undefined || isSpent ? null : (
        <i className={styles[state]} style={{ width: `${share * 100}%` }} />
      )}
    </div>
  );
}
