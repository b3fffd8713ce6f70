import type { ReactElement } from 'react';
import styles from './RunBar.module.css';
import type { RunInHand } from './useRun.ts';
import { runWords } from './runWords.ts';

const runKeys = [
  ['x', 'done'],
  ['f', 'failed'],
  ['u', 'undo'],
  ['J', 'next step'],
  ['e', 'end'],
] as const;

/** How far a runbook was followed for its incident, with the keys of it; how to choose one where it is only read. */
export function RunBar({
  run,
  steps,
  onChoose,
}: {
  run: RunInHand | undefined;
  steps: number;
  onChoose: () => void;
}): ReactElement {
  return (
    <div className={styles.bar} role="group" aria-label="Run">
      <p role="status">
        {run === undefined ? (
          'Only read: a run belongs to an incident.'
        ) : (
          <>
            <b>{run.incident}</b> {runWords(run.run, steps)}
          </>
        )}
      </p>
      <p className={styles.keys}>
        {run === undefined
          ? null
          : runKeys.map(([key, does]) => (
              <span key={key}>
                <kbd>{key}</kbd> {does}
              </span>
            ))}
        <button type="button" onClick={onChoose}>
          <kbd>i</kbd> {run === undefined ? 'choose the incident' : 'incident'}
        </button>
      </p>
      {run?.refusals.map((refusal) => (
        <p key={refusal} className={styles.refusal} role="alert">
          Refused: {refusal}
        </p>
      ))}
    </div>
  );
}
