import type { ReactElement } from 'react';
import type { Burn, Objective } from '../../../shared/model/objective.ts';
import { burnText, countText, windowText } from '../../../shared/rules/objectiveFigures.ts';
import styles from './ObjectiveDetail.module.css';

interface BurnTableProps {
  readonly objective: Objective;
  readonly isKnown: boolean;
}

/** The policy's pairs of windows: burn over the long and the short one, and the numbers behind them. */
export function BurnTable({ objective, isKnown }: BurnTableProps): ReactElement {
  const { pairs, burns } = objective;
  if (pairs.length === 0) {
    const words =
      objective.asOf === undefined ? 'No burn is counted yet.' : 'The policy watches no burn windows.';
    return <p className={styles.none}>{words}</p>;
  }
  return (
    <table className={styles.table} data-aged={isKnown ? undefined : true}>
      <thead>
        <tr>
          <th scope="col">Does</th>
          <th scope="col">Above</th>
          <th scope="col">Long window</th>
          <th scope="col">Short window</th>
          <th scope="col">Burns</th>
        </tr>
      </thead>
      <tbody>
        {pairs.map(({ longMs, shortMs, factor, severity, burning }) => (
          <tr key={`${longMs} ${shortMs}`}>
            <th scope="row">{severity}</th>
            <td>{factor}×</td>
            <BurnFigure windowMs={longMs} factor={factor} burns={burns} isKnown={isKnown} />
            <BurnFigure windowMs={shortMs} factor={factor} burns={burns} isKnown={isKnown} />
            <td className={burning && isKnown ? styles.hot : ''}>{burning ? 'yes' : 'no'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BurnFigureProps {
  readonly windowMs: number;
  readonly factor: number;
  readonly burns: readonly Burn[];
  readonly isKnown: boolean;
}

function BurnFigure({ windowMs, factor, burns, isKnown }: BurnFigureProps): ReactElement {
  const burn = burns.find((one) => one.windowMs === windowMs);
  return (
    <td>
      <b className={isKnown && (burn?.rate ?? 0) > factor ? styles.hot : ''}>{burnText(burn?.rate)}</b>
      <span>
        {` in ${windowText(windowMs)}`}
        <br />
        {burn === undefined ? 'not counted' : `${countText(burn.bad)} of ${countText(burn.total)}`}
      </span>
    </td>
  );
}
