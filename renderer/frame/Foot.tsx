import { durationText, utcMinute } from '../../shared/rules/durations.ts';
import { shiftAt } from '../../shared/rules/shifts.ts';
import { ChainStrip } from '../components/ChainStrip.tsx';
import { useNow } from '../store/now.ts';
import { useConsole } from '../store/store.ts';
import styles from './Foot.module.css';

/** The chain of freshness, the shift, and who is on call. */
export function Foot() {
  const now = useNow();
  const chain = useConsole((state) => state.feed.chain);
  const live = useConsole((state) => state.live);
  const desk = useConsole((state) => state.feed.entities.desk['desk']);
  const wall = useConsole((state) => state.ui.mode === 'wall');
  const turn = shiftAt(desk?.shifts ?? [], now);
  const onCall = desk?.onCall[0];
  return (
    <footer className={styles.foot}>
      <ChainStrip chain={chain} now={now} live={live} />
      {turn === undefined ? null : (
        <span>
          <b>{turn.shift.name}</b> until {utcMinute(turn.endsAt)} UTC
          {wall ? '' : `, in ${durationText(turn.endsAt - now)}`}
        </span>
      )}
      {onCall === undefined ? null : (
        <span>
          On call <b>{onCall.person}</b>
        </span>
      )}
      {wall ? null : (
        <span>
          <kbd>?</kbd> all keys
        </span>
      )}
    </footer>
  );
}
