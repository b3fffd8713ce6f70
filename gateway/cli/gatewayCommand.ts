import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Result } from '../../shared/result.ts';
import { err, ok } from '../../shared/result.ts';
import type { ListenAddress } from '../server/options.ts';
import type { TlsFiles } from '../tls/tlsFiles.ts';
import { logOnStandardError, openLog } from './log.ts';
import { reloadSignal } from './reloadSignal.ts';
import { stopSignal } from './stopSignal.ts';
import { fail, remark, say } from './terminal.ts';

/** What `watchfloor gateway` was given. */
export interface GatewayChoices {
  readonly policy: string;
  readonly listen: ListenAddress;
  readonly data: string;
  readonly renderer?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
  readonly metricsAccess: 'open' | 'token';
  readonly logTo: 'file' | 'stderr';
  readonly verbose?: boolean;
}

/** Where `npm run build` puts the console. */
const builtConsole = resolve(import.meta.dirname, '../../dist/renderer');

/** Runs a gateway until it is told to stop; answers the exit code. */
export async function runGateway(
  choices: GatewayChoices,
  logTo: (file: string | undefined) => void,
): Promise<number> {
  const tls = tlsFilesOf(choices);
  if (!tls.ok) return fail(tls.error);
  const dataFolder = resolve(choices.data);
  const isVerbose = choices.verbose === true;
  const opened =
    choices.logTo === 'stderr'
      ? ok({ log: logOnStandardError(isVerbose), file: undefined })
      : openLog(dataFolder, isVerbose);
  if (!opened.ok) return fail(opened.error);
  const { log, file } = opened.value;
  logTo(file);
  // Where a supervisor reads JSON lines, the log alone speaks: it says all of this too.
  const isForPeople = choices.logTo === 'file' || process.stderr.isTTY;
  const stop = stopSignal();
  const isBuilt = existsSync(join(builtConsole, 'index.html'));
  const { startGateway } = await import('../gateway.ts');
  const started = await startGateway({
    policyFile: choices.policy,
    listen: choices.listen,
    tls: tls.value,
    metricsNeedToken: choices.metricsAccess === 'token',
    dataFolder,
    rendererFolder: choices.renderer ?? (isBuilt ? builtConsole : undefined),
    log,
  });
  if (!started.ok) {
    stop.dispose();
    log.error({ problem: started.error }, 'start failed');
    return isForPeople ? fail(started.error) : 1;
  }
  const gateway = started.value;
  const reload = reloadSignal(() => gateway.reload());
  log.info(
    { url: gateway.url, policy: choices.policy, data: dataFolder, simulated: gateway.simulated },
    'ready',
  );
  const isUnbuilt = choices.renderer === undefined && !isBuilt;
  if (isForPeople) {
    say(`Gateway listening on ${gateway.url} (policy ${choices.policy}, data ${dataFolder}).`);
    if (isUnbuilt) remark(unbuilt);
    if (gateway.simulated) say('SIMULATED: the policy names the simulator as a source.');
  } else if (isUnbuilt) log.warn(unbuilt);
  const signal = await stop.asked;
  log.info({ signal }, 'stopping');
  await gateway.stop();
  reload.dispose();
  stop.dispose();
  if (isForPeople) remark('stopped.');
  return 0;
}

const unbuilt = 'the console is not built, so browsers find only the feed here; build it with: npm run build';

function tlsFilesOf({ tlsCert, tlsKey, tlsClientCa }: GatewayChoices): Result<TlsFiles | undefined> {
  if (tlsCert !== undefined && tlsKey !== undefined)
    return ok({ cert: tlsCert, key: tlsKey, clientCa: tlsClientCa });
  if (tlsCert === undefined && tlsKey === undefined && tlsClientCa === undefined) return ok(undefined);
  return err('TLS takes both --tls-cert and --tls-key; give the one that is missing, or none.');
}
