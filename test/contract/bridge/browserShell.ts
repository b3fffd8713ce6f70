import { existsSync, mkdtempSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type BrowserContext } from '@playwright/test';
import { build } from 'vite';
import { chromiumLaunch } from '../../support/chromium.ts';
import { bridgeIn } from './bridgeInPage.ts';
import type { ShellUnderTest } from './contract.ts';
import { startScriptedGateway } from './scriptedGateway.ts';

const root = resolve(import.meta.dirname, '../../..');

/** The browser shell's bridge, and how its entry makes one: a page serves it, so that it is `window.watchfloor`. */
const bridgeModule = join(root, 'renderer/boot/browserBridge.ts');
const entry = [
  `import { createBrowserBridge } from ${JSON.stringify(bridgeModule)};`,
  'window.watchfloor = await createBrowserBridge(window);',
].join('\n');

/** Why the suite can't run; undefined where it can. */
export const browserBridgeMissing: string | undefined = existsSync(bridgeModule)
  ? undefined
  : 'renderer/boot/browserBridge.ts is not there';

/** Bundles the bridge with the entry above; answers the file. */
export async function bundleBridge(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'browser-bridge-'));
  await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'entry of the contract test',
        resolveId: (id) => (id === 'virtual:entry' ? '\0entry' : undefined),
        load: (id) => (id === '\0entry' ? entry : undefined),
      },
    ],
    build: {
      outDir,
      target: 'esnext',
      minify: false,
      rollupOptions: { input: 'virtual:entry', output: { entryFileNames: 'bridge.js' } },
    },
  });
  return join(outDir, 'bridge.js');
}

/** Opens the shell in the system's Chromium; its profile stays over a restart. */
export async function openBrowserShell(bundle: string): Promise<ShellUnderTest> {
  const profile = mkdtempSync(join(tmpdir(), 'browser-shell-'));
  const context = await chromium.launchPersistentContext(profile, chromiumLaunch());
  return openIn(context, bundle, 0);
}

async function openIn(context: BrowserContext, bundle: string, port: number): Promise<ShellUnderTest> {
  const onRequest = (request: { url?: string }, response: ServerResponse): void =>
    void serve(bundle, request.url ?? '/', response);
  const gateway = await startScriptedGateway({ port, onRequest });
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${gateway.port}/`);
  await page.waitForFunction(() => 'watchfloor' in window);
  const shell: ShellUnderTest = {
    bridge: bridgeIn(page),
    gateway,
    async restartGateway() {
      shell.gateway = await startScriptedGateway({ port: gateway.port, onRequest });
    },
    async restart() {
      await page.close({ runBeforeUnload: false });
      return openIn(context, bundle, gateway.port);
    },
    async close() {
      await context.close();
      await shell.gateway.stop();
    },
  };
  return shell;
}

async function serve(bundle: string, path: string, response: ServerResponse): Promise<void> {
  if (path === '/bridge.js') {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(await readFile(bundle));
    return;
  }
  const isPage = path === '/';
  response.writeHead(isPage ? 200 : 404, { 'content-type': 'text/html' });
  response.end(
    isPage ? '<!doctype html><title>Bridge</title><script type="module" src="/bridge.js"></script>' : '',
  );
}
