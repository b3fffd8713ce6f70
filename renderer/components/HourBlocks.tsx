import { memo, type ReactElement } from 'react';
import type { ServiceState } from '../../shared/model/service.ts';
import styles from './HourBlocks.module.css';

/** Height of a block by its hour's worst state, so that colour is not the only sign. */
const heights: Readonly<Record<ServiceState, number>> = {
  down: 26,
  degraded: 20,
  unknown: 20,
  maintenance: 14,
  operational: 10,
};

/** The last 24 hours, one block each, oldest first; an hour of which nothing is known stays a thin outline. */
export const HourBlocks = memo(function HourBlocks({
  hours,
}: {
  readonly hours: readonly (ServiceState | null)[];
}): ReactElement {
  return (
    <svg className={styles.hours} viewBox="0 0 285 26" preserveAspectRatio="none" aria-hidden="true">
      {hours.map((state, hour) => {
        const blockHeight = state === null ? 4 : heights[state];
        return (
          <rect
            // The place is the hour: it is the only name a block has.
            key={hour}
            className={state === null ? styles.nothing : styles[state]}
            x={hour * 12}
            y={26 - blockHeight}
            width={9}
            height={blockHeight}
            rx={1.5}
          />
        );
      })}
    </svg>
  );
});
