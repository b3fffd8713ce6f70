import { useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { capital } from '../../../shared/rules/capital.ts';
import type { Objective } from '../../../shared/model/objective.ts';
import { forecastText } from '../../../shared/rules/objectiveWords.ts';
import { copyPicture, copyText } from '../../components/copyChart.ts';
import { capacityText } from '../../selectors/capacityText.ts';
import { historyCsv } from '../../selectors/historyPoints.ts';
import { lossWords } from '../../selectors/loss.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { BudgetTable } from './BudgetTable.tsx';
import { BurnTable } from './BurnTable.tsx';
import { DetailHead } from './DetailHead.tsx';
import { Explanation, explainedQuery } from './Explanation.tsx';
import { IntervalTable } from './IntervalTable.tsx';
import styles from './ObjectiveDetail.module.css';
import { rowName, type RowSource } from './objectiveRow.ts';
import { PastCharts } from './PastCharts.tsx';
import { spanOf } from './spans.ts';
import { useObjectiveHistory } from './useObjectiveHistory.ts';

const saidForMs = 10_000;
const capacityMethod =
  'The 10th to the 90th percentile of the worst hours of the last 14 days, by four readings an hour.';

/** What keys of the board do to the objective that is opened. */
export interface DetailKeys {
  copyQuery?: () => void;
  copyPicture?: () => void;
  copyCsv?: () => void;
}

interface ObjectiveDetailProps {
  readonly objective: Objective;
  readonly source: RowSource;
  /** Filled here, so that the board's keys reach what is drawn here. */
  readonly keys: RefObject<DetailKeys>;
}

/** One objective: how it stands, why, its past, and what is to be expected. */
export function ObjectiveDetail({ objective, source, keys }: ObjectiveDetailProps): ReactElement {
  const span = spanOf(useConsole(({ ui }) => ui.burn.span));
  const live = useConsole((state) => state.live);
  const loss = useConsole(lossWords);
  const { held, problem } = useObjectiveHistory(objective.id, span);
  const now = useNow();
  const frame = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState({ words: '', until: 0 });
  const query = explainedQuery(objective, held?.history);
  const isKnown = live && objective.verdict !== 'unknown';
  const forecast = forecastText(objective);
  const file = useMemo(
    () => `${objective.id.replaceAll(/[^\w-]+/g, '-')}-${span.id}`,
    [objective.id, span.id],
  );

  const say = (words: string): void => setSaid({ words, until: now + saidForMs });
  const acts: Required<DetailKeys> = {
    copyQuery() {
      if (query === undefined) say('No PromQL is known yet');
      else void copyText(query, 'PromQL', `${file}.promql.txt`).then(say);
    },
    copyPicture() {
      const caption = `${rowName(objective, source.services)} · ${objective.name} · ${span.label} to ${new Date(held?.to ?? now).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      if (frame.current === null) say('There is no chart to copy yet');
      else {
        say('Copying the chart');
        void copyPicture(frame.current, caption, `${file}.png`).then(say);
      }
    },
    copyCsv() {
      if (held === undefined) say('There is no history to copy yet');
      else void copyText(historyCsv(held.history), 'CSV', `${file}.csv`).then(say);
    },
  };

  return (
    <div className={styles.detail} ref={() => void Object.assign(keys.current, acts)}>
      <DetailHead objective={objective} source={source} now={now} />
      <PastCharts
        objective={objective}
        span={span}
        held={held}
        problem={live ? problem : capital(loss)}
        now={now}
        frameRef={frame}
        said={now < said.until ? said.words : ''}
        acts={acts}
      />
      <div className={styles.columns}>
        <section>
          <h3>Budgets</h3>
          <BudgetTable budgets={objective.budgets} now={now} isKnown={isKnown} />
          {forecast === undefined ? null : (
            <p className={styles.forecast}>
              {forecast}. <span>{objective.forecast?.method}. A range, never a promise.</span>
            </p>
          )}
          {objective.capacity === undefined ? null : (
            <p className={styles.forecast}>
              {capacityText(objective.capacity)}. <span>{capacityMethod} A range, never a promise.</span>
            </p>
          )}
        </section>
        <section>
          <h3>Burn</h3>
          <BurnTable objective={objective} isKnown={isKnown} />
        </section>
        <Explanation objective={objective} query={query} isKnown={isKnown} onCopy={acts.copyQuery} />
        <IntervalTable objective={objective} history={held?.history} />
      </div>
    </div>
  );
}
