import type { LinkClock } from '../../shared/feed/link.ts';

/** The page's own clock and timers. */
export const pageClock: LinkClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
