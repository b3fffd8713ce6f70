import { spanText, utcSince } from '../../shared/rules/durations.ts';
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

/** Says on every screen that nothing happens by itself, and since when and why. */
export function AutomationBand() {
  const automation = useConsole((state) => state.feed.entities.automation['automation']);
  const now = useNow();
  if (automation?.on !== false) return null;
  const { at, by, reason } = automation.switched ?? {};
  const since = at === undefined ? '' : ` since ${utcSince(at, now)} UTC`;
  const who = by === undefined ? '' : `, by ${by}: ${reason ?? ''}`;
  return (
    <div className={styles.automation} role="note">
      <b>AUTOMATION OFF</b>
      <span>
        No action runs by itself{since}
        {who}
      </span>
    </div>
  );
}

/** Says that alerts come faster than an operator can take them in, since when, and how many. */
export function FloodBand() {
  const flood = useConsole((state) => state.feed.entities.flood['flood']);
  // Only the queue has an order that a flood changes.
  const isQueue = useConsole((state) => state.ui.board === 'queue');
  const now = useNow();
  if (flood === undefined) return null;
  const { since, alerts, withinMs } = flood;
  return (
    <div className={styles.flood} role="note">
      <b>Flood since {utcSince(since, now)} UTC</b>
      <span>
        {alerts} {alerts === 1 ? 'alert' : 'alerts'} in {spanText(withinMs)}
        {isQueue ? ' · causes first' : ''}
      </span>
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
