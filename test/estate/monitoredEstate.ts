import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAlertmanager } from '../support/alertmanager.ts';
import { freePort } from '../support/ports.ts';
import { startPrometheus } from '../support/prometheus.ts';
import { temporaryFolder, type RestartableServer } from '../support/restartable.ts';
import { alertmanagerConfig } from './alertmanagerConfig.ts';
import { alertRules } from './alertRules.ts';
import { FAST_PACE, HAND_PACE, prometheusConfig } from './prometheusConfig.ts';
import { startEstate, type Estate } from './startEstate.ts';

/** The fake ACGS with a real Prometheus and a real Alertmanager that watch it. */
export interface MonitoredEstate {
  readonly estate: Estate;
  readonly prometheus: RestartableServer;
  readonly alertmanager: RestartableServer;
  /** Holds prometheus.yml, rules.yml and alertmanager.yml. */
  readonly configDir: string;
  stop(): Promise<void>;
}

/** Writes the configuration of both servers into a folder. */
export function writeMonitoringConfig(
  configDir: string,
  options: {
    readonly services: Readonly<Record<string, { readonly url: string }>>;
    readonly alertmanagerUrl?: string;
    readonly gatewayUrl?: string;
    readonly sourceId?: string;
    readonly bearerToken?: string;
    readonly moreRules?: string;
    readonly fast: boolean;
  },
): void {
  const pace = options.fast ? FAST_PACE : HAND_PACE;
  const { services, alertmanagerUrl, gatewayUrl, sourceId, bearerToken, moreRules } = options;
  const ruleFiles = ['rules.yml', ...(moreRules === undefined ? [] : ['more.rules.yml'])];
  writeFileSync(
    join(configDir, 'prometheus.yml'),
    prometheusConfig({ services, alertmanagerUrl, gatewayUrl, ruleFiles, pace }),
  );
  if (moreRules !== undefined) writeFileSync(join(configDir, 'more.rules.yml'), moreRules);
  writeFileSync(join(configDir, 'rules.yml'), alertRules(pace));
  writeFileSync(
    join(configDir, 'alertmanager.yml'),
    alertmanagerConfig({ gatewayUrl, sourceId, bearerToken }),
  );
}

/** Starts all three; without ports each takes free ones. On failure nothing is left running. */
export async function startMonitoredEstate(
  options: {
    /** Where Alertmanager's webhook goes; nowhere without it. */
    readonly gatewayUrl?: string;
    readonly sourceId?: string;
    readonly bearerToken?: string;
    /** The text of a rule file that is loaded beside the estate's own. */
    readonly moreRules?: string;
    /** The pace of tests; true unless told otherwise. */
    readonly fast?: boolean;
    readonly defaultPorts?: boolean;
  } = {},
): Promise<MonitoredEstate> {
  const { gatewayUrl, sourceId, bearerToken, moreRules, fast = true, defaultPorts = false } = options;
  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  try {
    const estate = await startEstate(defaultPorts ? {} : { ports: 0 });
    undo.push(() => estate.stop());
    const config = temporaryFolder('monitoring');
    undo.push(() => config.remove());
    const alertmanagerPort = defaultPorts ? 9093 : await freePort();
    writeMonitoringConfig(config.path, {
      services: estate.services,
      alertmanagerUrl: `http://127.0.0.1:${alertmanagerPort}`,
      gatewayUrl,
      sourceId,
      bearerToken,
      moreRules,
      fast,
    });
    const alertmanager = await startAlertmanager({ port: alertmanagerPort, configDir: config.path });
    undo.push(() => alertmanager.stop());
    const prometheus = await startPrometheus({
      port: defaultPorts ? 9090 : undefined,
      configDir: config.path,
      args: [`--rules.alert.resend-delay=${(fast ? FAST_PACE : HAND_PACE).resendDelay}`],
    });
    undo.push(() => prometheus.stop());
    return { estate, prometheus, alertmanager, configDir: config.path, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
