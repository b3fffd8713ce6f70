import { memo, type ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import styles from './BurnRow.module.css';
import { BudgetBar } from './BudgetBar.tsx';
import { StateGlyph } from './StateGlyph.tsx';

interface BurnRowProps {
  readonly id: string;
  readonly state: ServiceState;
  readonly name: string;
  /** "Critical 99.95 % · 22.0/21.6 min". */
  readonly line: string;
  readonly left: string;
  readonly unit: string;
  readonly bar: number | undefined;
  readonly isSpent: boolean;
  readonly statement: string;
  readonly burns: readonly { readonly text: string; readonly isHot: boolean }[];
}

/** One objective of the burn wall: what is left, until when, and how fast it goes. */
export const BurnRow = memo(function BurnRow(props: BurnRowProps): ReactElement {
  const { id, state, name, line, left, unit, bar, isSpent, statement, burns } = props;
  return (
    <li className={`${styles.row} ${styles[state] ?? ''}`} data-objective={id} data-state={state}>
      <div className={styles.name}>
        <StateGlyph state={state} />
        <span>
          <b>{name}</b>
          <i>{line}</i>
        </span>
      </div>
      <div className={styles.left}>
        {left}
        <small>{unit}</small>
      </div>
      <div className={styles.middle}>
        <BudgetBar state={state} share={bar} isSpent={isSpent} />
        <p>{statement}</p>
      </div>
      <div className={styles.burns}>
        {burns.map(({ text, isHot }, index) => (
          // The windows are the policy's and keep their places.
          <span key={index} className={isHot ? styles.hot : ''}>
            {text}
          </span>
        ))}
      </div>
    </li>
  );
});
