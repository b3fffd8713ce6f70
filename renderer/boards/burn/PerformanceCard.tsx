import { useMemo, useRef, type ReactElement } from 'react';
import { PerformanceTarget } from '../../components/PerformanceTarget.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { pageOf, useFit } from '../paging.ts';
import styles from './BurnWall.module.css';
import { performanceRows } from './performanceRows.ts';

/** A name of two lines, and two lines about it. */
const leastRow = 104;

/** The performance targets, those outside first, in pages where they do not fit. */
export function PerformanceCard(): ReactElement | null {
  const objectives = useConsole(({ feed }) => feed.entities.objective);
  const telemetry = useConsole(({ feed }) => feed.entities.telemetry);
  const services = useConsole(({ feed }) => feed.entities.service);
  const live = useConsole((state) => state.live);
  const rows = useMemo(
    () => performanceRows({ objectives: Object.values(objectives), telemetry, services, live }),
    [objectives, telemetry, services, live],
  );
  const list = useRef<HTMLUListElement>(null);
  const fit = useFit(list, 1, leastRow).rows;
  const now = useNow();
  const outside = rows.filter(({ state }) => state === 'degraded').length;
  const { page, pages } = pageOf({ count: rows.length, perPage: fit, pinned: outside, now });
  if (rows.length === 0) return null;
  return (
    <section className={styles.card} aria-label="Performance targets">
      <h3>
        Performance now
        {pages > 1 ? <small>{`Page ${page + 1} of ${pages}`}</small> : null}
      </h3>
      <ul
        ref={list}
        className={styles.targets}
        style={{ gridTemplateRows: `repeat(${Math.min(fit, rows.length)}, minmax(0, 1fr))` }}
      >
        {rows.slice(page * fit, (page + 1) * fit).map(({ id, name, line, note, value, unit, state }) => (
          <PerformanceTarget
            key={id}
            id={id}
            name={name}
            line={line}
            note={note}
            value={value}
            unit={unit}
            state={state}
          />
        ))}
      </ul>
    </section>
  );
}
