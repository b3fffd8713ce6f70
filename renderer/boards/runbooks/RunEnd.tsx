import { useState, type ReactElement } from 'react';
import { runbookOutcomes, type RunbookOutcome } from '../../../shared/model/runbookRun.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { formKeys } from '../../components/FormFrame.tsx';
import styles from './RunEnd.module.css';

const choices: Readonly<Record<RunbookOutcome, string>> = {
  worked: 'It worked',
  wanting: 'Found wanting: it has to be mended',
  stopped: 'Stopped: it was not the right one',
};

/** Says how a run came out. What is wanting needs a note: it goes to the timeline and to the handoff. */
export function RunEnd({
  onEnd,
  onClose,
}: {
  onEnd: (outcome: RunbookOutcome, note: string) => void;
  onClose: () => void;
}): ReactElement {
  const [outcome, setOutcome] = useState<RunbookOutcome>('worked');
  const [note, setNote] = useState('');
  const [problem, setProblem] = useState<string>();
  const send = (): void => {
    if (outcome === 'wanting' && note.trim() === '') setProblem('Write what is wanting in the runbook.');
    else {
      onEnd(outcome, note);
      onClose();
    }
  };
  return (
    <form
      className={styles.form}
      aria-label="How it went"
      onKeyDown={formKeys(send, onClose)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h3>How it went</h3>
      <div role="radiogroup" aria-label="Outcome">
        {runbookOutcomes.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="outcome"
              autoFocus={one === 'worked'}
              checked={one === outcome}
              onChange={() => {
                setOutcome(one);
                setProblem(undefined);
              }}
            />
            {choices[one]}
          </label>
        ))}
      </div>
      <textarea
        aria-label="Note"
        rows={3}
        maxLength={4000}
        placeholder={outcome === 'wanting' ? 'What is wanting, and at which step' : 'Note, if there is one'}
        value={note}
        onChange={(event) => {
          setNote(event.target.value);
          setProblem(undefined);
        }}
      />
      {problem === undefined ? null : (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.buttons}>
        <ActButton submit primary>
          End the run
        </ActButton>
        <ActButton onPress={onClose}>Close</ActButton>
        <span>
          <kbd>Ctrl Enter</kbd> sends <kbd>Esc</kbd> closes
        </span>
      </p>
    </form>
  );
}
