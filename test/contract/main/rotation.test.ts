import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, it } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, newDataFolder } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

beforeAll(ensureBuilt, 120_000);

it('a wall turns through its boards, and stands on the queue while a P0 is open (Electron stand-in)', async () => {
  const dataFolder = newDataFolder();
  const display = { label: 'Panel A', internal: false, x: 0, y: 0, width: 1920, height: 1080 };
  const boards = [
    { board: 'health', seconds: 5 },
    { board: 'rota', seconds: 5 },
  ];
  const layouts = [{ name: 'Day', displays: [{ name: 'left', display, boards }] }];
  writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ mode: 'wall', layout: 'Day', layouts }));
  const { x, y, width, height } = display;
  const running = await launchStandIn({
    dataFolder,
    displays: [{ id: 1, label: 'Panel A', internal: false, bounds: { x, y, width, height } }],
  });
  try {
    const { page } = running;
    await page.getByText(/^Next Rota in/).waitFor();
    await page.getByText(/^Next Service health in/).waitFor();
    await bridgeIn(page).send('incident.declare', { title: 'Token signing fails', severity: 'P0' });
    await page.getByText('Rotation waits for the open P0').waitFor();
    await page.getByText('Token signing fails').first().waitFor();
  } finally {
    await running.close();
  }
}, 90_000);
