import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from '@playwright/test';
import { chromiumLaunch } from '../test/support/chromium.ts';
import { startGatewayProcess } from '../test/support/gateway.ts';
import { freePort } from '../test/support/ports.ts';
import type { RestartableServer } from '../test/support/restartable.ts';
import { build } from './build.ts';

const sizes = [
  [1366, 768],
  [1920, 1080],
  [3840, 2160],
] as const;
const themes = ['dark', 'light'] as const;
const views = { wall: 'mode=wall&board=health', health: 'board=health', queue: 'board=queue' } as const;

/** Pictures of each board, size and theme: live on the simulator, then with the feed lost. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: 'test-results/screenshots' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    console.log('npm run screenshots [-- --out DIR]');
    return;
  }
  mkdirSync(values.out, { recursive: true });
  await build();
  const port = await freePort();
  const gateway = await startGatewayProcess({ port, policyFile: 'assets/policy/acgs.yaml' });
  const browser = await chromium.launch(chromiumLaunch());
  try {
    await shoot(browser, gateway, values.out);
  } finally {
    await browser.close();
    await gateway.stop();
  }
}

async function shoot(browser: Browser, gateway: RestartableServer, out: string): Promise<void> {
  for (const [view, query] of Object.entries(views)) {
    for (const theme of themes) {
      for (const [width, height] of sizes) {
        const page = await browser.newPage({ viewport: { width, height } });
        await page.goto(`${gateway.url}/?${query}&theme=${theme}`);
        // The scenario's P0 begins 20 s after the gateway's start.
        await page.getByText('Policy Governance is unavailable').first().waitFor({ timeout: 60_000 });
        await page.screenshot({ path: join(out, `${view}-${theme}-${width}x${height}.png`) });
        if (width === 1920) {
          await gateway.kill('SIGSTOP');
          await page.getByText('Feed lost').first().waitFor({ timeout: 15_000 });
          await page.screenshot({ path: join(out, `${view}-${theme}-${width}x${height}-lost.png`) });
          await gateway.kill('SIGCONT');
        }
        await page.close();
      }
    }
    console.log(`${view}: done`);
  }
  console.log(`pictures in ${out}`);
}

await main();
