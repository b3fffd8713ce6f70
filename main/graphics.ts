import type { App, Details } from 'electron';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from './log.ts';

/** Losses of the graphics process within so long after which the console draws without the graphics card. */
export const graphicsLimits = {
  losses: 3,
  withinMs: 10 * 60_000,
  /** A window that was not painted so long after a loss is loaded again, ms. */
  paintsWithinMs: 20_000,
  /** How long the card is left alone; a start after that tries it again. */
  withoutCardMs: 24 * 3_600_000,
} as const;

const markFile = (folder: string): string => join(folder, 'without-graphics-card');

/** True where an earlier run found that the graphics card can't be relied on; to be asked before the app is ready. */
export function drawsWithoutCard(folder: string, now: number): boolean {
  try {
    const since = Date.parse(readFileSync(markFile(folder), 'utf8').trim());
    if (Math.abs(now - since) < graphicsLimits.withoutCardMs) return true;
    rmSync(markFile(folder), { force: true });
  } catch {
    // No mark: the card is used.
  }
  return false;
}

export interface GraphicsDeps {
  readonly app: Pick<App, 'on'>;
  readonly folder: string;
  readonly isWithoutCard: boolean;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Loads again what has not been painted since then. */
  readonly renewUnpainted: (since: number, what: string) => void;
  /** Ends this run and begins another. */
  readonly restart: () => void;
  readonly onLoss: (sentence: string) => void;
  readonly log: Log;
}

/**
 * Follows the loss of the process that draws. Chromium starts another; what stays unpainted is loaded again, and a
 * machine that loses it time and again is started anew without its graphics card.
 */
export function followGraphics(deps: GraphicsDeps): void {
  let losses: readonly number[] = [];
  deps.app.on('child-process-gone', (_event, details: Details) => {
    if (details.type !== 'GPU' || details.reason === 'clean-exit') return;
    const at = deps.now();
    losses = [...losses.filter((earlier) => at - earlier < graphicsLimits.withinMs), at];
    const { reason, exitCode } = details;
    deps.log.error('The graphics process is gone', { reason, exitCode, losses: losses.length });
    if (losses.length >= graphicsLimits.losses && !deps.isWithoutCard) {
      writeFileSync(markFile(deps.folder), `${new Date(at).toISOString()}\n`, { mode: 0o600 });
      deps.restart();
      return;
    }
    deps.onLoss('The process that draws was lost, and started again');
    deps.after(graphicsLimits.paintsWithinMs, () =>
      deps.renewUnpainted(at, 'The page was not painted after the graphics process was lost'),
    );
  });
}
