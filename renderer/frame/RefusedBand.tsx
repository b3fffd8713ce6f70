import { isToBeChosen } from '../selectors/refusedActs.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './Bands.module.css';

/** Says that acts were refused after they waited, until somebody has chosen what becomes of each. */
export function RefusedBand() {
  const count = useConsole((state) => state.outgoing.filter(isToBeChosen).length);
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  const { showOutbox } = useActions();
  // Nobody acts at a wall.
  if (count === 0 || isWall) return null;
  return (
    <div className={styles.refused} role="status">
      <b>{count === 1 ? '1 act was refused' : `${count} acts were refused`}</b>
      <span>Given without a feed. See what changed meanwhile, and choose.</span>
      <button type="button" onClick={() => showOutbox(true)}>
        Show <kbd>Shift O</kbd>
      </button>
    </div>
  );
}
