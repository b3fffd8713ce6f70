import { _electron as electron } from '@playwright/test';
import { resolve } from 'node:path';
import { findElectron } from '../../../scripts/electronRuntime.ts';
import { hasDisplay } from '../../../scripts/systemBrowser.ts';
import {
  newDataFolder,
  type ConsoleLaunch,
  type RunningConsole,
} from '../../support/electronStandIn/launch.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Why the tests under real Electron can't run here; undefined where they can. */
export const electronMissing: string | undefined =
  findElectron() === undefined
    ? "Electron's runtime is not on this machine"
    : hasDisplay()
      ? undefined
      : 'there is no display (use xvfb-run -a)';

/** Starts the built app on Electron itself and waits for its window. */
export async function launchElectron(launch: ConsoleLaunch = {}): Promise<RunningConsole> {
  const dataFolder = launch.dataFolder ?? newDataFolder();
  const app = await electron.launch({
    executablePath: findElectron(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      root,
      '--data',
      dataFolder,
      ...(launch.args ?? []),
    ],
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('domcontentloaded');
  return {
    runtime: 'electron',
    dataFolder,
    page,
    url: () => page.url(),
    close: () => app.close(),
    async kill() {
      app.process().kill('SIGKILL');
      await new Promise((ended) => app.process().once('exit', ended));
    },
    output: () => '',
  };
}
