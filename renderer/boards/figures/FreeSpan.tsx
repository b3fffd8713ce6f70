import { useState, type ReactElement } from 'react';
import { ActButton } from '../../components/ActButton.tsx';
import styles from './Figures.module.css';

interface FreeSpanProps {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly onChoose: (from: number, to: number) => void;
}

const fieldText = (at: number | undefined): string =>
  at === undefined ? '' : new Date(at).toISOString().slice(0, 16);
const instantOf = (text: string): number => Date.parse(`${text}:00Z`);

/** A span by its two ends, UTC. */
export function FreeSpan({ from, to, onChoose }: FreeSpanProps): ReactElement {
  const [ends, setEnds] = useState({ from: fieldText(from), to: fieldText(to) });
  const [began, ended] = [instantOf(ends.from), instantOf(ends.to)];
  const isSpan = began < ended;
  return (
    <form
      className={styles.free}
      onSubmit={(event) => {
        event.preventDefault();
        if (isSpan) onChoose(began, ended);
      }}
    >
      <label>
        From, UTC
        <input
          type="datetime-local"
          autoFocus
          value={ends.from}
          onChange={({ target }) => setEnds({ ...ends, from: target.value })}
        />
      </label>
      <label>
        To, UTC
        <input
          type="datetime-local"
          value={ends.to}
          onChange={({ target }) => setEnds({ ...ends, to: target.value })}
        />
      </label>
      <ActButton submit disabled={!isSpan}>
        Show
      </ActButton>
      {isSpan || ends.from === '' || ends.to === '' ? null : <span>The span ends before it begins.</span>}
    </form>
  );
}
