import { resolve } from 'node:path';
import type { ListenAddress } from '../server/options.ts';
import { openLog } from './log.ts';
import { stopSignal } from './stopSignal.ts';
import { fail, remark, say } from './terminal.ts';

/** What `watchfloor gateway` was given. */
export interface GatewayChoices {
  readonly policy: string;
  readonly listen: ListenAddress;
  readonly data: string;
  readonly renderer?: string;
  readonly verbose?: boolean;
}

/** Runs a gateway until it is told to stop; answers the exit code. */
export async function runGateway(choices: GatewayChoices, logTo: (file: string) => void): Promise<number> {
  const dataFolder = resolve(choices.data);
  const opened = openLog(dataFolder, choices.verbose === true);
  if (!opened.ok) return fail(opened.error);
  const { log, file } = opened.value;
  logTo(file);
  const stop = stopSignal();
  const { startGateway } = await import('../gateway.ts');
  const started = await startGateway({
    policyFile: choices.policy,
    listen: choices.listen,
    dataFolder,
    rendererFolder: choices.renderer,
    log,
  });
  if (!started.ok) {
    stop.dispose();
    log.error({ problem: started.error }, 'start failed');
    return fail(started.error);
  }
  const gateway = started.value;
  say(`Gateway listening on ${gateway.url} (policy ${choices.policy}, data ${dataFolder}).`);
  if (gateway.simulated) say('SIMULATED: the policy names the simulator as a source.');
  const signal = await stop.asked;
  log.info({ signal }, 'stopping');
  await gateway.stop();
  stop.dispose();
  remark('stopped.');
  return 0;
}
