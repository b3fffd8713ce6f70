import { chromium, type Page } from '@playwright/test';
import { chromiumLaunch } from '../support/chromium.ts';
import { objective } from '../unit/renderer/burn/burnFixture.ts';
import { startBenchServer } from './benchServer.ts';
import { actsOf, paintedTimes } from './paintedTimes.ts';
import { ratioLine, spread } from './statistics.ts';

const tries = 20;

/** Filtering and scrolling the workstation's list, against a bare list of as many rows with the same texts. */
export async function benchObjectiveBoard(count: number, report: (line: string) => void): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch());
  const bench = await startBenchServer();
  try {
    for (let index = 0; index < count; index += 1) {
      const one = objective(`service-${index}`);
      bench.world.upsert('objective', one.id, one);
    }
    const viewport = { width: 1440, height: 900 };
    const board = await browser.newPage({ viewport });
    await board.goto(`${bench.server.url}/?board=burn`);
    await board
      .getByRole('option')
      .nth(count - 1)
      .waitFor();
    const texts = await board.getByRole('option').allTextContents();
    const bare = await browser.newPage({ viewport });
    await bare.setContent(bareList(texts));
    for (const act of ['filter', 'scroll'] as const) {
      const [ours, theirs] = [await timesOf(board, act), await timesOf(bare, act)].map(spread);
      if (ours === undefined || theirs === undefined) continue;
      report(ratioLine(`  ${act}, p50`, 'ms', ours.p50, theirs.p50));
      report(ratioLine(`  ${act}, worst`, 'ms', ours.p99, theirs.p99));
    }
  } finally {
    await browser.close();
    await bench.stop();
  }
}

/** From an input event, or a new scroll position, until it is painted, ms. */
const timesOf = (page: Page, act: 'filter' | 'scroll'): Promise<readonly number[]> =>
  paintedTimes(page, { field: 'input[type="search"]', scroller: '[role="listbox"]' }, actsOf(act, tries));

const bareList = (texts: readonly string[]): string => `<!doctype html><title>bare</title>
  <input type="search"><ul role="listbox" style="height:700px;overflow:auto">
  ${texts.map((text) => `<li>${text.replaceAll('<', '&lt;')}</li>`).join('')}</ul><script>
    const rows = [...document.querySelectorAll('li')];
    document.querySelector('input').oninput = (event) => {
      const words = event.target.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words);
    };
  </script>`;
