import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A program that a test runs, owned by that test. */
export interface RunningProcess {
  readonly pid: number;
  /** What it wrote so far, both streams, the last 64 KB. */
  readonly output: () => string;
  /** Asks it to end, insists after a while, and waits until it has. */
  stop(): Promise<void>;
  /** Sends a signal; waits for the end if the signal is SIGKILL. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when it has ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** What to run, and how to know that it is ready. */
export interface ProcessSpec {
  /** For messages. */
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Asked repeatedly after the start until it says true. */
  readonly isReady?: (output: () => string) => Promise<boolean>;
  readonly readyTimeoutMs?: number;
  readonly stopTimeoutMs?: number;
}

const OUTPUT_LIMIT = 64 * 1024;
const SETPRIV = '/usr/bin/setpriv';

const alive = new Set<ChildProcess>();

process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/**
 * The kernel ends the program with its parent, even one that was killed with SIGKILL: a test worker that vitest cuts
 * off runs no exit handler. Where setpriv (util-linux) is missing, the exit handler has to do.
 */
function dyingWithParent(command: string, args: readonly string[]): readonly [string, readonly string[]] {
  if (process.platform !== 'linux' || !existsSync(SETPRIV)) return [command, args];
  return [SETPRIV, ['--pdeathsig', 'KILL', '--', command, ...args]];
}

/** Starts a program and waits until it is ready; rejects with its output when it ends or dawdles before that. */
export async function startProcess(spec: ProcessSpec): Promise<RunningProcess> {
  const { name, cwd, env, isReady, readyTimeoutMs = 15_000, stopTimeoutMs = 5_000 } = spec;
  const [command, args] = dyingWithParent(spec.command, spec.args);
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });

  let text = '';
  const collect = (chunk: Buffer): void => {
    text = (text + chunk.toString('utf8')).slice(-OUTPUT_LIMIT);
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);

  let isOver = false;
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    const over = (code: number | null, signal: NodeJS.Signals | null): void => {
      isOver = true;
      alive.delete(child);
      resolve({ code, signal });
    };
    child.once('exit', over);
    child.once('error', (error) => {
      text += error.message;
      over(null, null);
    });
  });
  alive.add(child);

  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (isOver) return;
    child.kill(signal);
    if (signal === 'SIGKILL') await ended;
  };
  const running: RunningProcess = {
    pid: child.pid ?? 0,
    output: () => text,
    ended,
    kill,
    async stop() {
      if (isOver) return;
      child.kill('SIGTERM');
      // A process that a test stopped with SIGSTOP takes no SIGTERM until it continues.
      child.kill('SIGCONT');
      const insist = new AbortController();
      void pause(stopTimeoutMs, undefined, { signal: insist.signal }).then(
        () => child.kill('SIGKILL'),
        () => undefined,
      );
      await ended;
      insist.abort();
    },
  };

  const deadline = performance.now() + readyTimeoutMs;
  while (isReady !== undefined && !(await isReady(running.output).catch(() => false))) {
    if (isOver) throw new Error(`${name} ended before it was ready:\n${text}`);
    if (performance.now() > deadline) {
      await kill('SIGKILL');
      throw new Error(`${name} was not ready after ${readyTimeoutMs} ms:\n${text}`);
    }
    await pause(25);
  }
  // Something else on the same port may have answered in its place.
  if (isReady !== undefined && isOver) throw new Error(`${name} ended before it was ready:\n${text}`);
  return running;
}

/** Whether an address answers: with a success, or with anything at all. */
export async function answers(
  url: string,
  { anyStatus = false, timeoutMs = 1000 }: { readonly anyStatus?: boolean; readonly timeoutMs?: number } = {},
): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    await response.arrayBuffer();
    return anyStatus || response.ok;
  } catch {
    return false;
  }
}
