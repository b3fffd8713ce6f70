import { beforeAll } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from './bridgeInPage.ts';
import { describeBridge, type ShellUnderTest } from './contract.ts';
import { startScriptedGateway } from './scriptedGateway.ts';

beforeAll(ensureBuilt, 120_000);

describeBridge('the desktop shell (Electron stand-in)', 'desktop', () => open());

async function open(dataFolder = newDataFolder(), port = 0): Promise<ShellUnderTest> {
  const gateway = await startScriptedGateway({ port });
  const running = await launchStandIn({ dataFolder, args: ['--gateway', gateway.feedUrl] });
  const shell: ShellUnderTest = {
    bridge: bridgeIn(running.page),
    gateway,
    async restartGateway() {
      shell.gateway = await startScriptedGateway({ port: gateway.port });
    },
    async restart() {
      await running.kill();
      return open(dataFolder, gateway.port);
    },
    async close() {
      await running.close();
      await shell.gateway.stop();
    },
  };
  return shell;
}
