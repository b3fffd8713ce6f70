/** Entry of the utility process that runs the gateway inside the desktop app. */
import { openLog } from '../gateway/cli/log.ts';
import { startGateway } from '../gateway/gateway.ts';
import {
  embeddedGatewayConfigSchema,
  embeddedGatewayOrderSchema,
  type EmbeddedGatewayNews,
} from './embeddedGatewayMessages.ts';
import { reasonOf } from '../shared/reasonOf.ts';

const { parentPort } = process;
const tell = (news: EmbeddedGatewayNews): void => parentPort.postMessage(news);

try {
  const config = embeddedGatewayConfigSchema.parse(JSON.parse(process.argv.at(-1) ?? ''));
  const { policyFile, dataFolder, port } = config;
  const listen = { host: '127.0.0.1', port };
  const opened = openLog(dataFolder, false);
  const gateway = opened.ok
    ? await startGateway({ policyFile, dataFolder, listen, log: opened.value.log })
    : opened;
  if (gateway.ok) {
    const { url, simulated } = gateway.value;
    parentPort.on('message', ({ data }: { readonly data: unknown }) => {
      if (!embeddedGatewayOrderSchema.safeParse(data).success) return;
      void gateway.value.stop().finally(() => process.exit(0));
    });
    tell({ kind: 'started', url, simulated });
  } else {
    fail(gateway.error);
  }
} catch (error) {
  fail(reasonOf(error));
}

function fail(problem: string): void {
  tell({ kind: 'failed', problem });
  // Time for the message to leave.
  setTimeout(() => process.exit(1), 100);
}
