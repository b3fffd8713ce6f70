import type { ReactElement } from 'react';
import type { Instant } from '../../../shared/model/instant.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import type { ObjectiveHistory } from '../../../shared/model/objectiveHistory.ts';
import { sentenceText, utcMinute } from '../../../shared/rules/durations.ts';
import { badTimeUnit, budgetWindowText, countText } from '../../../shared/rules/objectiveFigures.ts';
import { ownBudget } from '../../../shared/rules/objectiveOrder.ts';
import { dayText } from '../../../shared/rules/objectiveWords.ts';
import { tenthsOf } from '../../selectors/historyPoints.ts';
import styles from './ObjectiveDetail.module.css';

interface IntervalTableProps {
  readonly objective: Objective;
  readonly history: ObjectiveHistory | undefined;
}

const instantText = (at: Instant): string => `${dayText(at)} ${utcMinute(at)}`;

/** Where the budget went: every bad stretch of its own window, with a sum that is the bad time shown above. */
export function IntervalTable({ objective, history }: IntervalTableProps): ReactElement | null {
  const budget = ownBudget(objective);
  if (budget === undefined) return null;
  const intervals = history?.intervals ?? [];
  const unit = badTimeUnit(budget.allowedMs);
  const listedMs = intervals.reduce((sum, { badMs }) => sum + badMs, 0);
  const hidden = (history?.intervalCount ?? 0) - intervals.length;
  // What is not listed, or has come since the history was asked for, is a part of the sum too.
  const otherMs = Math.max(0, budget.usedMs - listedMs);
  const wholeMs = listedMs + otherMs;
  const parts = tenthsOf(
    [...intervals.map(({ badMs }) => badMs / unit.ms), otherMs / unit.ms],
    wholeMs / unit.ms,
  );
  const text = (tenths: number | undefined): string => `${(tenths ?? 0).toFixed(1)} ${unit.name}`;
  const other = parts.at(-1) ?? 0;
  return (
    <section className={styles.wide}>
      <h3>
        Bad intervals
        <small>{budgetWindowText(budget.window)}, newest first, UTC</small>
      </h3>
      {history === undefined ? (
        <p className={styles.none}>They come with the history.</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">From, UTC</th>
              <th scope="col">To, UTC</th>
              <th scope="col">Lasted</th>
              <th scope="col">Bad of total</th>
              <th scope="col">Bad time</th>
            </tr>
          </thead>
          <tbody>
            {intervals.map(({ from, to, bad, total }, index) => (
              <tr key={from}>
                <th scope="row">{instantText(from)}</th>
                <td>{instantText(to)}</td>
                <td>{sentenceText(to - from)}</td>
                <td>{`${countText(bad)} of ${countText(total)}`}</td>
                <td>{text(parts[index])}</td>
              </tr>
            ))}
            {hidden > 0 || other > 0 ? (
              <tr>
                <th scope="row" colSpan={4}>
                  {hidden > 0 ? `${hidden} more, not listed` : 'Since the history was asked for'}
                </th>
                <td>{text(other)}</td>
              </tr>
            ) : null}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={4}>
                Sum
              </th>
              <td>{text(Math.round((wholeMs / unit.ms) * 10) / 10)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
