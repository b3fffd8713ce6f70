import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn } from '../../support/electronStandIn/launch.ts';
import { bridgeIn } from '../bridge/bridgeInPage.ts';

beforeAll(ensureBuilt, 120_000);

it('the desktop app without a gateway runs its own, and ends it when it ends (Electron stand-in)', async () => {
  const running = await launchStandIn();
  try {
    const heard = await bridgeIn(running.page).subscribe();
    const { status } = await heard.find('status', (update) => update.status.kind === 'live');
    expect(status).toMatchObject({
      url: expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/feed$/) as unknown,
    });
    const { state } = await heard.find('state', (update) => update.state.epoch !== '');
    expect(Object.keys(state.entities.service)).toContain('auth');
    expect(existsSync(join(running.dataFolder, 'gateway', 'gateway.log'))).toBe(true);
    await running.close();
    const url = status.url.replace(/^ws/, 'http').replace(/\/feed$/, '/');
    await expect(fetch(url)).rejects.toThrow();
  } finally {
    await running.close();
  }
}, 60_000);
