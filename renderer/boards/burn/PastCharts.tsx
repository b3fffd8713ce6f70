import { useMemo, type ReactElement, type RefObject } from 'react';
import type { Objective } from '../../../shared/model/objective.ts';
import { sentenceText } from '../../../shared/rules/durations.ts';
import { SpanChoice } from '../../components/SpanChoice.tsx';
import { ActButton } from '../../components/ActButton.tsx';
import { HistoryChart } from '../../components/HistoryChart.tsx';
import { changeMarks, incidentMarks, type HistoryMark } from '../../selectors/historyPoints.ts';
import { useActions, useConsole } from '../../store/store.ts';
import styles from './ObjectiveDetail.module.css';
import type { DetailKeys } from './ObjectiveDetail.tsx';
import { chartOf, whenIn } from './pastChart.ts';
import { spans, type Span } from './spans.ts';
import type { HeldHistory } from './useObjectiveHistory.ts';

const mostListed = 3;

interface PastChartsProps {
  readonly objective: Objective;
  readonly span: Span;
  readonly held: HeldHistory | undefined;
  readonly problem: string | undefined;
  readonly now: number;
  readonly frameRef: RefObject<HTMLDivElement | null>;
  /** What the last copy came to. */
  readonly said: string;
  readonly acts: Required<DetailKeys>;
}

/** The past over the chosen span. While the next answer is awaited the last one stands, with its age. */
export function PastCharts(props: PastChartsProps): ReactElement {
  const { objective, span, held, problem, now, frameRef, said, acts } = props;
  const { viewBurn } = useActions();
  const incidents = useConsole(({ feed }) => feed.entities.incident);
  const chart = useMemo(() => (held === undefined ? undefined : chartOf(objective, held)), [objective, held]);
  const changes = useConsole(({ feed }) => feed.entities.change);
  const marks = useMemo(() => {
    if (held === undefined) return [];
    const all = [
      ...incidentMarks(incidents, objective.services, held),
      ...changeMarks(changes, objective.services, held),
    ];
    return all.sort((one, other) => one.from - other.from);
  }, [incidents, changes, objective.services, held]);
  return (
    <section className={styles.past} aria-label="Past">
      <div className={styles.bar}>
        <SpanChoice label="Span" spans={spans} chosen={span.id} onChoose={(id) => viewBurn({ span: id })} />
        <p role="status">{said === '' ? ageWords(held, problem, now) : said}</p>
        <ActButton keyName="p" onPress={acts.copyPicture}>
          Copy PNG
        </ActButton>
        <ActButton keyName="v" onPress={acts.copyCsv}>
          Copy CSV
        </ActButton>
      </div>
      <div className={styles.plot} data-aged={problem === undefined ? undefined : true}>
        {chart === undefined ? (
          <p>{problem === undefined ? `Asking for the last ${span.label}.` : `No history: ${problem}`}</p>
        ) : (
          <HistoryChart {...chart} marks={marks} frameRef={frameRef} />
        )}
      </div>
      <p className={styles.marks}>{held === undefined ? '' : marksText(marks, now)}</p>
    </section>
  );
}

function ageWords(held: HeldHistory | undefined, problem: string | undefined, now: number): string {
  if (held === undefined) return problem === undefined ? '' : problem;
  const age = `as of ${sentenceText(now - held.to)} ago`;
  return problem === undefined ? `Times in UTC · ${age}` : `${problem} · ${age}`;
}

function marksText(marks: readonly HistoryMark[], now: number): string {
  if (marks.length === 0) return 'No incident and no change of its services in this span.';
  const listed = marks
    .slice(-mostListed)
    .map(
      ({ id, from, to, isOpen, text }) =>
        `${id} ${whenIn(from, now)} to ${isOpen ? 'now' : whenIn(to, now)} UTC: ${text}`,
    );
  const hidden = marks.length - listed.length;
  return [...listed, ...(hidden > 0 ? [`and ${hidden} before`] : [])].join(' · ');
}
