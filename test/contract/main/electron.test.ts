import { beforeAll, describe, it } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { electronMissing, launchElectron } from './realElectron.ts';
import { desktopScenario } from './scenario.ts';

if (electronMissing === undefined) {
  describe('the desktop app on Electron', () => {
    beforeAll(ensureBuilt, 120_000);
    desktopScenario(launchElectron);
  });
} else {
  it.skipIf(electronMissing !== undefined)(
    `the desktop app on Electron: not run, ${electronMissing}`,
    () => undefined,
  );
}
