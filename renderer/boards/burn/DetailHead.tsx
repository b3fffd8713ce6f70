import type { ReactElement } from 'react';
import { capital } from '../../../shared/rules/capital.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import { roughText, utcSecond } from '../../../shared/rules/durations.ts';
import { leftText } from '../../../shared/rules/objectiveFigures.ts';
import { hasBudget, leftOf } from '../../../shared/rules/objectiveOrder.ts';
import { sinceText } from '../../../shared/rules/objectiveWords.ts';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import { useConsole } from '../../store/store.ts';
import styles from './ObjectiveDetail.module.css';
import { boundRow } from './boundRow.ts';
import { objectiveRow, type RowSource } from './objectiveRow.ts';

const readsWords = {
  recorded: 'from recording rules',
  direct: 'from direct queries: the recording rules are not loaded',
  simulated: 'simulated',
} as const;
const agreementWords = { sla: 'Agreement (SLA)', slo: 'Objective (SLO)' } as const;

interface DetailHeadProps {
  readonly objective: Objective;
  readonly source: RowSource;
  readonly now: number;
}

/** What it is, how it stands, why, and on what that rests. */
export function DetailHead({ objective, source, now }: DetailHeadProps): ReactElement {
  const telemetry = useConsole(({ feed }) => feed.entities.telemetry);
  const { name, agreement, statement, services, since, reason, reads, asOf, verdict } = objective;
  const row = hasBudget(objective) ? objectiveRow(objective, source) : boundRow(objective, source, telemetry);
  const left = leftOf(objective);
  const isKnown = source.live && verdict !== 'unknown';
  const named = services.map((id) => source.services[id]?.name ?? id).join(', ');
  const age =
    asOf === undefined ? 'not measured yet' : `as of ${utcSecond(asOf)} UTC, ${roughText(now - asOf)} ago`;
  const figure = left === undefined || !isKnown ? row.left : leftText(left, true);
  const was = left === undefined ? '' : `was ${leftText(left, true)} % of the budget`;
  const isBudget = hasBudget(objective);
  const underFigure = !isBudget
    ? 'now; it has no budget'
    : isKnown || was === ''
      ? 'of the budget left'
      : was;
  return (
    <header className={`${styles.head} ${styles[row.state] ?? ''}`}>
      <div>
        <p className={styles.context}>
          {[agreementWords[agreement], row.promise, named].join(' · ')}
          {statement === undefined ? '' : ` · “${statement}”`}
        </p>
        <h2>
          <StateGlyph state={row.state} />
          {name}
        </h2>
        <p className={styles.stands}>{row.statement}</p>
        <p className={styles.context}>
          {`${source.live ? capital(verdict) : `Last known: ${verdict}`} ${sinceText(since, now)}. ${reason}.`}
        </p>
      </div>
      <div className={styles.figure}>
        <b>
          {figure}
          <small>{row.unit}</small>
        </b>
        <span>{underFigure}</span>
      </div>
      <p className={styles.rests}>
        {isBudget
          ? `${objective.source}, ${readsWords[reads]} · ${age}`
          : `${objective.source}, by its figure`}
      </p>
    </header>
  );
}
