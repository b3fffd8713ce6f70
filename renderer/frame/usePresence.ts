import { useEffect } from 'react';
import { presencesSchema, type Presences } from '../selectors/presence.ts';
import { useActions, useConsole } from '../store/store.ts';

const key = 'watchfloor.presence';

/** Notes when the person at this console presses a key or clicks, and keeps it over a reload. */
export function usePresence(): void {
  const { notePress, recallPresence } = useActions();
  const presences = useConsole((state) => state.presences);
  const isWall = useConsole((state) => state.ui.mode === 'wall');
  useEffect(() => {
    if (!isWall) recallPresence(readPresences());
  }, [recallPresence, isWall]);
  useEffect(() => {
    if (isWall) return undefined;
    // Before anybody stops the event; scrolling and moving the mouse are no sign that somebody reads.
    const options = { capture: true };
    window.addEventListener('keydown', notePress, options);
    window.addEventListener('pointerdown', notePress, options);
    return () => {
      window.removeEventListener('keydown', notePress, options);
      window.removeEventListener('pointerdown', notePress, options);
    };
  }, [notePress, isWall]);
  useEffect(() => {
    if (Object.keys(presences).length === 0) return;
    try {
      localStorage.setItem(key, JSON.stringify(presences));
    } catch {
      // A full or closed storage costs the line after a reload, and nothing else.
    }
  }, [presences]);
}

function readPresences(): Presences {
  try {
    return presencesSchema.parse(JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}
