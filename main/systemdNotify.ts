import { execFile } from 'node:child_process';
import type { Log } from './log.ts';

/** Runs a program to its end; rejects where it can't be run or fails. */
export type Run = (program: string, args: readonly string[]) => Promise<void>;

/** What systemd is told of a service of `Type=notify`. */
export interface SystemdNotify {
  /** How often it wants to hear, ms; undefined where it does not watch. */
  readonly watchdogMs: number | undefined;
  /** One more beat; the first says that the service is ready. */
  beat(): void;
  stopping(): void;
}

/**
 * Tells systemd through its own `systemd-notify`, as Node has no datagram sockets of the file system. The unit needs
 * `NotifyAccess=all`, because it is another process that speaks. Undefined where no systemd asks to be told.
 */
export function systemdNotify(
  env: Readonly<Record<string, string | undefined>>,
  { pid, now, log, run = runProgram }: { pid: number; now: () => number; log: Log; run?: Run },
): SystemdNotify | undefined {
  if (env['NOTIFY_SOCKET'] === undefined) return undefined;
  const watchedPid = env['WATCHDOG_PID'];
  const isWatched = watchedPid === undefined || watchedPid === String(pid);
  const microseconds = isWatched ? Number(env['WATCHDOG_USEC']) : Number.NaN;
  const watchdogMs = microseconds > 0 ? microseconds / 1_000 : undefined;
  let isTelling = false;
  let hasFailed = false;
  let isReady = false;
  let toldAt = Number.NEGATIVE_INFINITY;
  const tell = (...words: readonly string[]): void => {
    if (isTelling) return;
    isTelling = true;
    run('systemd-notify', words)
      .catch((error: unknown) => {
        if (!hasFailed) log.error('systemd could not be told', { words, reason: String(error) });
        hasFailed = true;
        // What was not told is told again.
        isReady &&= words[0] !== '--ready';
      })
      .finally(() => (isTelling = false));
  };
  return {
    watchdogMs,
    beat() {
      if (!isReady) {
        isReady = true;
        toldAt = now();
        tell('--ready', ...(watchdogMs === undefined ? [] : ['WATCHDOG=1']));
        return;
      }
      // systemd advises half of what it waits; a third leaves room for a slow machine.
      if (watchdogMs === undefined || now() - toldAt < watchdogMs / 3) return;
      toldAt = now();
      tell('WATCHDOG=1');
    },
    stopping: () => tell('STOPPING=1'),
  };
}

const runProgram: Run = (program, args) =>
  new Promise((resolve, reject) =>
    execFile(program, [...args], { timeout: 5_000 }, (error) =>
      error === null ? resolve() : reject(new Error(error.message)),
    ),
  );
