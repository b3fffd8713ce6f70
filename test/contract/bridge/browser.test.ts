import { it } from 'vitest';
import { browserBridgeMissing, bundleBridge, openBrowserShell } from './browserShell.ts';
import { describeBridge } from './contract.ts';

if (browserBridgeMissing === undefined) {
  describeBridge('the browser shell', 'browser', async () => openBrowserShell(await bundleBridge()));
} else {
  it.skipIf(browserBridgeMissing !== undefined)(
    `ConsoleBridge of the browser shell: not run, ${browserBridgeMissing}`,
    () => undefined,
  );
}
