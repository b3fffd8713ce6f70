import { durationText, sentenceText, utcSecond } from '../../shared/rules/durations.ts';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { drillOf } from '../../shared/rules/drillOf.ts';
import { isUnderWay } from '../selectors/refusedActs.ts';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './Bands.module.css';
import { lossRunbook } from './useFrameKeys.ts';

/** Over every board while the feed is lost: since when, which link broke, as of when, what still works, what to do. A drill says that it is one. */
export function LostBand() {
  const status = useConsole((state) => state.status);
  const at = useConsole((state) => state.feed.at);
  const offsetMs = useConsole((state) => state.clockOffsetMs);
  const waiting = useConsole((state) => state.outgoing.filter(isUnderWay).length);
  // Nobody acts at a wall.
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  const isSealed = useConsole((state) => state.feed.sealedContacts !== undefined);
  const isReading = useConsole((state) => state.ui.board === 'runbooks');
  const { reconnect, openRunbook, showOutbox, askContacts } = useActions();
  const now = useNow();
  // Without any state yet, the whole screen says so in place of a band; but for the one board that needs none.
  if (status.kind === 'live' || (at === 0 && !isReading)) return null;
  const drill = drillOf(status);
  const nextTryMs =
    status.kind === 'lost' && status.nextTryAt !== undefined ? status.nextTryAt + offsetMs - now : 0;
  const broke = status.kind === 'connecting' ? 'Connecting' : status.problem.replace(/\.$/, '');
  return (
    <div className={drill === undefined ? styles.lost : `${styles.lost} ${styles.drill}`} role="status">
      <StateGlyph state="unknown" />
      <b>
        {drill === undefined ? titleOf(status.kind, status.since + offsetMs, at, now) : <Drill at={at} />}
      </b>
      <span className={styles.why}>
        {drill === undefined ? broke : onPurpose(isWall)}.{' '}
        {at > 0 ? (
          <>
            {isWall ? 'All is' : 'Everything below is'} as of <strong>{utcSecond(at)} UTC</strong>.
          </>
        ) : (
          'No state was ever received here.'
        )}{' '}
        {isWall
          ? drill === undefined
            ? 'Runbooks work: “Monitoring lost”.'
            : ''
          : worksText(waiting, isSealed)}
      </span>
      {drill === undefined ? null : (
        <em>
          {isWall ? 'ends in' : 'ends by itself in'}{' '}
          <strong>{durationText(drill.until + offsetMs - now)}</strong>
        </em>
      )}
      {nextTryMs > 0 ? <em>next try in {Math.ceil(nextTryMs / 1000)} s</em> : null}
      <button type="button" onClick={() => openRunbook(lossRunbook)}>
        What to do <kbd>F1</kbd>
      </button>
      {isSealed && !isWall ? (
        <button type="button" onClick={() => askContacts(true)}>
          Contacts <kbd>Shift U</kbd>
        </button>
      ) : null}
      {waiting === 0 ? null : (
        <button type="button" onClick={() => showOutbox(true)}>
          Acts <kbd>Shift O</kbd>
        </button>
      )}
      <button type="button" onClick={reconnect}>
        {drill === undefined ? (
          'Reconnect'
        ) : (
          <>
            End drill <kbd>F2</kbd>
          </>
        )}
      </button>
    </div>
  );
}

/** A wall has one line, and whoever drills is at another screen of the console. */
const onPurpose = (isWall: boolean): string =>
  isWall
    ? 'On purpose, this console alone'
    : 'Cut off on purpose, this console alone: the desk and all others go on';

function Drill({ at }: { readonly at: number }) {
  const now = useNow();
  return <>DRILL · feed cut off {sentenceText(now - at)} ago</>;
}

function titleOf(kind: string, since: number, at: number, now: number): string {
  const title = kind === 'refused' ? 'Gateway refuses this console' : 'Feed lost';
  return at > 0 ? `${title} ${sentenceText(now - at)} ago` : `No feed for ${sentenceText(now - since)}`;
}

/** "Runbooks, contacts and notes work; 3 acts wait to be sent." */
function worksText(waiting: number, isSealed: boolean): string {
  const acts =
    waiting === 0
      ? 'what you do is kept and sent later'
      : `${waiting} ${waiting === 1 ? 'act waits' : 'acts wait'} to be sent`;
  return isSealed
    ? `Runbooks and notes work, contacts are locked; ${acts}.`
    : `Runbooks, contacts and notes work; ${acts}.`;
}
