import type { ReactElement } from 'react';
import type { StepMark } from '../../../shared/model/runbookRun.ts';
import styles from './StepBox.module.css';

/** The box of a step: empty, ticked, or crossed. Pressing it ticks the step, or takes its mark back. */
export function StepBox({
  number,
  mark,
  onTick,
}: {
  number: number;
  mark: StepMark | undefined;
  onTick: () => void;
}): ReactElement {
  const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.4 };
  return (
    <button
      type="button"
      className={`${styles.box} ${mark === undefined ? '' : (styles[mark] ?? '')}`}
      aria-pressed={mark === 'done'}
      aria-label={mark === undefined ? `Tick step ${number}` : `Step ${number} is ${mark}; take it back`}
      onClick={onTick}
    >
      {mark === undefined ? (
        <span aria-hidden="true">{number}</span>
      ) : (
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={mark === 'failed' ? 'M4 4l8 8M12 4l-8 8' : 'M3.5 8.5l3 3 6-7'} {...stroke} />
        </svg>
      )}
    </button>
  );
}
