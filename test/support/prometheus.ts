import { join } from 'node:path';
import { freePort } from './ports.ts';
import { requireProgram } from './prerequisites.ts';
import { answers } from './processes.ts';
import { startRestartable, type RestartableServer } from './restartable.ts';

/** A real Prometheus on loopback. */
export async function startPrometheus(options: {
  readonly port?: number;
  /** Holds prometheus.yml and the rule files that it names. */
  readonly configDir: string;
  /** Kept at stop(); a temporary folder, removed at stop(), without it. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
}): Promise<RestartableServer> {
  const port = options.port ?? (await freePort());
  const command = requireProgram('prometheus');
  return startRestartable({ name: 'prometheus', port, dataDir: options.dataDir }, (dataDir) => ({
    name: 'prometheus',
    command,
    args: [
      `--config.file=${join(options.configDir, 'prometheus.yml')}`,
      `--storage.tsdb.path=${dataDir}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-lifecycle',
      '--log.level=warn',
      ...(options.args ?? []),
    ],
    isReady: () => answers(`http://127.0.0.1:${port}/-/ready`),
  }));
}
