import { useState, type ReactElement } from 'react';
import { durationText, spanText } from '../../../shared/rules/durations.ts';
import { useNow } from '../../store/now.ts';
import styles from './WaitClock.module.css';

/** The wait of a step: counts down once it is started, and says when it is over. */
export function WaitClock({ ms }: { ms: number }): ReactElement {
  const now = useNow();
  const [startedAt, setStartedAt] = useState<number>();
  const leftMs = startedAt === undefined ? ms : startedAt + ms - now;
  const isOver = leftMs <= 0;
  return (
    <p className={styles.wait}>
      <button type="button" onClick={() => setStartedAt(now)}>
        {startedAt === undefined ? `Wait ${spanText(ms)}` : 'Start again'}
      </button>
      {startedAt === undefined ? null : (
        <span role="timer" className={isOver ? styles.over : undefined}>
          {isOver ? 'The wait is over' : `${durationText(leftMs)} left`}
        </span>
      )}
    </p>
  );
}
