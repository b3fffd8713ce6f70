import { EventEmitter } from 'node:events';
import type { WebContents } from 'electron';
import { expect, it } from 'vitest';
import { Voices } from '../../../main/voices.ts';

function page(heard: string[], name: string) {
  const contents = Object.assign(new EventEmitter(), {
    isDestroyed: () => false,
    send: (_channel: string, { claim, isHeld }: { claim: string; isHeld: boolean }) =>
      void heard.push(`${name} ${claim} ${isHeld}`),
  });
  // Of a page's contents no more is used.
  return contents as unknown as WebContents & EventEmitter;
}

it('gives the voice to the loudest, to the oldest of these, and to one at a time', () => {
  const heard: string[] = [];
  const [first, second, third] = [page(heard, '1'), page(heard, '2'), page(heard, '3')];
  const voices = new Voices();
  voices.add(first, 'a', 0.5);
  voices.add(second, 'b', 0.5);
  expect(heard).toEqual(['1 a true']);
  voices.add(third, 'c', 1);
  expect(heard.slice(1)).toEqual(['1 a false', '3 c true']);
  voices.remove(third, 'c');
  expect(heard.slice(3)).toEqual(['3 c false', '1 a true']);
});

it.each([
  ['is closed', 'destroyed', undefined],
  ['crashed', 'render-process-gone', undefined],
  ['is loaded again', 'did-start-navigation', { isMainFrame: true, isSameDocument: false }],
])('moves when its page %s', (_what, event, details) => {
  const heard: string[] = [];
  const [first, second] = [page(heard, '1'), page(heard, '2')];
  const voices = new Voices();
  voices.add(first, 'a', 1);
  voices.add(second, 'b', 1);
  first.emit(event, details);
  expect(heard.at(-1)).toBe('2 b true');
});

it('lets no page claim without bound, and none give back what is not its own', () => {
  const heard: string[] = [];
  const [first, second] = [page(heard, '1'), page(heard, '2')];
  const voices = new Voices();
  voices.add(first, 'a', 1);
  voices.remove(second, 'a');
  expect(heard).toEqual(['1 a true']);
  expect(['b', 'c', 'd', 'e'].map((claim) => voices.add(first, claim, 1))).toEqual([true, true, true, false]);
});
