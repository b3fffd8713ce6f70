import { expect, it } from 'vitest';
import { browserVoice, byLock } from '../../../../renderer/boot/browserVoice.ts';

/** The browser's locks, and a channel among its pages. */
function browser() {
  const waiting: { run: () => Promise<void>; done: () => void }[] = [];
  let isHeld = false;
  const next = (): void => {
    const one = isHeld ? undefined : waiting.shift();
    if (one === undefined) return;
    isHeld = true;
    void one.run().then(() => {
      isHeld = false;
      one.done();
      next();
    });
  };
  const request = (_name: string, { signal }: { signal: AbortSignal }, run: () => Promise<void>) =>
    new Promise<void>((resolve, reject) => {
      const one = { run, done: resolve };
      signal.addEventListener('abort', () => {
        if (!waiting.includes(one)) return;
        waiting.splice(waiting.indexOf(one), 1);
        reject(new Error('aborted'));
      });
      waiting.push(one);
      next();
    });
  const channels = new Set<{ onmessage: ((event: { data: unknown }) => void) | null }>();
  const open = () => {
    const channel = {
      onmessage: null as ((event: { data: unknown }) => void) | null,
      postMessage: (data: unknown) => {
        for (const other of channels)
          if (other !== channel) queueMicrotask(() => other.onmessage?.({ data }));
      },
      close: () => void channels.delete(channel),
    };
    channels.add(channel);
    return channel;
  };
  // Of both no more is used.
  return byLock({ request } as unknown as LockManager, open);
}

const settle = async (): Promise<void> => {
  for (let turns = 0; turns < 50; turns += 1) await Promise.resolve();
};

it('one page of a browser sounds, the loudest; it moves when that page goes', async () => {
  const claim = browser();
  const held = new Map<string, boolean>();
  const open = (name: string, volume: number) => claim(volume, (isHeld) => held.set(name, isHeld));
  const voices = (): readonly string[] => [...held].filter(([, isHeld]) => isHeld).map(([name]) => name);
  const quiet = open('quiet', 0.3);
  await settle();
  expect(voices()).toEqual(['quiet']);
  open('other', 0.3);
  await settle();
  expect(voices()).toEqual(['quiet']);
  const loud = open('loud', 1);
  await settle();
  expect(voices()).toEqual(['loud']);
  loud();
  await settle();
  expect(voices()).toHaveLength(1);
  expect(voices()).not.toContain('loud');
  quiet();
  await settle();
  expect(voices()).toEqual(['other']);
});

it('without locks, as over plain http, one page has a lease, which a page that is gone loses', () => {
  const kept = new Map<string, string>();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  let ids = 0;
  const open = (volume: number) => {
    let tick = (): void => undefined;
    const heard: boolean[] = [];
    const page = {
      ...{
        navigator: {},
        localStorage,
        addEventListener: () => undefined,
        removeEventListener: () => undefined,
      },
      setInterval: (run: () => void) => {
        tick = run;
        return 1;
      },
      clearInterval: () => undefined,
    };
    // Of the page no more is used.
    const voice = browserVoice(page as unknown as Window & typeof globalThis, () => `page ${(ids += 1)}`);
    const undo = voice.claim(volume, (isHeld) => void heard.push(isHeld));
    return { heard, undo, tick: () => tick() };
  };
  const first = open(0.5);
  const second = open(0.5);
  expect([first.heard, second.heard]).toEqual([[true], []]);
  const loud = open(1);
  first.tick();
  expect([first.heard, loud.heard]).toEqual([[true, false], [true]]);
  loud.undo();
  second.tick();
  expect(second.heard).toEqual([true]);
  // A page that was killed leaves its lease behind, from a clock that may since have been set back.
  kept.set('watchfloor.voice', JSON.stringify({ id: 'gone', volume: 1, until: Date.now() + 9e9 }));
  second.tick();
  expect(second.heard).toEqual([true]);
});
