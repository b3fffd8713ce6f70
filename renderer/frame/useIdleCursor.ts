import { useEffect } from 'react';
import { useConsole } from '../store/store.ts';

/** A pointer that nobody moves for so long is hidden on a wall, ms. */
export const cursorIdleMs = 3_000;

/** Hides the pointer on a wall while nobody moves it. */
export function useIdleCursor(): void {
  const isHidden = useConsole((state) => state.ui.mode === 'wall' || state.kiosk?.isLocked === true);
  useEffect(() => {
    if (!isHidden) return undefined;
    const root = document.documentElement;
    const hide = (): void => {
      root.dataset['pointer'] = 'idle';
    };
    let timer = setTimeout(hide, cursorIdleMs);
    const onMove = (): void => {
      delete root.dataset['pointer'];
      clearTimeout(timer);
      timer = setTimeout(hide, cursorIdleMs);
    };
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerdown', onMove);
    return () => {
      clearTimeout(timer);
      delete root.dataset['pointer'];
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerdown', onMove);
    };
  }, [isHidden]);
}
