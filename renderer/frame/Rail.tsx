import { boards } from '../boards/boards.ts';
import { useActions, useConsole, type Board } from '../store/store.ts';
import styles from './Rail.module.css';

/** The boards, with the number of open incidents on the queue. */
export function Rail() {
  const board = useConsole((state) => state.ui.board);
  const open = useConsole(
    (state) =>
      Object.values(state.feed.entities.incident).filter(({ status }) => status !== 'resolved').length,
  );
  const { setBoard } = useActions();
  const ids: readonly Board[] = ['health', 'queue'];
  return (
    <nav className={styles.rail} aria-label="Boards">
      {ids.map((id) => (
        <button
          key={id}
          type="button"
          className={id === board ? styles.on : ''}
          aria-current={id === board ? 'page' : undefined}
          aria-label={boards[id].title}
          title={`${boards[id].title} (g ${boards[id].key})`}
          onClick={() => setBoard(id)}
        >
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d={boards[id].icon} />
          </svg>
          {id === 'queue' && open > 0 ? <u>{open}</u> : null}
        </button>
      ))}
    </nav>
  );
}
