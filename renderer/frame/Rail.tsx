import type { DragEvent } from 'react';
import { boardIds, type Board } from '../../shared/model/board.ts';
import { boards } from '../boards/boards.ts';
import { useActions, useConsole } from '../store/store.ts';
import styles from './Rail.module.css';

/** The boards, with the number of open incidents on the queue, what is folded under another left out. */
export function Rail() {
  const board = useConsole((state) => state.ui.board);
  const open = useConsole(
    (state) =>
      Object.values(state.feed.entities.incident).filter(
        ({ status, foldedUnder }) => status !== 'resolved' && foldedUnder === undefined,
      ).length,
  );
  const isDesktop = useConsole((state) => state.capabilities.shell === 'desktop');
  const { setBoard, openBoardWindow } = useActions();
  /** Dropped beside the window, a board gets one of its own there. */
  const drop = (id: Board, { screenX, screenY }: DragEvent): void => {
    const { screenX: left, screenY: top, outerWidth, outerHeight } = window;
    const isInside =
      screenX >= left && screenX < left + outerWidth && screenY >= top && screenY < top + outerHeight;
    if (!isInside) void openBoardWindow(id, { x: Math.round(screenX), y: Math.round(screenY) });
  };
  return (
    <nav className={styles.rail} aria-label="Boards">
      {boardIds.map((id) => (
        <button
          key={id}
          type="button"
          className={id === board ? styles.on : ''}
          aria-current={id === board ? 'page' : undefined}
          aria-label={boards[id].title}
          title={`${boards[id].title} (g ${boards[id].key})`}
          onClick={() => setBoard(id)}
          draggable={isDesktop}
          onDragEnd={(event) => drop(id, event)}
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
