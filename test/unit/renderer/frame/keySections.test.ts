import { describe, expect, it } from 'vitest';
import { boardSections, everywhere, type KeySection } from '../../../../renderer/frame/keySections.ts';

/** `Shift J K` is two keys, `1–3` three, `g h` and `Ctrl Enter` one each. */
function keysOf({ keys }: KeySection): readonly string[] {
  return keys.flatMap(([text]) => {
    const [first = '', ...others] = text.split(' ');
    if (first === 'Shift') return others.map((key) => `Shift ${key}`);
    if (others.length > 0 && (first === 'g' || first === 'Ctrl')) return [text];
    return [first, ...others].flatMap((key) => {
      const [from, to] = key.split('–').map(Number);
      if (from === undefined || to === undefined) return [key];
      return Array.from({ length: to - from + 1 }, (_, at) => String(from + at));
    });
  });
}

describe('the list of keys', () => {
  it.each(boardSections.map((section) => [section.title, section] as const))(
    'gives no key two meanings on one board: %s',
    (_title, section) => {
      const keys = [...keysOf(section), ...keysOf(everywhere)];
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    },
  );

  it('has nothing on a board that begins as the way to another', () => {
    expect(boardSections.flatMap(keysOf)).not.toContain('g');
  });
});
