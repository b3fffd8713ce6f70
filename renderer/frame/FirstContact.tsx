import { sentenceText } from '../../shared/rules/durations.ts';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './FirstContact.module.css';

/** In place of a board while nothing is known at all: what is tried, since when, and what to do. */
export function FirstContact() {
  const status = useConsole((state) => state.status);
  const offsetMs = useConsole((state) => state.clockOffsetMs);
  const { reconnect } = useActions();
  const now = useNow();
  const forText = sentenceText(now - status.since - offsetMs);
  const title = {
    connecting: `Connecting to ${status.url || 'the gateway'}`,
    live: 'Receiving the first state',
    lost: `No feed for ${forText}`,
    refused: 'The gateway refuses this console',
  }[status.kind];
  const what = {
    connecting: `Trying for ${forText}.`,
    live: 'Connected; the state is on its way.',
    lost: `${status.kind === 'lost' ? status.problem.replace(/\.$/, '') : ''}. It is tried again by itself.`,
    refused: `${status.kind === 'refused' ? status.problem : ''} Open this console with a token: add #token=... to its address. An administrator makes one with "watchfloor token add".`,
  }[status.kind];
  return (
    <main className={styles.first} role="status">
      <StateGlyph state="unknown" />
      <h1>{title}</h1>
      <p>{what}</p>
      {status.kind === 'lost' || status.kind === 'refused' ? (
        <button type="button" onClick={reconnect}>
          Reconnect now
        </button>
      ) : null}
    </main>
  );
}
