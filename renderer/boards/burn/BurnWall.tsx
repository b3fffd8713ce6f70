import { useMemo, useRef, type ReactElement } from 'react';
import { BurnRow } from '../../components/BurnRow.tsx';
import { windowText } from '../../../shared/rules/objectiveFigures.ts';
import { compareForWall, hasBudget, standingOf } from '../../../shared/rules/objectiveOrder.ts';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { pageOf, useFit } from '../paging.ts';
import { BudgetCard } from './BudgetCard.tsx';
import styles from './BurnWall.module.css';
import { PerformanceCard } from './PerformanceCard.tsx';
import { objectiveRow } from './objectiveRow.ts';
import { useRowSource } from './useRowSource.ts';

const leastRow = 96;

/** The burn wall: budgets worst first, the worst ones' lines, and the performance targets. */
export function BurnWall(): ReactElement {
  const objectives = useConsole(({ feed }) => feed.entities.objective);
  const ordered = useMemo(
    () => Object.values(objectives).filter(hasBudget).sort(compareForWall),
    [objectives],
  );
  const source = useRowSource(ordered);
  const rows = useMemo(() => ordered.map((objective) => objectiveRow(objective, source)), [ordered, source]);
  const list = useRef<HTMLUListElement>(null);
  const fit = useFit(list, 1, leastRow).rows;
  const now = useNow();
  const hot = ordered.filter((objective) => ['spent', 'critical', 'burning'].includes(standingOf(objective)));
  const { page, pages } = pageOf({ count: rows.length, perPage: fit, pinned: hot.length, now });
  const shown = rows.slice(page * fit, (page + 1) * fit);
  return (
    <main className={styles.board} data-board="burn">
      <section className={styles.budgets} aria-label="Error budgets">
        <h2>
          <span>Objective · bad time used of allowed</span>
          <span>Left</span>
          <span>{pages > 1 ? `Page ${page + 1} of ${pages}` : ''}</span>
          <span className={styles.windows}>
            {source.windows.map((windowMs) => (
              <i key={windowMs}>{windowText(windowMs)}</i>
            ))}
          </span>
        </h2>
        <ul ref={list} style={{ gridTemplateRows: `repeat(${fit}, minmax(0, 1fr))` }}>
          {shown.map(({ id, state, name, promise, used, left, unit, bar, standing, statement, burns }) => (
            <BurnRow
              key={id}
              id={id}
              state={state}
              name={name}
              line={used === '' ? promise : `${promise} · ${used}`}
              left={left}
              unit={unit}
              bar={bar}
              isSpent={standing === 'spent' && state !== 'unknown'}
              statement={statement}
              burns={burns}
            />
          ))}
        </ul>
      </section>
      <aside className={styles.side}>
        <BudgetCard objectives={ordered} rows={rows} />
        <PerformanceCard />
      </aside>
    </main>
  );
}
