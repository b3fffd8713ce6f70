import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium.ts';
import { startBenchServer, type BenchServer } from './benchServer.ts';
import { typedWords } from './generatedLibrary.ts';
import { paintedTimes } from './paintedTimes.ts';
import { ratioLine, spread } from './statistics.ts';

const typed = 12;
const patienceMs = 300_000;
const viewport = { width: 1440, height: 900 };

/** A browser with the whole library: its first sync, its start, its memory, and a letter until it is painted. */
export async function benchRunbookBoard(bench: BenchServer, report: (line: string) => void): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch());
  const empty = await startBenchServer();
  try {
    const context = await browser.newContext({ viewport });
    const first = await opened(context, bench.server.url, patienceMs);
    report(`  in a browser: first sync and index ${(first.readyMs / 1_000).toFixed(1)} s`);
    const rows = await texts(first.page);
    await first.page.close();
    const bareContext = await browser.newContext({ viewport });
    const bare = await opened(bareContext, empty.server.url, 0);
    const again = await opened(context, bench.server.url, patienceMs);
    report(ratioLine('  start, until listed (against no runbooks)', 'ms', again.listedMs, bare.listedMs));
    report(`  start, until all can be searched: ${(again.readyMs / 1_000).toFixed(1)} s`);
    const [full, none] = [await heapMib(context, again.page), await heapMib(bareContext, bare.page)];
    report(ratioLine('  memory of the page (against no runbooks)', 'MiB', full, none));
    await typing(browser, again.page, rows, report);
  } finally {
    await browser.close();
    await empty.stop();
  }
}

interface Opened {
  readonly page: Page;
  readonly listedMs: number;
  readonly readyMs: number;
}

/** Opens the board of runbooks; waits until all can be searched where there are any. */
async function opened(context: BrowserContext, url: string, readyWithinMs: number): Promise<Opened> {
  const page = await context.newPage();
  const startedAt = performance.now();
  await page.goto(`${url}/?board=runbooks`);
  const none = page.getByText('none are on this machine yet');
  await (readyWithinMs === 0 ? none : page.getByRole('option').first()).waitFor({ timeout: patienceMs });
  const listedMs = performance.now() - startedAt;
  if (readyWithinMs > 0) {
    await page
      .getByText(/checked against their digests at \d\d:\d\d UTC$/)
      .waitFor({ timeout: readyWithinMs });
  }
  return { page, listedMs, readyMs: performance.now() - startedAt };
}

async function heapMib(context: BrowserContext, page: Page): Promise<number> {
  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? Number.NaN) / 1024 / 1024;
}

/** As many rows as the library has, with the words of those that are drawn. */
async function texts(page: Page): Promise<readonly string[]> {
  const options = page.getByRole('option');
  const total = Number(await options.first().getAttribute('aria-setsize'));
  const drawn = await options.allTextContents();
  return Array.from({ length: total }, (_, index) => drawn[index % drawn.length] ?? '');
}

/** From each letter typed until the list is painted, against a bare list of as many rows that hides what does not fit. */
async function typing(
  browser: Browser,
  page: Page,
  rows: readonly string[],
  report: (line: string) => void,
): Promise<void> {
  const context = await browser.newContext({ viewport });
  const bare = await context.newPage();
  await bare.setContent(bareList(rows));
  const steps = typedWords(typed).flatMap((words) =>
    Array.from({ length: words.length }, (_, letters) => words.slice(0, letters + 1)),
  );
  const [ours, theirs] = [spread(await timesOf(page, steps)), spread(await timesOf(bare, steps))];
  report(`  a letter until it is painted, ${ours.count} letters`);
  report(ratioLine('    p50', 'ms', ours.p50, theirs.p50));
  report(ratioLine('    p99', 'ms', ours.p99, theirs.p99));
}

/** ms from each input until a frame with it is painted. */
const timesOf = (page: Page, steps: readonly string[]): Promise<readonly number[]> =>
  paintedTimes(
    page,
    { field: 'input[type="search"]' },
    steps.map((type) => ({ type })),
  );

const bareList = (rows: readonly string[]): string => `<!doctype html><title>bare</title>
  <input type="search"><ul style="height:700px;overflow:auto">
  ${rows.map((row) => `<li>${row.replaceAll('<', '&lt;')}</li>`).join('')}</ul><script>
    const rows = [...document.querySelectorAll('li')];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    document.querySelector('input').oninput = (event) => {
      const words = event.target.value.toLowerCase();
      rows.forEach((row, place) => { row.hidden = !texts[place].includes(words); });
    };
  </script>`;
