import { memo, type ReactElement } from 'react';
import styles from './PerformanceTarget.module.css';
import { StateGlyph } from './StateGlyph.tsx';

interface PerformanceTargetProps {
  readonly id: string;
  readonly name: string;
  /** "below 5 ms". */
  readonly line: string;
  /** Said on a line of its own: the service that does worst, or what is to be expected. */
  readonly note: string;
  readonly value: string;
  readonly unit: string;
  readonly state: 'degraded' | 'operational' | 'unknown';
}

/** One performance target: what was promised, and how the worst service does. */
export const PerformanceTarget = memo(function PerformanceTarget(
  props: PerformanceTargetProps,
): ReactElement {
  const { id, name, line, note, value, unit, state } = props;
  return (
    <li className={`${styles.target} ${styles[state] ?? ''}`} data-target={id} data-state={state}>
      <StateGlyph state={state} />
      <em>{name}</em>
      <b>
        {value}
        <small>{unit}</small>
      </b>
      <p>
        {[line, note]
          .filter((part) => part !== '')
          .map((part, index) => (
            // Neither is torn apart where both do not fit on one line.
            <i key={index}>{part}</i>
          ))}
      </p>
    </li>
  );
});
