import type { BrowserWindow } from 'electron';
import type { AttachedDisplay } from '../shared/rules/displayMatch.ts';
import type { Log } from './log.ts';
import { onScreen, type PlannedWindow } from './windowPlan.ts';

/** Brings a window to where its plan has it now. */
export function putWindow(
  window: BrowserWindow,
  {
    before,
    plan: { key, place, isWall },
    isLocked,
    displays,
    log,
  }: {
    readonly before: PlannedWindow;
    readonly plan: PlannedWindow;
    readonly isLocked: boolean;
    readonly displays: readonly AttachedDisplay[];
    readonly log: Log;
  },
): void {
  switch (place.kind) {
    case 'away':
      if (before.place.kind === 'away') return;
      log.warn('A display is gone; its window waits for it', { window: key });
      window.setFullScreen(false);
      window.hide();
      return;
    case 'display': {
      // The system moves windows of its own accord when displays come and go: where it is now is what counts.
      const isThere = JSON.stringify(window.getBounds()) === JSON.stringify(place.bounds);
      if (isThere && window.isFullScreen() && before.place.kind === 'display') return;
      log.info('A window goes to its display', { window: key, ...place.bounds });
      if (isLocked) window.setKiosk(false);
      window.setFullScreen(false);
      window.setBounds(place.bounds);
      window.setFullScreen(true);
      if (isLocked) window.setKiosk(true);
      // A wall's window takes no focus from what somebody works at.
      window.showInactive();
      return;
    }
    case 'free': {
      const seen = onScreen(window.getBounds(), displays);
      if (JSON.stringify(seen) !== JSON.stringify(window.getBounds())) window.setBounds(seen);
      const isFull = isWall || isLocked;
      if (window.isFullScreen() !== isFull) window.setFullScreen(isFull);
    }
  }
}
