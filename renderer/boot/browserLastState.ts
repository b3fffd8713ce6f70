import { LastState, type LastStateStore } from '../../shared/feed/lastState.ts';
import type { FeedState } from '../../shared/feed/reduce.ts';
import { openIndexedLastState } from './indexedLastState.ts';
import { pageClock } from './pageClock.ts';
import { reasonOf } from '../../shared/reasonOf.ts';

/** The last state of a page that the gateway serves; what can't be read or kept is told once, and stops nothing. */
export async function openBrowserLastState(
  page: Window,
  seal: (state: FeedState) => Promise<FeedState>,
  notify: (text: string) => void,
): Promise<LastState> {
  const told = new Set<string>();
  const onProblem = (sentence: string, reason: string): void => {
    // Every 15 s the same words, dismissed or not, would be noise.
    if (told.has(sentence)) return;
    told.add(sentence);
    notify(`${sentence}: ${reason.replace(/\.$/, '')}. A page loaded without its gateway may show nothing.`);
  };
  const lastState = new LastState({
    store: await openStore(page, onProblem),
    after: (ms, run) => pageClock.after(ms, run),
    seal,
    onProblem,
  });
  // The last chance to write before the page is closed, reloaded or frozen.
  page.addEventListener('pagehide', () => void lastState.flush());
  page.document.addEventListener('visibilitychange', () => {
    if (page.document.visibilityState === 'hidden') void lastState.flush();
  });
  return lastState;
}

async function openStore(
  page: Window,
  onProblem: (sentence: string, reason: string) => void,
): Promise<LastStateStore> {
  try {
    return await openIndexedLastState(page.indexedDB);
  } catch (error) {
    onProblem('The last state can not be kept in this browser', reasonOf(error));
    return { load: async () => undefined, save: async () => undefined };
  }
}
