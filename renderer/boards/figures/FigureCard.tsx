import type { ReactElement } from 'react';
import type { Figure, FigureName, KpiFigure } from '../../../shared/model/deskFigures.ts';
import {
  figureTitles,
  isTime,
  kpiTarget,
  leftOutText,
  measureOf,
  restsOnText,
  spreadText,
} from '../../../shared/rules/figureWords.ts';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import styles from './Figures.module.css';

interface FigureCardProps {
  readonly name: FigureName;
  readonly figure: Figure;
  /** The policy's target for it. */
  readonly kpi: KpiFigure | undefined;
  /** With why some incidents count for nothing. */
  readonly isFull: boolean;
}

/** One figure large, with its target, its spread and what it rests on. */
export function FigureCard({ name, figure, kpi, isFull }: FigureCardProps): ReactElement {
  const measure = measureOf(name, figure);
  const spread = spreadText(figure);
  const left = leftOutText(figure);
  const { short, long } = figureTitles[name];
  const isMissed = kpi?.met === false;
  return (
    <li className={`${styles.card} ${isMissed ? styles.missed : ''}`} data-figure={name}>
      <h3>
        {long} {!isFull || !isTime(name) ? null : <small>{short}</small>}
      </h3>
      {measure === undefined ? (
        <p className={styles.value}>
          <span>Not enough</span>
        </p>
      ) : (
        <p className={styles.value}>
          <b>{measure.value}</b> {measure.unit}
        </p>
      )}
      {kpi === undefined ? (
        <p className={styles.target}>no target in the policy</p>
      ) : (
        <p className={styles.target}>
          <StateGlyph state={kpi.met === undefined ? 'unknown' : kpi.met ? 'operational' : 'degraded'} />{' '}
          {kpi.met === undefined ? '' : kpi.met ? 'met, ' : 'missed, '}
          target {kpiTarget(kpi)}
        </p>
      )}
      <p className={styles.rests}>
        {measure === undefined ? (figure.why ?? restsOnText(name, figure)) : restsOnText(name, figure)}
      </p>
      {isFull ? (
        <>
          <p className={styles.rests}>{spread}</p>
          <p className={styles.left}>{left === '' ? '' : `Left out: ${left}`}</p>
          {figure.doubtful === 0 ? null : (
            <p className={styles.left}>{figure.doubtful} doubtful: the clock was set back</p>
          )}
        </>
      ) : null}
    </li>
  );
}
