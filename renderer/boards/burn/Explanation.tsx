import type { ReactElement } from 'react';
import type { Objective } from '../../../shared/model/objective.ts';
import type { ObjectiveHistory } from '../../../shared/model/objectiveHistory.ts';
import { explainedPair, explanationOf } from '../../../shared/rules/objectiveWords.ts';
import { ActButton } from '../../components/ActButton.tsx';
import styles from './ObjectiveDetail.module.css';

/** The PromQL of the burn that is explained; undefined until the gateway told it. */
export function explainedQuery(
  objective: Objective,
  history: ObjectiveHistory | undefined,
): string | undefined {
  const windowMs = explainedPair(objective)?.longMs;
  const queries = history?.queries ?? [];
  return (queries.find((one) => one.windowMs === windowMs) ?? queries[0])?.query;
}

interface ExplanationProps {
  readonly objective: Objective;
  readonly query: string | undefined;
  readonly isKnown: boolean;
  readonly onCopy: () => void;
}

/** Which two numbers made the burn, in words, and how to ask Prometheus for them. */
export function Explanation({ objective, query, isKnown, onCopy }: ExplanationProps): ReactElement {
  const pair = explainedPair(objective);
  const words = pair === undefined ? 'No burn is counted.' : explanationOf(objective, pair.longMs);
  return (
    <section className={styles.wide}>
      <h3>
        Why
        <ActButton keyName="y" disabled={query === undefined} onPress={onCopy}>
          Copy PromQL
        </ActButton>
      </h3>
      <p>
        {isKnown || pair === undefined
          ? words
          : `Last known: ${words.charAt(0).toLowerCase()}${words.slice(1)}`}
      </p>
      <pre>{query ?? 'The PromQL comes with the history.'}</pre>
    </section>
  );
}
