import { rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { reasonOf } from '../shared/reasonOf.ts';
import type { Log } from './log.ts';
import type { WindowSigns } from './windows.ts';

/** A page that told nothing, or was not painted, for so long does not live, ms. */
export const livesWithinMs = 30_000;

/** What the machine's supervisor reads. */
export interface Beat {
  readonly at: string;
  readonly pid: number;
  readonly version: string;
  readonly windows: readonly {
    readonly name: string;
    readonly board?: string | undefined;
    readonly isShown: boolean;
    readonly paintedAt?: string | undefined;
  }[];
}

/**
 * True where every window does what it is for: a wall's that is shown is painted, any other at least answers. A window
 * that waits for its display has nothing to paint on; a new start of the console would not bring the display back.
 */
export function lives(windows: readonly WindowSigns[], now: number): boolean {
  const isFresh = (at: number | undefined): boolean => at !== undefined && now - at <= livesWithinMs;
  return (
    windows.length > 0 &&
    windows.every(({ isWall, isShown, heardAt, paintedAt }) =>
      isWall && isShown ? isFresh(paintedAt) && isFresh(heardAt) : isFresh(heardAt),
    )
  );
}

/** The beat of windows that live. */
export const beatOf = (
  windows: readonly WindowSigns[],
  { now, pid, version }: { readonly now: number; readonly pid: number; readonly version: string },
): Beat => ({
  at: new Date(now).toISOString(),
  pid,
  version,
  windows: windows.map(({ name, board, isShown, paintedAt }) => ({
    name,
    board,
    isShown,
    paintedAt: paintedAt === undefined ? undefined : new Date(paintedAt).toISOString(),
  })),
});

export interface HeartbeatDeps {
  /** The file, `.../beat`. */
  readonly path: string;
  readonly everyMs: number;
  readonly windows: () => readonly WindowSigns[];
  readonly now: () => number;
  readonly pid: number;
  readonly version: string;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Told with each beat. */
  readonly onBeat: () => void;
  readonly log: Log;
}

/** Beats for as long as the console lives, and only then. Returns its end, which takes the file away. */
export function startHeartbeat(deps: HeartbeatDeps): () => void {
  const { path, everyMs, windows, now, pid, version, after, onBeat, log } = deps;
  let isEnded = false;
  let wasAlive = false;
  let undo: (() => void) | undefined;
  const beat = async (): Promise<void> => {
    const signs = windows();
    const isAlive = lives(signs, now());
    if (isAlive !== wasAlive) {
      if (isAlive) log.info('The heart beats');
      else log.error('The heart stands still: a window does not paint or answer', { windows: signs });
    }
    wasAlive = isAlive;
    if (!isAlive) return;
    onBeat();
    await replaceSoon(path, `${JSON.stringify(beatOf(signs, { now: now(), pid, version }))}\n`);
  };
  const run = (): void => {
    void beat()
      .catch((error: unknown) => log.warn('The heartbeat was not written', { reason: reasonOf(error) }))
      .finally(() => {
        if (!isEnded) undo = after(everyMs, run);
        else rmSync(path, { force: true });
      });
  };
  undo = after(everyMs, run);
  return () => {
    isEnded = true;
    undo?.();
    rmSync(path, { force: true });
  };
}

/** Whole or not at all, but not synced: a beat that a power cut took is none, and a disk is not to be worn by beats. */
async function replaceSoon(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text, { mode: 0o644 });
  await rename(temporary, path);
}
