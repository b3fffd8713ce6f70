import { useMemo, useRef, type ReactElement } from 'react';
import { figureNames } from '../../../shared/model/deskFigures.ts';
import { utcMinute } from '../../../shared/rules/durations.ts';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { pageOf, useFit } from '../paging.ts';
import { FigureCard } from './FigureCard.tsx';
import { figureSpans } from './figureSpans.ts';
import styles from './FiguresWall.module.css';
import { kpiRows } from './kpiRow.ts';
import { useDeskFigures } from './useDeskFigures.ts';

/** A name of two lines, and the line of its target. */
const leastRow = 112;

/** The figures on a wall: each one large, and the policy's key figures beside them, missed ones first. */
export function FiguresWall(): ReactElement {
  const chosen = useConsole(({ ui }) => ui.figures);
  const { figures, problem, span } = useDeskFigures(chosen);
  const now = useNow();
  const list = useRef<HTMLUListElement>(null);
  const fit = useFit(list, 1, leastRow).rows;
  const kpis = figures?.kpis;
  const rows = useMemo(() => kpiRows(kpis ?? [], now), [kpis, now]);
  const missed = rows.filter(({ state }) => state === 'degraded').length;
  const { page, pages } = pageOf({ count: rows.length, perPage: fit, pinned: missed, now });
  const label = figureSpans.find(({ id }) => id === chosen.span)?.label ?? '';
  return (
    <main className={styles.board} data-board="figures">
      <section className={styles.part} aria-label="Figures">
        <h2>
          Desk figures · {label}
          <small>
            {figures === undefined
              ? ''
              : `${figures.opened} opened, ${figures.resolved} resolved, ${figures.stillOpen} open · as of ${utcMinute(figures.asOf)} UTC`}
          </small>
        </h2>
        {figures === undefined ? (
          <p className={styles.none}>
            {span === undefined
              ? 'No shift is on duty now.'
              : (problem ?? 'Asking for the last known figures.')}
          </p>
        ) : (
          <ul className={styles.cards}>
            {figureNames.map((name) => (
              <FigureCard
                key={name}
                name={name}
                figure={figures.total[name]}
                kpi={figures.kpis.find(({ figure, severity }) => figure === name && severity === undefined)}
                isFull={false}
              />
            ))}
          </ul>
        )}
      </section>
      <aside className={styles.part} aria-label="Key figures of the policy">
        <h2>
          Key figures
          <small>{pages > 1 ? `Page ${page + 1} of ${pages}` : ''}</small>
        </h2>
        <ul ref={list} className={styles.kpis} style={{ gridTemplateRows: `repeat(${fit}, minmax(0, 1fr))` }}>
          {rows
            .slice(page * fit, (page + 1) * fit)
            .map(({ id, name, measure, target, state, word, since }) => (
              <li key={id} className={styles[state]} data-kpi={id}>
                <em>{name}</em>
                <b>{measure === undefined ? 'Not enough' : `${measure.value} ${measure.unit}`}</b>
                <p>
                  <StateGlyph state={state} /> {word} · {target}
                  {state === 'unknown' ? '' : ` · ${since}`}
                </p>
              </li>
            ))}
        </ul>
      </aside>
    </main>
  );
}
