import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ruleFile } from '../gateway/generate/ruleFile.ts';
import { loadPolicy } from '../gateway/policy/loadPolicy.ts';
import { formatProblem } from '../gateway/policy/problem.ts';
import { estatePolicy, healthUrls } from '../test/estate/estatePolicy.ts';
import { startMonitoredEstate, type MonitoredEstate } from '../test/estate/monitoredEstate.ts';
import { startGatewayProcess } from '../test/support/gateway.ts';
import { findOrInstall } from '../test/support/prerequisites.ts';
import { temporaryFolder } from '../test/support/restartable.ts';
import { reasonOf } from '../shared/reasonOf.ts';

const HELP = `npm run estate -- [options]

Runs the fake ACGS on its own ports, with a real Prometheus (9090), a real Alertmanager (9093) and the
gateway that watches them. Ctrl-C stops all of it.

  --port <port>        where the gateway listens, on 127.0.0.1 (default 8450)
  --data <folder>      the gateway's data, kept; a temporary folder without it
  --rules              Prometheus also loads what "watchfloor rules" writes of error budgets
  --no-gateway         only the estate, Prometheus and Alertmanager
  --fast               the pace of tests: one-second scrapes
  --help               this text
`;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

interface Options {
  readonly port: number;
  readonly data: string | undefined;
  readonly rules: boolean;
  readonly gateway: boolean;
  readonly fast: boolean;
}

function readOptions(): Options | 'help' {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8450' },
      data: { type: 'string' },
      rules: { type: 'boolean', default: false },
      'no-gateway': { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error('--port wants a number from 1 to 65535');
  const { data, rules, fast } = values;
  return { port, data, rules, gateway: !values['no-gateway'], fast };
}

/** The written rules of all objectives; the estate has alerts and a watchdog of its own. */
async function budgetRules(): Promise<string> {
  const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
  if (!loaded.ok) throw new Error(loaded.error.map(formatProblem).join('\n'));
  const written = ruleFile({
    ...loaded.value,
    policy: {
      ...loaded.value.policy,
      monitoring: undefined,
      alerts: { ...loaded.value.policy.alerts, watchdog: undefined },
    },
  });
  if (!written.ok) throw new Error(written.error);
  return written.value.text;
}

/** Writes the policy and starts the gateway with it. */
async function startGateway(
  monitored: MonitoredEstate,
  { port, fast }: Options,
  dataDir: string,
): Promise<{ readonly policyFile: string; stop(): Promise<void> }> {
  const policyFile = join(dataDir, 'estate-policy.yaml');
  writeFileSync(
    policyFile,
    estatePolicy({
      prometheusUrl: monitored.prometheus.url,
      alertmanagerUrl: monitored.alertmanager.url,
      probeUrls: healthUrls(monitored.estate.services),
      fast,
    }),
  );
  const gateway = await startGatewayProcess({ port, policyFile, dataDir });
  return { policyFile, stop: () => gateway.stop() };
}

function describe(monitored: MonitoredEstate, gatewayUrl: string | undefined): string {
  const { estate, prometheus, alertmanager } = monitored;
  const put = (service: string, fault: string): string =>
    `  curl -X PUT -d '{"fault":"${fault}"}' ${estate.control.url}/faults/${service}`;
  return [
    '',
    ...Object.entries(estate.services).map(([id, { url }]) => `  ${id.padEnd(22)}${url}`),
    `  ${'Prometheus'.padEnd(22)}${prometheus.url}`,
    `  ${'Alertmanager'.padEnd(22)}${alertmanager.url}`,
    ...(gatewayUrl === undefined ? [] : [`  ${'Watchfloor'.padEnd(22)}${gatewayUrl}`]),
    '',
    'Make something go wrong, and right again:',
    put('auth', 'down'),
    put('api-gateway', 'slow'),
    put('integrity', 'errors'),
    put('policy-governance', 'wrong-hash'),
    put('redis', 'cache-misses'),
    put('auth', 'none'),
    `  curl ${estate.control.url}/faults`,
    '',
    'Ctrl-C stops all of it.',
  ].join('\n');
}

async function run(options: Options): Promise<void> {
  const { missing } = findOrInstall({ names: ['prometheus', 'alertmanager'], log: say });
  if (missing.length > 0) throw new Error(missing.map(({ name, why }) => `${name}: ${why}`).join('\n'));

  const undo: (() => Promise<void> | void)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of undo.splice(0).reverse()) await one();
  };
  const interrupted = new Promise<void>((done) => {
    process.once('SIGINT', () => done());
    process.once('SIGTERM', () => done());
  });
  try {
    const gatewayUrl = options.gateway ? `http://127.0.0.1:${options.port}` : undefined;
    const moreRules = options.rules ? await budgetRules() : undefined;
    const monitored = await startMonitoredEstate({
      gatewayUrl,
      moreRules,
      fast: options.fast,
      defaultPorts: true,
    });
    undo.push(() => monitored.stop());
    if (options.gateway) {
      let dataDir: string;
      if (options.data === undefined) {
        const folder = temporaryFolder('estate');
        undo.push(() => folder.remove());
        dataDir = folder.path;
      } else {
        dataDir = resolve(options.data);
        mkdirSync(dataDir, { recursive: true });
      }
      const gateway = await startGateway(monitored, options, dataDir);
      undo.push(() => gateway.stop());
      say(`policy: ${gateway.policyFile}`);
    }
    say(describe(monitored, gatewayUrl));
    await interrupted;
    say('\nstopping ...');
  } finally {
    await stop();
  }
}

try {
  const options = readOptions();
  if (options === 'help') process.stdout.write(HELP);
  else await run(options);
} catch (error) {
  process.stderr.write(`estate: ${reasonOf(error)}\n`);
  process.exitCode = 1;
}
