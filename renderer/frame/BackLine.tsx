import { isWithin, lossInAbsence, reunionShownMs, reunionText, type Reunion } from '../selectors/reunion.ts';
import { useNow } from '../store/now.ts';
import { useActions, useConsole } from '../store/store.ts';
import { AwayLine } from './AwayLine.tsx';
import styles from './Bands.module.css';

/** What was missed, in one line whatever the reason: the feed was lost, the person was away, or both at once. */
export function BackLine() {
  const reunion = useConsole((state) => state.reunion);
  const absence = useConsole((state) =>
    state.ui.mode === 'wall' ? undefined : state.presences[state.person]?.away,
  );
  const { seeAbsence } = useActions();
  const away = absence?.isSeen === false ? absence : undefined;
  if (reunion !== undefined) return <AfterLoss reunion={reunion} away={away} />;
  return away === undefined ? null : <AwayLine from={away.from} to={away.to} onDismiss={seeAbsence} />;
}

interface AfterLossProps {
  readonly reunion: Reunion;
  readonly away: { readonly from: number; readonly to: number } | undefined;
}

/** For a minute after a loss its own line, or one with the absence that it lies in; then the absence alone. */
function AfterLoss({ reunion, away }: AfterLossProps) {
  const { seeAbsence, dismissReunion } = useActions();
  const isTold = useNow() - reunion.to > reunionShownMs;
  if (!isTold && (away === undefined || !isWithin(reunion, away))) return <ReunionLine reunion={reunion} />;
  if (away === undefined) return null;
  // The absence tells of all that the loss would: only what became of acts, and the worst, is said beside it.
  const also = isTold ? undefined : <Loss reunion={reunion} />;
  const onDismiss = (): void => {
    seeAbsence();
    dismissReunion();
  };
  return <AwayLine from={away.from} to={away.to} also={also} onDismiss={onDismiss} />;
}

function Loss({ reunion }: { readonly reunion: Reunion }) {
  const outgoing = useConsole((state) => state.outgoing);
  return (
    <>
      {lossInAbsence(reunion, outgoing)} <Worst reunion={reunion} />
    </>
  );
}

/** Says for a minute that the feed is back, and what was missed. */
function ReunionLine({ reunion }: { readonly reunion: Reunion }) {
  const outgoing = useConsole((state) => state.outgoing);
  const { dismissReunion } = useActions();
  return (
    <div className={styles.back} role="status">
      <span>
        {reunionText(reunion, outgoing)} <Worst reunion={reunion} />
      </span>
      <button type="button" onClick={dismissReunion}>
        Dismiss <kbd>Esc</kbd>
      </button>
    </div>
  );
}

function Worst({ reunion: { worst } }: { readonly reunion: Reunion }) {
  if (worst.length === 0) return null;
  return <b>Opened meanwhile: {worst.join(' · ')}.</b>;
}
