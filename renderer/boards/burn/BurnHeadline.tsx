import { useMemo, type ReactElement } from 'react';
import { burnPostureOf } from '../../selectors/burnPosture.ts';
import { useConsole } from '../../store/store.ts';
import styles from './BurnHeadline.module.css';

/** How all budgets stand, in words; while the feed is lost it is the last known, with its time. */
export function BurnHeadline(): ReactElement {
  const objectives = useConsole(({ feed }) => feed.entities.objective);
  const asOf = useConsole(({ live, feed }) => (live ? undefined : feed.at));
  const { title, context } = useMemo(
    () => burnPostureOf(Object.values(objectives), asOf),
    [objectives, asOf],
  );
  return (
    <h1 className={styles.headline} data-lost={asOf === undefined ? undefined : true}>
      {title}
      <span>{context}</span>
    </h1>
  );
}
