import { useEffectEvent, useLayoutEffect } from 'react';

/** Keys of a board by the key's own name; `R` is Shift+R, and keys without a sign are told apart as `Shift+ArrowDown`. */
export type BoardKeys = Readonly<Record<string, (() => void) | undefined>>;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"]') !== null;

const mayRepeat = new Set([
  'j',
  'k',
  'ArrowDown',
  'ArrowUp',
  'Shift+ArrowDown',
  'Shift+ArrowUp',
  'PageDown',
  'PageUp',
]);

/** Space and Enter press the button that has the focus; they are no keys of the board then. */
const isTaken = ({ key, target }: KeyboardEvent): boolean =>
  (key === ' ' || key === 'Enter') &&
  target instanceof Element &&
  target.closest('button, a, summary, [role="button"]') !== null;

/** Listens on the window, except while somebody types or holds Ctrl, Meta or Alt. */
export function useBoardKeys(keys: BoardKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
      return;
    if (isTaken(event)) return;
    const name = event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
    const run = Object.hasOwn(keys, name) ? keys[name] : undefined;
    if (run === undefined || (event.repeat && !mayRepeat.has(name))) return;
    event.preventDefault();
    run();
  });
  // Before anything is painted: a board that is on the screen obeys its keys.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
