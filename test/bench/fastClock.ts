import type { Page } from '@playwright/test';

/** A clock that runs `speed` times as fast as this machine's, from now on. */
export interface FastClock {
  readonly startedAt: number;
  readonly speed: number;
  now(): number;
  /** After so many of its own ms; returns its undo. */
  after(ms: number, run: () => void): () => void;
}

/** Starts one. */
export function startFastClock(speed: number): FastClock {
  const startedAt = Date.now();
  return {
    startedAt,
    speed,
    now: () => Math.round(startedAt + (Date.now() - startedAt) * speed),
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}

/** Gives a page the same clock, before its own script runs, and counts the timers that it has set and not yet had. */
export async function useFastClock(page: Page, { startedAt, speed }: FastClock): Promise<void> {
  await page.addInitScript(
    ([startedAt, speed]) => {
      const RealDate = Date;
      const now = (): number => Math.round(startedAt + (RealDate.now() - startedAt) * speed);
      const realPerformance = performance.now.bind(performance);
      performance.now = () => realPerformance() * speed;
      globalThis.Date = new Proxy(RealDate, {
        construct: (target, given): object => {
          const [at] = given as readonly unknown[];
          return at === undefined ? new target(now()) : (Reflect.construct(target, given) as object);
        },
        get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
      });
      const open = new Set<number>();
      const [later, every, stop] = [
        window.setTimeout.bind(window),
        window.setInterval.bind(window),
        window.clearTimeout.bind(window),
      ];
      const set = (run: () => void, ms: number | undefined, isOnce: boolean): number => {
        const id = (isOnce ? later : every)(
          () => {
            if (isOnce) open.delete(id);
            run();
          },
          (ms ?? 0) / speed,
        );
        open.add(id);
        return id;
      };
      const clear = (id: number | undefined): void => {
        if (id !== undefined) open.delete(id);
        stop(id);
      };
      Object.assign(window, {
        setTimeout: (run: () => void, ms?: number) => set(run, ms, true),
        setInterval: (run: () => void, ms?: number) => set(run, ms, false),
        clearTimeout: clear,
        clearInterval: clear,
        openTimers: () => open.size,
      });
    },
    [startedAt, speed] as const,
  );
}

/** Timers that the page has set and not yet had. */
export const openTimers = (page: Page): Promise<number> =>
  // Set by the script above.
  page.evaluate(() => (Reflect.get(window, 'openTimers') as () => number)());
