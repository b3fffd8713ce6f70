import { join } from 'node:path';
import { freePort } from './ports.ts';
import { requireProgram } from './prerequisites.ts';
import { answers } from './processes.ts';
import { startRestartable, type RestartableServer } from './restartable.ts';

/** A real Alertmanager on loopback, without a cluster. */
export async function startAlertmanager(options: {
  readonly port?: number;
  /** Holds alertmanager.yml. */
  readonly configDir: string;
  /** Kept at stop(); a temporary folder, removed at stop(), without it. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
}): Promise<RestartableServer> {
  const port = options.port ?? (await freePort());
  const command = requireProgram('alertmanager');
  return startRestartable({ name: 'alertmanager', port, dataDir: options.dataDir }, (dataDir) => ({
    name: 'alertmanager',
    command,
    args: [
      `--config.file=${join(options.configDir, 'alertmanager.yml')}`,
      `--storage.path=${dataDir}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=warn',
      ...(options.args ?? []),
    ],
    isReady: () => answers(`http://127.0.0.1:${port}/-/ready`),
  }));
}
