import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type ProcessSpec, type RunningProcess } from './processes.ts';

/** A server that a test runs, stops, kills and brings back on the same port with the same data. */
export interface RestartableServer {
  readonly url: string;
  readonly port: number;
  /** The process of the moment; another one after restart(). */
  readonly pid: number;
  readonly dataDir: string;
  output(): string;
  /** Ends it and removes the data that it was not given by the caller. */
  stop(): Promise<void>;
  /** Sends a signal, SIGKILL by default, and keeps the data. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it if it still runs, and starts it again. */
  restart(): Promise<void>;
}

const temporary = new Set<string>();

process.on('exit', () => {
  for (const folder of temporary) rmSync(folder, { recursive: true, force: true });
});

/** A folder under the system's temporary one, removed at the latest when this process ends. */
export function temporaryFolder(prefix: string): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), `watchfloor-${prefix}-`));
  temporary.add(path);
  return {
    path,
    remove() {
      rmSync(path, { recursive: true, force: true, maxRetries: 3 });
      temporary.delete(path);
    },
  };
}

/** Starts a server whose data are in `dataDir`, or in a temporary folder. */
export async function startRestartable(
  options: { readonly name: string; readonly port: number; readonly dataDir?: string },
  specOf: (dataDir: string) => ProcessSpec,
): Promise<RestartableServer> {
  const { name, port } = options;
  const own = options.dataDir === undefined ? temporaryFolder(name) : undefined;
  const dataDir = options.dataDir ?? own?.path ?? '';
  const spec = specOf(dataDir);

  let running: RunningProcess;
  try {
    running = await startProcess(spec);
  } catch (error) {
    own?.remove();
    throw error;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get pid() {
      return running.pid;
    },
    dataDir,
    output: () => running.output(),
    async stop() {
      await running.stop();
      own?.remove();
    },
    kill: (signal) => running.kill(signal),
    async restart() {
      await running.stop();
      running = await startProcess(spec);
    },
  };
}
