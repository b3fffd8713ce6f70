import { durationText, utcMinute } from '../../shared/rules/durations.ts';
import { openHandoffs } from '../../shared/rules/handoffs.ts';
import { owedWords } from '../../shared/rules/handoffWords.ts';
import { StateGlyph } from '../components/StateGlyph.tsx';
import { useNow } from '../store/now.ts';
import { useConsole } from '../store/store.ts';
import styles from './Bands.module.css';

/** On every wall, and on a workstation once it is overdue: who still owes what until both sides have signed. */
export function HandoffBand() {
  const handoffs = useConsole((state) => state.feed.entities.handoff);
  const incidents = useConsole((state) => state.feed.entities.incident);
  const isShown = useConsole((state) => state.ui.board === 'handoff');
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  const now = useNow();
  const open = openHandoffs(Object.values(handoffs));
  // The one that waits longest; the board tells of the others.
  const handoff = open.at(-1);
  if (handoff === undefined || isShown) return null;
  const { boundaryAt, questions } = handoff;
  const isOverdue = now >= boundaryAt;
  if (!isWall && !isOverdue) return null;
  const asked = questions.filter(({ answer }) => answer === undefined).length;
  return (
    <div className={isOverdue ? styles.overdue : styles.handoff} role="note">
      {isOverdue && <StateGlyph state="degraded" />}
      <b>
        {isOverdue
          ? `Handoff overdue by ${durationText(now - boundaryAt)}`
          : `Handoff ${utcMinute(boundaryAt)} UTC, in ${durationText(boundaryAt - now)}`}
      </b>
      <span>
        {owedWords(handoff, Object.values(incidents))}
        {asked === 0 ? '' : `. ${asked} ${asked === 1 ? 'question' : 'questions'} not answered`}
        {open.length === 1 ? '' : `. ${open.length - 1} more not signed`}
      </span>
    </div>
  );
}
