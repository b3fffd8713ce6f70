import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdtempSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, expect as see, type Browser, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LibraryManifest, LibraryRunbook } from '../../../shared/model/runbook.ts';
import { chromiumLaunch } from '../../support/chromium.ts';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { startScriptedGateway, type ScriptedGateway } from '../bridge/scriptedGateway.ts';

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="window.wasRun='svg'">
  <script>window.wasRun='svg script'</script><image href="https://evil.example/svg.png"/></svg>`;
const texts: Readonly<Record<string, string>> = {
  aaa: `<script>window.wasRun='html'</script><img src=x onerror="window.wasRun='handler'">
<iframe srcdoc="<script>parent.wasRun='frame'</script>"></iframe><style>body{display:none}</style>

[a](javascript:window.wasRun='link') [b](data:text/html,<script>window.wasRun='data'</script>)
![p](data:image/svg+xml,<svg/onload=alert(1)>) ![q](https://evil.example/pixel.png) ![r](//evil.example/r.png)
![up](../../../etc/passwd) ![drawn](drawn.svg)
[https://bank.example](https://evil.example/login) [pay](https://\u0430pple.example/)
[in](https://bank.example@evil.example/) rm \u202egpj.exe`,
  bomb: '- '.repeat(5_000),
  quotes: '> '.repeat(100_000),
  brackets: '[a]('.repeat(100_000),
};
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
const fileOf = (path: string, text: string) => ({ path, digest: sha(text), bytes: Buffer.byteLength(text) });
const runbooks = Object.entries(texts).map(([id, text]): LibraryRunbook => ({
  ...{ id, title: `${id} <img src=x onerror="window.wasRun='title'">`, summary: '<b>bold</b>' },
  ...{ services: ['<script>'], alerts: [], severities: ['P0'] },
  file: fileOf(`${id}.md`, text),
  attachments: id === 'aaa' ? [fileOf('drawn.svg', svg)] : [],
}));
const manifest: LibraryManifest = { digest: sha('hostile'), readAt: 1, runbooks };
const files = new Map([...Object.values(texts), svg].map((text) => [sha(text), text]));
const state = { digest: manifest.digest, runbooks: runbooks.length, readAt: 1, faults: [], faultsTotal: 0 };
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** The console's own page from a gateway that is not to be trusted, and that sends no content security policy. */
function servePage(path: string, response: ServerResponse): void {
  const file = join(resolve('dist/renderer'), path === '/' ? 'index.html' : path);
  if (!existsSync(file)) return void response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

describe('the page of a console whose gateway hands out a hostile library', () => {
  let gateway: ScriptedGateway;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];

  beforeAll(async () => {
    await ensureBuilt();
    gateway = await startScriptedGateway({
      onRequest: ({ url = '/' }, response) => servePage(new URL(url, 'http://x').pathname, response),
    });
    gateway.serveLibrary({
      state,
      serve({ url = '' }, response) {
        if (!url.startsWith('/library/')) return false;
        const body = url.endsWith('manifest')
          ? JSON.stringify(manifest)
          : files.get(url.split('/').at(-1) ?? '');
        response.writeHead(body === undefined ? 404 : 200).end(body);
        return true;
      },
    });
    browser = await chromium.launch(chromiumLaunch());
    page = await browser.newPage({ acceptDownloads: true });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(`http://127.0.0.1:${gateway.port}/?board=runbooks`);
    await see(page.getByText('none are on this machine yet')).toBeVisible();
    await see
      .poll(async () => {
        const upserts = { 'library:library': state };
        gateway.send({ type: 'patch', seq: 8, at: Date.now(), upserts, removals: [] });
        return page.getByRole('option').count();
      })
      .toBe(4);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await gateway?.stop();
  });
  const wasRun = () => page.evaluate(() => Reflect.get(window, 'wasRun') as unknown);
  const outside = () => asked.filter((url) => !/^(?:blob:)?https?:\/\/127\.0\.0\.1|^data:/.test(url));

  it('runs nothing, asks nobody, and writes out where links lead', async () => {
    const shown = page.getByRole('article');
    await see(shown).toContainText('https://evil.example/login');
    await see(shown).toContainText('https://[U+0430]pple.example/');
    await see(shown.locator('code').filter({ hasText: 'bank.example' })).toHaveCount(0);
    await see(shown).toContainText('[U+202E]gpj.exe');
    await see(shown.getByRole('img', { name: 'drawn' })).toBeVisible();
    expect(await shown.locator('script, iframe, style, a, object, [onerror], [onload]').count()).toBe(0);
    expect(await wasRun()).toBeUndefined();
    expect(outside()).toEqual([]);
  });

  it.each([
    ['bomb', /more than 40 deep/],
    ['quotes', /more than 40 deep/],
    ['brackets', /more than 5000 times the mark \[/],
  ])('shows %s as it was written, with the limit, and stays quick', async (id, limit) => {
    await page.getByRole('option', { name: new RegExp(`^${id}`) }).click();
    await see(page.getByRole('article')).toContainText(limit);
  });

  it('downloads the break-glass copy by its key, which opens from disk without a network', async () => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Shift+B')]);
    expect(download.suggestedFilename()).toMatch(/^watchfloor-break-glass-.*Z\.html$/);
    const path = join(mkdtempSync(join(tmpdir(), 'break-glass-')), download.suggestedFilename());
    await download.saveAs(path);
    const context = await browser.newContext({ offline: true });
    const copy = await context.newPage();
    const loaded: string[] = [];
    copy.on('request', (request) => loaded.push(request.url()));
    await copy.goto(pathToFileURL(path).href);
    await copy.keyboard.press('/');
    await copy.keyboard.type('evil login');
    await see(copy.locator('article:visible')).toHaveCount(1);
    expect(await copy.evaluate(() => Reflect.get(window, 'wasRun') as unknown)).toBeUndefined();
    expect(loaded.filter((url) => !url.startsWith('data:'))).toEqual([pathToFileURL(path).href]);
    expect(await wasRun()).toBeUndefined();
    expect(outside()).toEqual([]);
  });
});
