import { useState, type ReactElement } from 'react';
import { boardIds, boardNames } from '../../../shared/model/board.ts';
import type { WallDisplay } from '../../../shared/model/wallLayout.ts';
import { wallTextFactor } from '../../../shared/rules/textSize.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { displayEntry, type DisplayEntry } from './layoutEdit.ts';
import styles from './LayoutList.module.css';

interface DisplayLineProps {
  readonly display: WallDisplay;
  readonly onChange: (entry: DisplayEntry) => void;
}

/** One display: what it turns through, what it shows while a P0 is open, and how large. */
export function DisplayLine({ display, onChange }: DisplayLineProps): ReactElement {
  const { name, panel, display: mark } = display;
  const [entry, setEntry] = useState(() => displayEntry(display));
  const set = (change: Partial<DisplayEntry>): void => setEntry((before) => ({ ...before, ...change }));
  const seen = panel === undefined ? undefined : wallTextFactor(panel, mark.width / mark.height).toFixed(2);
  return (
    <form
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        onChange(entry);
      }}
    >
      <div className={styles.line}>
        <span className={styles.name}>{name}</span>
        <input
          aria-label={`Boards of ${name}`}
          className={styles.wide}
          title={`Boards with their seconds: health:30,burn:20. Boards: ${boardIds.join(', ')}`}
          value={entry.boards}
          onChange={({ target }) => set({ boards: target.value })}
        />
        <label>
          With a P0 open{' '}
          <select
            aria-label={`Board of ${name} while a P0 is open`}
            value={entry.pinned}
            onChange={({ target }) => set({ pinned: target.value })}
          >
            <option value="">as usual: {boardNames.queue}</option>
            {boardIds
              .filter((board) => board !== 'settings')
              .map((board) => (
                <option key={board} value={board}>
                  {boardNames[board]}
                </option>
              ))}
          </select>
        </label>
      </div>
      <div className={styles.line}>
        <span className={styles.name}>Text</span>
        <SizeField
          label={`Text size of ${name}, times`}
          none={seen ?? 'as all'}
          value={entry.factor}
          onChange={(factor) => set({ factor })}
        />
        <span className={styles.about}>times, or for</span>
        <SizeField
          label={`Inches of ${name}`}
          none="98"
          value={entry.inches}
          onChange={(inches) => set({ inches })}
        />
        <span className={styles.about}>inches, read from</span>
        <SizeField
          label={`Metres to the farthest seat of ${name}`}
          none="5"
          value={entry.metres}
          onChange={(metres) => set({ metres })}
        />
        <span className={styles.about}>m</span>
        <ActButton submit>
          Change<span className="spoken"> {name}</span>
        </ActButton>
      </div>
    </form>
  );
}

const SizeField = (props: {
  readonly label: string;
  /** What stands in it while nothing is entered. */
  readonly none: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement => (
  <input
    aria-label={props.label}
    className={styles.number}
    inputMode="decimal"
    placeholder={props.none}
    value={props.value}
    onChange={({ target }) => props.onChange(target.value)}
  />
);
