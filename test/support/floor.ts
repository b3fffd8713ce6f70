import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { estatePolicy, healthUrls } from '../estate/estatePolicy.ts';
import { startMonitoredEstate, type MonitoredEstate } from '../estate/monitoredEstate.ts';
import { startGatewayProcess } from './gateway.ts';
import { freePort } from './ports.ts';
import { temporaryFolder, type RestartableServer } from './restartable.ts';

/** The whole real thing: estate, Prometheus, Alertmanager and gateway, each in its own process or port. */
export interface Floor extends MonitoredEstate {
  readonly gateway: RestartableServer;
  readonly feedUrl: string;
}

/** Starts all of it at the pace of tests. */
export async function startFloor(): Promise<Floor> {
  const port = await freePort();
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const monitored = await startMonitoredEstate({ gatewayUrl, sourceId: 'alertmanager' });
  const folder = temporaryFolder('policy');
  try {
    const policyFile = join(folder.path, 'policy.yaml');
    const text = estatePolicy({
      prometheusUrl: monitored.prometheus.url,
      alertmanagerUrl: monitored.alertmanager.url,
      probeUrls: healthUrls(monitored.estate.services),
      fast: true,
    });
    writeFileSync(policyFile, text);
    const gateway = await startGatewayProcess({ port, policyFile });
    return {
      ...monitored,
      gateway,
      feedUrl: `ws://127.0.0.1:${port}/feed`,
      async stop() {
        await gateway.stop();
        await monitored.stop();
        folder.remove();
      },
    };
  } catch (error) {
    await monitored.stop();
    folder.remove();
    throw error;
  }
}
