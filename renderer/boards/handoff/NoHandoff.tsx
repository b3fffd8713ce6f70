import { durationText, utcMinute } from '../../../shared/rules/durations.ts';
import { shiftAt } from '../../../shared/rules/shifts.ts';
import { ActButton } from '../../components/ActButton.tsx';
import { useNow } from '../../store/now.ts';
import { useConsole } from '../../store/store.ts';
import { useSendOnce } from '../queue/useSendOnce.ts';
import { useBoardKeys } from '../useBoardKeys.ts';
import styles from './HandoffDesk.module.css';

/** Before the first handoff: when the shift ends, and how to begin. */
export function NoHandoff({ isWall }: { isWall: boolean }) {
  const now = useNow();
  const shifts = useConsole((state) => state.feed.entities.desk['desk']?.shifts);
  const { showsKeys, asksPerson } = useConsole((state) => state.ui);
  const send = useSendOnce();
  const begin = (): void => send('handoff.begin', {});
  useBoardKeys(showsKeys || asksPerson === true || isWall ? {} : { B: begin });
  const turn = shiftAt(shifts ?? [], now);
  return (
    <main className={styles.empty} data-board="handoff">
      <h1>No handoff is under way</h1>
      <p>
        {turn === undefined
          ? 'No shift is on duty.'
          : `${turn.shift.name} ends ${utcMinute(turn.endsAt)} UTC, in ${durationText(turn.endsAt - now)}. Its handoff begins by itself before that.`}
      </p>
      {turn === undefined || isWall ? null : (
        <ActButton keyName="B" onPress={begin}>
          Begin now
        </ActButton>
      )}
    </main>
  );
}
