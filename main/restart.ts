import type { App } from 'electron';
import { reasonOf } from '../shared/reasonOf.ts';
import type { Log } from './log.ts';

/** A console that fails sooner after its start is not started again by itself: it would go on for ever, ms. */
const ranWellAfterMs = 60_000;

export interface RestartDeps {
  readonly app: Pick<App, 'relaunch' | 'quit'>;
  /** The code that this run ends with. */
  readonly exitWith: (code: number) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly argv: readonly string[];
  readonly log: Log;
}

/**
 * Ends this run and begins another. Under systemd the supervisor begins it: what a service starts beside itself is
 * ended with it, so there the console only ends, as one that failed.
 */
export function createRestart({ app, exitWith, env, argv, log }: RestartDeps): () => void {
  return () => {
    const isSupervised = env['NOTIFY_SOCKET'] !== undefined;
    log.warn('The console starts anew', { isSupervised });
    if (isSupervised) exitWith(1);
    else {
      const execPath = env['APPIMAGE'];
      app.relaunch({ args: argv.slice(1), ...(execPath === undefined ? {} : { execPath }) });
    }
    app.quit();
  };
}

/**
 * A fault of main is logged, and the console starts anew; Electron's own answer is a box that waits for a click. One
 * that fails at once ends instead.
 */
export function outliveFaults(
  process: Pick<NodeJS.Process, 'on' | 'exit'>,
  { now, restart, log }: { readonly now: () => number; readonly restart: () => void; readonly log: Log },
): void {
  const startedAt = now();
  process.on('unhandledRejection', (error) => log.error('Unhandled', { reason: reasonOf(error) }));
  process.on('uncaughtException', (error) => {
    log.error('A fault of the console', { reason: reasonOf(error), stack: error.stack });
    if (now() - startedAt >= ranWellAfterMs) restart();
    else process.exit(1);
  });
}
