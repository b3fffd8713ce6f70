import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { answers } from './processes.ts';
import { startRestartable, type RestartableServer } from './restartable.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const renderer = join(root, 'dist/renderer');

/** A real gateway in a process of its own, on loopback. */
export async function startGatewayProcess(options: {
  readonly port: number;
  readonly policyFile: string;
  /** Kept at stop(); a temporary folder, removed at stop(), without it. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
}): Promise<RestartableServer> {
  const { port, policyFile, dataDir, args = [], env } = options;
  return startRestartable({ name: 'gateway', port, dataDir }, (folder) => ({
    name: 'gateway',
    command: process.execPath,
    args: [
      join(root, 'bin/watchfloor.mjs'),
      'gateway',
      ...['--policy', policyFile, '--listen', `127.0.0.1:${port}`, '--data', folder],
      // Tests of the feed alone need no built console.
      ...(existsSync(join(renderer, 'index.html')) ? ['--renderer', renderer] : []),
      ...args,
    ],
    cwd: root,
    env: { ...process.env, ...env },
    isReady: () => answers(`http://127.0.0.1:${port}/healthz`),
    readyTimeoutMs: 30_000,
  }));
}
