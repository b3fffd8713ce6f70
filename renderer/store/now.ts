import { useSyncExternalStore } from 'react';
import { useConsole } from './store.ts';

const secondMs = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let second = Math.floor(Date.now() / secondMs) * secondMs;

function tick(): void {
  second = Math.floor(Date.now() / secondMs) * secondMs;
  timer = setTimeout(tick, secondMs - (Date.now() % secondMs));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

/** The gateway's time in ms, stepping once a second, one timer for all. */
export function useNow(): number {
  const offsetMs = useConsole((state) => state.clockOffsetMs);
  return useSyncExternalStore(subscribe, () => second) + Math.round(offsetMs);
}
