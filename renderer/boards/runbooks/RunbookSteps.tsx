import { useState, type ReactElement } from 'react';
import type { KeptRunbook } from '../../../shared/library/keptLibrary.ts';
import type { RunbookStep } from '../../../shared/rules/runbookSteps.ts';
import type { RunbookLinks } from '../../components/RunbookText.tsx';
import { useNow } from '../../store/now.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { RunBar } from './RunBar.tsx';
import { RunbookStepItem } from './RunbookStepItem.tsx';
import styles from './RunbookSteps.module.css';
import { RunEnd } from './RunEnd.tsx';
import { currentStep, markOf, undoneStep } from './shownRun.ts';
import { useRun } from './useRun.ts';

interface RunbookStepsProps {
  readonly runbook: KeptRunbook;
  readonly steps: readonly RunbookStep[];
  readonly links: RunbookLinks;
  /** The incident that it is followed for. */
  readonly incident: string | undefined;
  /** False while something before the page has the keys. */
  readonly hasKeys: boolean;
  readonly onChooseIncident: () => void;
}

/** The steps of a runbook, ticked by key while it is followed for an incident. */
export function RunbookSteps(props: RunbookStepsProps): ReactElement {
  const { runbook, steps, links, incident, hasKeys, onChooseIncident } = props;
  const run = useRun(runbook, steps, incident);
  const now = useNow();
  const [chosen, setChosen] = useState<string>();
  const [doneLast, setDoneLast] = useState<string>();
  const [isEnding, setIsEnding] = useState(false);
  const current = run === undefined ? undefined : currentStep(steps, run.run, chosen, doneLast);
  const areAllMarked = steps.length > 0 && steps.every(({ id }) => markOf(run?.run, id) !== undefined);
  const asksEnd = run !== undefined && areAllMarked && run.run?.end === undefined;

  const tick = (step: RunbookStep | undefined): void => {
    if (run === undefined) onChooseIncident();
    else if (step !== undefined) {
      run.mark(step, 'done');
      setDoneLast(step.id);
      setChosen(undefined);
    }
  };
  const fail = (): void => {
    if (run === undefined) onChooseIncident();
    else if (current !== undefined) {
      run.mark(current, 'failed');
      // One stays where one goes on by its branch.
      setChosen(current.id);
    }
  };
  const undo = (step: RunbookStep | undefined): void => {
    if (run === undefined || step === undefined) return;
    run.mark(step, 'open');
    setChosen(step.id);
  };
  const move = (by: number): void => {
    const at = steps.findIndex(({ id }) => id === current?.id);
    setChosen(steps[at < 0 ? 0 : Math.min(steps.length - 1, Math.max(0, at + by))]?.id);
  };
  const end = (): void => (run === undefined ? onChooseIncident() : setIsEnding(true));
  useBoardKeys(
    !hasKeys || steps.length === 0
      ? {}
      : {
          ' ': () => tick(current),
          x: () => tick(current),
          f: fail,
          u: () => undo(undoneStep(steps, run?.run, current?.id)),
          J: () => move(1),
          K: () => move(-1),
          ArrowDown: () => move(1),
          ArrowUp: () => move(-1),
          e: end,
        },
  );
  if (steps.length === 0) return <></>;
  return (
    <>
      <RunBar run={run} steps={steps.length} onChoose={onChooseIncident} />
      <ol className={styles.steps}>
        {steps.map((step, place) => {
          const mark = markOf(run?.run, step.id);
          return (
            <RunbookStepItem
              key={step.id}
              step={step}
              number={place + 1}
              links={links}
              standing={
                run === undefined
                  ? undefined
                  : {
                      ...{ mark, now, isCurrent: step.id === current?.id },
                      isOfOtherVersion: mark?.digest !== undefined && mark.digest !== runbook.file.digest,
                      onTick: () => (mark === undefined ? tick(step) : undo(step)),
                    }
              }
            />
          );
        })}
      </ol>
      {run !== undefined && isEnding ? (
        <RunEnd onEnd={run.finish} onClose={() => setIsEnding(false)} />
      ) : asksEnd ? (
        <p className={styles.asksEnd} role="status">
          All {steps.length} steps are marked.{' '}
          <button type="button" onClick={end}>
            <kbd>e</kbd> Say how it went
          </button>
        </p>
      ) : null}
    </>
  );
}
