import type { ReactElement } from 'react';
import { drillMinutes, type Drill } from '../../../shared/model/drill.ts';
import { utcSecond } from '../../../shared/rules/durations.ts';
import { drillOf } from '../../../shared/rules/drillOf.ts';
import { useActions, useConsole } from '../../store/store.ts';
import { drillFacts, drillLines, drillTitle } from './drillWords.ts';
import styles from './DrillPanel.module.css';
import { BackToRunbook, RunbookPane } from './RunbookPane.tsx';

interface DrillPanelProps {
  readonly drills: readonly Drill[];
  /** Cuts the console off for so many minutes. */
  readonly onBegin: (minutes: (typeof drillMinutes)[number]) => void;
  readonly onClose: () => void;
}

/** Begins a drill, says how the present one stands, and lists those on record. */
export function DrillPanel({ drills, onBegin, onClose }: DrillPanelProps): ReactElement {
  const until = useConsole(({ status, clockOffsetMs }) => {
    const drill = drillOf(status);
    return drill === undefined ? undefined : drill.until + clockOffsetMs;
  });
  const live = useConsole((state) => state.live);
  const { reconnect } = useActions();
  return (
    <RunbookPane label="Drill" className={styles.panel}>
      <h1>Cut-the-cable drill</h1>
      <p>
        Cuts this console off from its feed on purpose, as if the network were down; it says DRILL for as
        long. The desk, its pages and all other consoles go on. What you do is kept and sent when it is over,
        and is real. It ends by itself, with <kbd>F2</kbd>, or with a restart of the console.{' '}
        <BackToRunbook keyName="d" onClose={onClose} />
      </p>
      {until === undefined ? (
        <p className={styles.choices}>
          {drillMinutes.map((minutes, place) => (
            <button key={minutes} type="button" disabled={!live} onClick={() => onBegin(minutes)}>
              Cut off for {minutes} min <kbd>{place + 1}</kbd>
            </button>
          ))}
          {live ? null : <span>The feed is lost for real now: there is nothing to be cut off from.</span>}
        </p>
      ) : (
        <p className={styles.choices}>
          <span>
            Drill under way until <b>{utcSecond(until)} UTC</b>.
          </span>
          <button type="button" onClick={reconnect}>
            End drill <kbd>F2</kbd>
          </button>
        </p>
      )}
      <h2>On record</h2>
      {drills.length === 0 ? <p>No drill is on record at this desk yet.</p> : null}
      <ul>
        {drills.map((drill) => (
          <li key={drill.id}>
            <h3>{drillTitle(drill)}</h3>
            <p>{drillFacts(drill)}</p>
            <dl>
              {drillLines(drill).map(([what, words]) => (
                <div key={what}>
                  <dt>{what}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </RunbookPane>
  );
}
