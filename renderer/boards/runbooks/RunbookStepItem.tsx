import { useEffect, useRef, type ReactElement } from 'react';
import type { RunbookStepMark } from '../../../shared/model/runbookRun.ts';
import type { RunbookStep } from '../../../shared/rules/runbookSteps.ts';
import styles from './RunbookStepItem.module.css';
import { RunbookText, type RunbookLinks } from '../../components/RunbookText.tsx';
import { markWords } from './runWords.ts';
import { StepBox } from './StepBox.tsx';
import { WaitClock } from './WaitClock.tsx';

interface RunbookStepItemProps {
  readonly step: RunbookStep;
  /** From 1. */
  readonly number: number;
  readonly links: RunbookLinks;
  /** Where it stands in a run; absent where the runbook is only read. */
  readonly standing?:
    | {
        readonly mark: RunbookStepMark | undefined;
        readonly isCurrent: boolean;
        readonly now: number;
        /** The step was marked in another version of the runbook than this one. */
        readonly isOfOtherVersion: boolean;
        readonly onTick: () => void;
      }
    | undefined;
}

/** One step: what to do, what to see, where to go when one does not, and the way back. */
export function RunbookStepItem({ step, number, links, standing }: RunbookStepItemProps): ReactElement {
  const { title, body, expect, ifNot, back, waitMs } = step;
  const mark = standing?.mark;
  const isCurrent = standing?.isCurrent ?? false;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) item.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const classes = [styles.step, mark && styles[mark.mark], isCurrent && styles.current].filter(Boolean);
  return (
    <li
      ref={item}
      className={classes.join(' ')}
      aria-label={`Step ${number}: ${title}`}
      aria-current={isCurrent ? 'step' : undefined}
    >
      {standing === undefined ? (
        <span className={styles.number} aria-hidden="true">
          {number}
        </span>
      ) : (
        <StepBox number={number} mark={mark?.mark} onTick={standing.onTick} />
      )}
      <div>
        <div className={styles.head}>
          <h3>{title}</h3>
          {mark === undefined ? null : <p className={styles.when}>{markWords(mark, standing?.now ?? 0)}</p>}
        </div>
        {standing?.isOfOtherVersion === true ? (
          <p className={styles.version}>
            Marked in another version of this runbook; read whether it still holds.
          </p>
        ) : null}
        {body === '' ? null : <RunbookText text={body} links={links} />}
        {waitMs === undefined ? null : <WaitClock ms={waitMs} />}
        {expect === undefined ? null : <Marked word="Expect" text={expect} links={links} />}
        {ifNot === undefined ? null : (
          <Marked word="If not" text={ifNot} links={links} isTaken={mark?.mark === 'failed'} />
        )}
        {back === undefined ? null : <Marked word="Back" text={back} links={links} />}
      </div>
    </li>
  );
}

function Marked({
  word,
  text,
  links,
  isTaken = false,
}: {
  word: string;
  text: string;
  links: RunbookLinks;
  /** The step failed, and this is where one goes on. */
  isTaken?: boolean;
}): ReactElement {
  return (
    <div className={isTaken ? `${styles.marked} ${styles.taken}` : styles.marked}>
      <b>{word}</b>
      <RunbookText text={text} links={links} />
    </div>
  );
}
