import type { SourceClock } from './dependencies.ts';
import { whyFailed } from './http.ts';

/** Runs `round` again and again, never two at once, until the returned function ends it (and waits for the last). */
export function startLoop(
  clock: SourceClock,
  pace: { readonly everyMs: number; readonly firstAfterMs?: number },
  round: (signal: AbortSignal) => Promise<void>,
  /** Told when a round throws, which only a defect makes it do; the loop goes on. */
  onDefect: (sentence: string) => void,
): () => Promise<void> {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let undo: () => void = () => undefined;
  const runOnce = async (): Promise<void> => {
    const startedAt = clock.now();
    try {
      await round(stopping.signal);
    } finally {
      // A slow peer gets a pause, rather than one request on the heels of the other.
      const restMs = Math.max(pace.everyMs * 0.2, startedAt + pace.everyMs - clock.now());
      if (!stopping.signal.aborted) plan(Math.min(restMs, pace.everyMs));
    }
  };
  const plan = (ms: number): void => {
    undo = clock.after(ms, () => {
      running = runOnce().catch((error: unknown) => onDefect(`internal error: ${whyFailed(error)}`));
    });
  };
  plan(pace.firstAfterMs ?? 0);
  return async () => {
    stopping.abort();
    undo();
    await running;
  };
}

/** Calls `work` for each item, at most `limit` at once. */
export async function forEachBounded<Item>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, lane));
}
