import { useLayoutEffect, useRef } from 'react';
import { boards } from '../boards/boards.ts';
import { boardIds } from '../../shared/model/board.ts';
import { drillOf } from '../../shared/rules/drillOf.ts';
import { useActions, useConsole } from '../store/store.ts';

const chordMs = 1_500;
/** Pressed on the way to another key. */
const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']);

/** What to do when the feed is lost. */
export const lossRunbook = 'monitoring-lost';

/** True where a key press is text and not an act. */
function isTyping(event: KeyboardEvent): boolean {
  const { target } = event;
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** The keys that work on every board: `g` then a board's key, `?`, Shift O, Shift U, Shift N, Shift Q, Ctrl Shift K, Esc; F1 while the feed is lost; F2 ends a drill. */
export function useFrameKeys(): void {
  const actions = useActions();
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  const isLost = useConsole((state) => !state.live);
  const isDrill = useConsole((state) => drillOf(state.status) !== undefined);
  const isDesktop = useConsole((state) => state.capabilities.shell === 'desktop');
  const board = useConsole((state) => state.ui.board);
  const chordUntil = useRef(0);
  // Before anything is painted: what is on the screen obeys its keys.
  useLayoutEffect(() => {
    // Heard on the way down: the key after `g` names a board, and the board that is open must not take it for its own.
    const onChord = (event: KeyboardEvent): void => {
      if (event.timeStamp >= chordUntil.current || modifiers.has(event.key)) return;
      chordUntil.current = 0;
      if (event.key === 'Escape' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (event.key === 'g') chordUntil.current = event.timeStamp + chordMs;
      const named = boardIds.find((id) => boards[id].key === event.key);
      if (named !== undefined) actions.setBoard(named);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') {
        actions.showKeys(false);
        actions.openAct(undefined);
        actions.askPerson(false);
        actions.askKiosk(false);
        actions.askContacts(false);
        actions.showOutbox(false);
        actions.showSound(false);
        actions.dismissReunion();
        return;
      }
      // From a field too: who looks for something is often in the middle of another.
      if (event.key === 'k' && (event.ctrlKey || event.metaKey) && !event.shiftKey && !isWall) {
        event.preventDefault();
        actions.showPalette(true);
        return;
      }
      if (event.ctrlKey && event.shiftKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        actions.askKiosk(true);
        return;
      }
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      // These are no text, and must work in the middle of a search.
      if ((event.key === 'F1' && isLost) || (event.key === 'F2' && isDrill)) {
        // The browser's own help is no help here.
        event.preventDefault();
        if (event.key === 'F1') actions.openRunbook(lossRunbook);
        else actions.reconnect();
        return;
      }
      if (isTyping(event)) return;
      if (event.key === '?') actions.showKeys(true);
      else if (event.key === 'Q' && !isWall) actions.showSound(true);
      else if (event.key === 'O' && !isWall) actions.showOutbox(true);
      else if (event.key === 'U' && !isWall) actions.askContacts(true);
      else if (event.key === 'w' && !isWall) {
        // The key itself is no part of the name.
        event.preventDefault();
        actions.askPerson(true);
      } else if (event.key === 'N' && !isWall && isDesktop) void actions.openBoardWindow(board);
      else if (event.key === 'M' && !isWall) actions.showPassed(true);
      else if (event.key === 'g') chordUntil.current = event.timeStamp + chordMs;
    };
    window.addEventListener('keydown', onChord, { capture: true });
    window.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('keydown', onChord, { capture: true });
      window.removeEventListener('keydown', onKey);
    };
  }, [actions, isWall, isLost, isDrill, isDesktop, board]);
}
