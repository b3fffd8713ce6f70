import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { estatePolicy, healthUrls } from '../estate/estatePolicy.ts';
import { startMonitoredEstate, type MonitoredEstate } from '../estate/monitoredEstate.ts';
import { startGatewayProcess } from './gateway.ts';
import { startFaultyProxy, type FaultyProxy } from './faultyProxy.ts';
import { freePort } from './ports.ts';
import { temporaryFolder, type RestartableServer } from './restartable.ts';

/** The whole real thing: estate, Prometheus, Alertmanager and gateway, each in its own process or port. */
export interface Floor extends MonitoredEstate {
  readonly gateway: RestartableServer;
  readonly feedUrl: string;
  /** Between the gateway and Prometheus. */
  readonly proxy: FaultyProxy;
}

/** Starts all of it at the pace of tests. */
export async function startFloor(
  options: {
    /** The policy to start from; ACGS's own without it. */
    readonly policyText?: string;
    /** A rule file that Prometheus loads beside the estate's own. */
    readonly moreRules?: string;
    /** What the gateway's environment has beside ours, such as secrets of channels. */
    readonly env?: NodeJS.ProcessEnv;
  } = {},
): Promise<Floor> {
  const { policyText, moreRules, env } = options;
  const port = await freePort();
  const gatewayUrl = `http://127.0.0.1:${port}`;
  const monitored = await startMonitoredEstate({ gatewayUrl, sourceId: 'alertmanager', moreRules });
  const folder = temporaryFolder('policy');
  let proxy: FaultyProxy | undefined;
  try {
    const policyFile = join(folder.path, 'policy.yaml');
    const between = (proxy = await startFaultyProxy(monitored.prometheus.url));
    const text = estatePolicy({
      policyText,
      prometheusUrl: between.url,
      alertmanagerUrl: monitored.alertmanager.url,
      probeUrls: healthUrls(monitored.estate.services),
      fast: true,
    });
    writeFileSync(policyFile, text);
    const gateway = await startGatewayProcess({ port, policyFile, env });
    return {
      ...monitored,
      gateway,
      feedUrl: `ws://127.0.0.1:${port}/feed`,
      proxy: between,
      async stop() {
        await gateway.stop();
        await between.stop();
        await monitored.stop();
        folder.remove();
      },
    };
  } catch (error) {
    await proxy?.stop();
    await monitored.stop();
    folder.remove();
    throw error;
  }
}
