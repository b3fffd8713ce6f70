import { useState } from 'react';
import type { Silence } from '../../../shared/model/silence.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import { comesBack, extendedEnd, mayChange, silenceRows, silencesTitle, staleWords } from './silenceRows.ts';
import { useSendOnce } from './useSendOnce.ts';
import styles from './SilencesPanel.module.css';

const useSilenceRows = () => {
  const silences = useConsole((state) => state.feed.entities.silence);
  const alerts = useConsole((state) => state.feed.entities.alert);
  return silenceRows(silences, alerts, useNow());
};

/** Opens the panel, and warns while it is closed: how many silences there are, and which ends soon. */
export function SilencesSwitch({ open, onToggle }: { open: boolean; onToggle: () => void }) {
  const title = silencesTitle(useSilenceRows(), useNow());
  const tone = title.isFailed ? styles.failed : title.isSoon ? styles.soon : '';
  return (
    <button
      type="button"
      className={`${styles.switch} ${tone}`}
      aria-pressed={open}
      aria-keyshortcuts="Shift+S"
      onClick={onToggle}
    >
      Silences <b>{title.text}</b>
      <kbd aria-hidden="true">S</kbd>
    </button>
  );
}

/** The silences of all Alertmanagers: whose, why, until when, what they hide, and what comes back when. */
export function SilencesPanel({ hasKeys }: { hasKeys: boolean }) {
  const now = useNow();
  const rows = useSilenceRows();
  const chain = useConsole((state) => state.feed.chain);
  const shifts = useConsole((state) => state.feed.entities.desk['desk']?.shifts) ?? [];
  const send = useSendOnce();
  const [wanted, setWanted] = useState<string>();
  const at = Math.max(
    0,
    rows.findIndex(({ silence }) => silence.id === wanted),
  );
  const chosen = rows[at]?.silence;
  const move = (by: number): void =>
    setWanted(rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.silence.id);
  const extend = (silence: Silence | undefined): void => {
    if (silence !== undefined && mayChange(silence))
      send('silence.extend', { silence: silence.id, endsAt: extendedEnd(silence, now) });
  };
  const expire = (silence: Silence | undefined): void => {
    if (silence !== undefined && mayChange(silence)) send('silence.expire', { silence: silence.id });
  };
  useBoardKeys(
    hasKeys
      ? {
          ArrowDown: () => move(1),
          ArrowUp: () => move(-1),
          '+': () => extend(chosen),
          '-': () => expire(chosen),
        }
      : {},
  );
  const back = comesBack(rows, shifts, now);
  return (
    <section className={styles.panel} aria-label="Silences">
      {staleWords(chain, now).map((text) => (
        <p key={text} className={styles.stale}>
          {text}
        </p>
      ))}
      {back !== undefined && <p>{back}</p>}
      {rows.length === 0 && <p>No silence is in force or to come.</p>}
      <ul>
        {rows.map(({ silence, matchers, ends, isSoon, hides }) => (
          <li key={silence.id} aria-current={silence === chosen} onClick={() => setWanted(silence.id)}>
            <div className={styles.words}>
              <p className={styles.head}>
                <b>{matchers}</b>
                <span className={isSoon ? styles.soon : ''}>{ends}</span>
              </p>
              <p>
                {silence.createdBy || 'nobody named'}: {silence.comment || 'no comment'}
                {hides === '' ? '' : ` · ${hides}`}
              </p>
              {silence.request !== undefined && (
                <p className={silence.request.state === 'failed' ? styles.failed : ''}>
                  {silence.request.text} ({silence.request.by})
                </p>
              )}
            </div>
            {silence === chosen && mayChange(silence) && (
              <div className={styles.acts}>
                <ActButton keyName="+" onPress={() => extend(silence)}>
                  Extend 1 h
                </ActButton>
                <ActButton keyName="-" onPress={() => expire(silence)}>
                  Expire
                </ActButton>
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
