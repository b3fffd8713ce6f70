import { useMemo, type ReactElement } from 'react';
import { BudgetChart, type BudgetSeries } from '../../components/BudgetChart.tsx';
import type { Objective } from '../../../shared/model/objective.ts';
import { windowLengthMs } from '../../../shared/rules/budget.ts';
import { budgetWindowText } from '../../../shared/rules/objectiveFigures.ts';
import { ownBudget } from '../../../shared/rules/objectiveOrder.ts';
import { dayText } from '../../../shared/rules/objectiveWords.ts';
import { budgetPoints, legendName } from '../../selectors/budgetLines.ts';
import { useConsole } from '../../store/store.ts';
import styles from './BurnWall.module.css';
import type { ObjectiveRow } from './objectiveRow.ts';
import { useWallScale } from './useWallScale.ts';

const mostLines = 3;
const labelPx = 24;

interface BudgetCardProps {
  /** Worst first. */
  readonly objectives: readonly Objective[];
  readonly rows: readonly ObjectiveRow[];
}

/** The budget lines of the worst three that have one, over the window of the worst. */
export function BudgetCard({ objectives, rows }: BudgetCardProps): ReactElement | null {
  const lines = useConsole(({ feed }) => feed.entities.budgetLine);
  const live = useConsole((state) => state.live);
  const fontPx = labelPx * useWallScale();
  const worst = useMemo(() => {
    const series = rows.flatMap(({ id, name, state }): BudgetSeries[] => {
      const line = lines[id];
      if (line === undefined || line.left.every((share) => share === null)) return [];
      return [{ id, name: legendName(name), state, points: budgetPoints(line) }];
    });
    // An agreement and an objective on the same thing would be two lines of one name: the worse one is drawn.
    const named = series.filter(({ name }, index) => index === series.findIndex((one) => one.name === name));
    return named.slice(0, mostLines);
  }, [rows, lines]);
  const first = objectives.find(({ id }) => id === worst[0]?.id);
  const window = first === undefined ? undefined : ownBudget(first)?.window;
  const endsAt = lines[first?.id ?? '']?.endsAt;
  if (window === undefined || endsAt === undefined) return null;
  const to = window.kind === 'month' ? window.endsAt : endsAt;
  const from = to - windowLengthMs(window);
  return (
    <section className={styles.card} aria-label="Budget left">
      <h3>
        Budget left, {budgetWindowText(window)}
        {live ? null : <small>as last known</small>}
      </h3>
      <BudgetChart series={worst} from={from} to={to} tickText={dayText} fontPx={fontPx} />
    </section>
  );
}
