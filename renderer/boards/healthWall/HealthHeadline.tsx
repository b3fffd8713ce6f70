import type { ReactElement } from 'react';
import { StateGlyph } from '../../components/StateGlyph.tsx';
import { Posture } from '../../frame/Posture.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { readinessStanding } from '../runbooks/readinessWords.ts';
import { useReadiness } from '../runbooks/useReadiness.ts';
import styles from './HealthHeadline.module.css';

const minuteMs = 60_000;

/** At the head of the health wall: the posture, and for how many alert rules this console's runbooks work without a network. */
export function HealthHeadline(): ReactElement {
  return (
    <Posture>
      <ReadinessMark />
    </Posture>
  );
}

function ReadinessMark(): ReactElement {
  const isTold = useConsole(({ feed }) => feed.entities.readiness['readiness'] !== undefined);
  const rulesAsOf = useConsole(({ live, feed }) => (live || feed.at === 0 ? undefined : feed.at));
  const minute = Math.floor(useNow() / minuteMs) * minuteMs;
  const { percent, state, note } = readinessStanding(useReadiness(minute), { isTold, rulesAsOf });
  return (
    <span className={styles.readiness} aria-label="Readiness">
      {state === undefined ? null : <StateGlyph state={state} />}
      Runbooks <b>{percent}</b> usable with the network down
      {note === '' ? null : <i>{note}</i>}
    </span>
  );
}
