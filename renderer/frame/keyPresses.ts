import type { KeyEntry } from './keySections.ts';

/** One press of a key; two of them are a chord (`g` then `h`). */
export interface KeyPress {
  readonly key: string;
  readonly shift: boolean;
  readonly ctrl: boolean;
}

/** An act and the presses that do it. */
export interface KeyAct {
  readonly name: string;
  /** As the list of keys writes them. */
  readonly keys: string;
  readonly presses: readonly KeyPress[];
}

const arrows: Readonly<Record<string, string>> = {
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  Space: ' ',
};

/** What may be pressed of an entry of the key tables: `Shift J K` is two, `1–3` three, `g h` one of two presses. */
export function pressesOf(
  keys: string,
): readonly { readonly keys: string; readonly presses: readonly KeyPress[] }[] {
  const words = keys.split(' ');
  const [shift, ctrl] = [words.includes('Shift'), words.includes('Ctrl')];
  const named = words.filter((word) => word !== 'Shift' && word !== 'Ctrl');
  const press = (word: string): KeyPress => ({ key: arrows[word] ?? word, shift, ctrl });
  if (named.length === 2 && named[0] === 'g') return [{ keys, presses: named.map((word) => press(word)) }];
  const mark = `${ctrl ? 'Ctrl ' : ''}${shift ? 'Shift ' : ''}`;
  return named
    .flatMap((word) => {
      const [from, to] = word.split('–').map(Number);
      if (from === undefined || to === undefined || Number.isNaN(from + to)) return [word];
      return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
    })
    .map((word) => ({ keys: mark + word, presses: [press(word)] }));
}

/** The acts of an entry, one for each key; none where its words do not name each. */
export function actsOf([keys, does, names]: KeyEntry): readonly KeyAct[] {
  // Moving about needs no list: the keys are held, not chosen.
  if (names === undefined && does.startsWith('next, previous')) return [];
  const presses = pressesOf(keys);
  const each = names ?? (presses.length === 1 ? [does] : does.split(', '));
  if (each.length !== presses.length) return [];
  return presses.map((press, at) => ({ ...press, name: each[at] ?? does }));
}

/** Does what pressing the keys does: the page hears them as it hears a keyboard. */
export function pressKeys(presses: readonly KeyPress[], target: HTMLElement): void {
  for (const { key, shift: shiftKey, ctrl: ctrlKey } of presses)
    target.dispatchEvent(
      new KeyboardEvent('keydown', { key, shiftKey, ctrlKey, bubbles: true, cancelable: true }),
    );
}
