import type { ReactElement } from 'react';
import type { Drill } from '../../../shared/model/drill.ts';
import type { ReadinessFigure } from '../../../shared/rules/readiness.ts';
import { lastDrillText } from './drillWords.ts';
import styles from './ReadinessFoot.module.css';
import { percentText, readinessLine } from './readinessWords.ts';

/** For how many alert rules a runbook works with the network down, and when that was last tried; opens the lists of both. */
export function ReadinessFoot({
  figure,
  drills,
  isOpen,
  onToggle,
  onDrills,
}: {
  /** Absent where no rules are told. */
  figure: ReadinessFigure | undefined;
  drills: readonly Drill[];
  isOpen: boolean;
  onToggle: () => void;
  onDrills: () => void;
}): ReactElement {
  return (
    <div className={styles.foot}>
      {figure === undefined ? null : (
        <button
          type="button"
          className={styles.figure}
          aria-expanded={isOpen}
          aria-keyshortcuts="h"
          onClick={onToggle}
        >
          <b>{percentText(figure)}</b>
          <span>of alert rules have a runbook that works with the network down</span>
          <i>
            {readinessLine(figure)} <kbd aria-hidden="true">h</kbd>
          </i>
        </button>
      )}
      <button type="button" className={styles.drill} aria-keyshortcuts="d" onClick={onDrills}>
        {lastDrillText(drills)} <kbd aria-hidden="true">d</kbd>
      </button>
    </div>
  );
}
