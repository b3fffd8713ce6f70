import { sentenceText, utcSecond } from '../../shared/rules/durations.ts';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './Bands.module.css';

/** Says that what is shown is made up, on every screen that shows it. */
export function SimulatedBand() {
  const simulated = useConsole((state) => state.feed.entities.desk['desk']?.simulated === true);
  if (!simulated) return null;
  return (
    <div className={styles.simulated} role="note">
      <b>SIMULATED</b>
      <span>No real service is shown. Start with --policy to watch your own.</span>
    </div>
  );
}

/** Over every board while the feed is lost: since when, why, as of when, what still works. */
export function LostBand() {
  const status = useConsole((state) => state.status);
  const at = useConsole((state) => state.feed.at);
  const offsetMs = useConsole((state) => state.clockOffsetMs);
  const waiting = useConsole(
    (state) => state.outgoing.filter(({ state: sent }) => sent === 'queued' || sent === 'pending').length,
  );
  const { reconnect } = useActions();
  const now = useNow();
  // Without any state yet, the whole screen says so in place of a band.
  if (status.kind === 'live' || at === 0) return null;
  const nextTryMs =
    status.kind === 'lost' && status.nextTryAt !== undefined ? status.nextTryAt + offsetMs - now : 0;
  const title = status.kind === 'refused' ? 'Gateway refuses this console' : 'Feed lost';
  const acts = waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'act waits' : 'acts wait'} to be sent.`;
  return (
    <div className={styles.lost} role="status">
      <StateGlyph state="unknown" />
      <b>
        {title} {sentenceText(now - at)} ago
      </b>
      <span className={styles.why}>
        {status.kind === 'connecting' ? 'Connecting' : status.problem.replace(/\.$/, '')}. Everything below is
        as of <strong>{utcSecond(at)} UTC</strong>. What you do is kept and sent later.{acts}
      </span>
      {nextTryMs > 0 ? <em>next try in {Math.ceil(nextTryMs / 1000)} s</em> : null}
      <button type="button" onClick={reconnect}>
        Reconnect
      </button>
    </div>
  );
}

/** What the operator has to be told of the console itself. */
export function Notices() {
  const notices = useConsole((state) => state.notices);
  const unreadable = useConsole((state) => state.feed.unreadable);
  const { dismissNotice } = useActions();
  if (notices.length === 0 && unreadable === 0) return null;
  return (
    <div className={styles.notices} role="alert">
      {unreadable === 0 ? null : (
        <p>{unreadable} entries of the feed could not be read, and are not shown. Update this console.</p>
      )}
      {notices.map(({ id, text }) => (
        <p key={id}>
          {text}{' '}
          <button type="button" onClick={() => dismissNotice(id)}>
            Dismiss
          </button>
        </p>
      ))}
    </div>
  );
}
