import type { DesktopBridge } from '../../shared/desktop.ts';
import { keptViewOf } from '../store/keptView.ts';
import type { ConsoleStore } from '../store/store.ts';

/** Between two signs of life, ms; main/pageWatch.ts counts on it. */
const everyMs = 2_000;

/** Tells the shell that this page lives, when it was last painted, and what it shows. Returns its undo. */
export function tellLife(
  store: ConsoleStore,
  desktop: Pick<DesktopBridge, 'live'>,
  page: Pick<Window, 'setInterval' | 'clearInterval' | 'requestAnimationFrame' | 'performance'>,
): () => void {
  let paintedAt: number | undefined;
  let isAsked = false;
  // The second frame begins only when the first has been painted; a page that is hidden, or whose graphics are lost,
  // gets none.
  const askForPaint = (): void => {
    if (isAsked) return;
    isAsked = true;
    page.requestAnimationFrame(() =>
      page.requestAnimationFrame(() => {
        isAsked = false;
        paintedAt = page.performance.now();
      }),
    );
  };
  const tell = (): void => {
    const paintedMsAgo = paintedAt === undefined ? undefined : page.performance.now() - paintedAt;
    const life = { view: keptViewOf(store.getState().ui), paintedMsAgo };
    // A console that is ending hears nothing any more.
    desktop.live(life).catch(() => undefined);
    askForPaint();
  };
  tell();
  const timer = page.setInterval(tell, everyMs);
  return () => page.clearInterval(timer);
}
