import { memo, type ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import { BudgetBar } from './BudgetBar.tsx';
import styles from './ObjectiveItem.module.css';
import { StateGlyph } from './StateGlyph.tsx';

interface ObjectiveItemProps {
  readonly id: string;
  readonly state: ServiceState;
  readonly name: string;
  /** "Critical 99.95 % · burning". */
  readonly line: string;
  readonly left: string;
  readonly unit: string;
  readonly bar: number | undefined;
  readonly isSpent: boolean;
  readonly statement: string;
  readonly selected: boolean;
  readonly onSelect: (id: string) => void;
}

/** One objective of the list: what, how much is left, and how it stands in words. */
export const ObjectiveItem = memo(function ObjectiveItem(props: ObjectiveItemProps): ReactElement {
  const { id, state, name, line, left, unit, bar, isSpent, statement, selected, onSelect } = props;
  return (
    <li
      className={`${styles.item} ${styles[state] ?? ''}`}
      role="option"
      id={`objective ${id}`}
      aria-selected={selected}
      data-objective={id}
      onClick={() => onSelect(id)}
    >
      <StateGlyph state={state} />
      <b>{name}</b>
      <span className={styles.left}>{`${left} ${unit}`}</span>
      <i>{line}</i>
      {unit === '%' || bar !== undefined ? (
        <BudgetBar state={state} share={bar} isSpent={isSpent} />
      ) : (
        <span />
      )}
      <em>{statement}</em>
    </li>
  );
});
