import { useEffect, useRef } from 'react';
import { boards } from '../boards/boards.ts';
import { useActions, type Board } from '../store/store.ts';

const chordMs = 1_500;
const ids: readonly Board[] = ['health', 'queue'];

/** True where a key press is text and not an act. */
function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The keys that work on every board: `g` then a board's key, `?`, Esc. */
export function useFrameKeys(): void {
  const actions = useActions();
  const chordUntil = useRef(0);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        actions.showKeys(false);
        actions.openAct(undefined);
        return;
      }
      if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?') actions.showKeys(true);
      else if (event.key === 'g') chordUntil.current = event.timeStamp + chordMs;
      else if (event.timeStamp < chordUntil.current) {
        chordUntil.current = 0;
        const board = ids.find((id) => boards[id].key === event.key);
        if (board !== undefined) actions.setBoard(board);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [actions]);
}
