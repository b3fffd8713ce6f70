import type { ReactElement } from 'react';
import type { Budget } from '../../../shared/model/objective.ts';
import {
  badTimeText,
  badTimeUnit,
  budgetWindowText,
  countText,
  leftText,
  restsOnText,
} from '../../../shared/rules/objectiveFigures.ts';
import styles from './ObjectiveDetail.module.css';

interface BudgetTableProps {
  readonly budgets: readonly Budget[];
  readonly now: number;
  readonly isKnown: boolean;
}

/** Every budget of an objective, its own window first: used, allowed, left, and on how much it rests. */
export function BudgetTable({ budgets, now, isKnown }: BudgetTableProps): ReactElement {
  if (budgets.length === 0) return <p className={styles.none}>No budget is counted yet.</p>;
  return (
    <table className={styles.table} data-aged={isKnown ? undefined : true}>
      <thead>
        <tr>
          <th scope="col">Window</th>
          <th scope="col">Left</th>
          <th scope="col">Used</th>
          <th scope="col">Allowed</th>
          <th scope="col">Bad of total</th>
          <th scope="col">Rests on</th>
        </tr>
      </thead>
      <tbody>
        {budgets.map((budget) => {
          const { window, left, usedMs, allowedMs, bad, total } = budget;
          const unit = badTimeUnit(allowedMs);
          return (
            <tr key={budgetWindowText(window)}>
              <th scope="row">{budgetWindowText(window)}</th>
              <td>{left === undefined ? '—' : `${leftText(left, true)} %`}</td>
              <td>{left === undefined ? '—' : badTimeText(usedMs, unit)}</td>
              <td>{allowedMs <= 0 ? 'none' : badTimeText(allowedMs, unit)}</td>
              <td>{`${countText(bad)} of ${countText(total)}`}</td>
              <td>
                {restsOnText(budget, now) ?? (window.kind === 'month' ? 'all of it so far' : 'all of it')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
