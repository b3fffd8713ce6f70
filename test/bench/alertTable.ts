import { setInterval as every } from 'node:timers';
import { chromium, type Page } from '@playwright/test';
import { alertColumns, ownAlertOrder } from '../../renderer/boards/queue/alertColumns.ts';
import { createKeptOrder } from '../../renderer/boards/queue/keptOrder.ts';
import { compareRows } from '../../renderer/boards/queue/tableColumn.ts';
import type { Alert } from '../../shared/model/alert.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { manyAlerts } from '../support/frozen/frozenAlerts.ts';
import { frozenDesk } from '../support/frozen/frozenEstate.ts';
import { startBenchServer } from './benchServer.ts';
import { actsOf, paintedTimes } from './paintedTimes.ts';
import { ratioLine, spread } from './statistics.ts';

const count = 10_000;
const patches = 200;
const tries = 20;
const patchesPerSecond = 60;

/** 10,000 alerts: what one change costs the order, and what the table costs a page while 60 changes a second come. */
export async function benchAlertTable(report: (line: string) => void): Promise<void> {
  report(`${count} alerts`);
  oneChange(report);
  await inThePage(report);
}

/** One alert of all changed: the order kept, against all sorted again. */
function oneChange(report: (line: string) => void): void {
  const context = { services: {}, severities: frozenDesk.severities };
  const sort = ['service', 'alert', 'since'].map((by) => ({ by, down: false }));
  const compare = compareRows(sort, alertColumns, ownAlertOrder(context), context);
  const order = createKeptOrder<Alert>();
  let table: Readonly<Record<string, Alert>> = Object.fromEntries(
    manyAlerts(count).map((alert) => [alert.id, alert]),
  );
  order(table, compare);
  const kept: number[] = [];
  const anew: number[] = [];
  for (let place = 0; place < patches; place += 1) {
    const id = `am/many-${(place * 7919) % count}`;
    const before = table[id];
    if (before === undefined) throw new Error(`no alert ${id}`);
    table = { ...table, [id]: { ...before, startsAt: before.startsAt - place * 60_000 } };
    let started = performance.now();
    const ordered = order(table, compare);
    kept.push(performance.now() - started);
    started = performance.now();
    const sorted = Object.values(table).sort(compare);
    anew.push(performance.now() - started);
    if (ordered[place]?.id !== sorted[place]?.id) throw new Error('the kept order is not the sorted one');
  }
  report(ratioLine('  one change, order of three keys, p50', 'ms', spread(kept).p50, spread(anew).p50));
}

async function inThePage(report: (line: string) => void): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch());
  const bench = await startBenchServer();
  const alerts = manyAlerts(count);
  const put = (alert: Alert): void => bench.world.upsert('alert', alert.id, alert);
  let changed = 0;
  const changing = every(() => {
    changed += 1;
    const alert = alerts[changed % count];
    if (alert !== undefined) put({ ...alert, lastSeenAt: Date.now() });
  }, 1_000 / patchesPerSecond);
  try {
    alerts.forEach(put);
    const viewport = { width: 1440, height: 900 };
    const table = await browser.newPage({ viewport });
    await table.goto(`${bench.server.url}/?board=queue`);
    await table.getByRole('grid').or(table.getByText('Nothing open')).first().waitFor();
    await table.keyboard.press('7');
    await table.getByRole('grid', { name: 'Alerts' }).waitFor();
    const bare = await browser.newPage({ viewport });
    await bare.setContent(bareTable(alerts));
    for (const act of ['filter', 'scroll'] as const) {
      const [ours, theirs] = [await timesOf(table, act), await timesOf(bare, act)].map(spread);
      if (ours === undefined || theirs === undefined) continue;
      report(ratioLine(`  ${act} under ${patchesPerSecond} changes/s, p50`, 'ms', ours.p50, theirs.p50));
      report(ratioLine(`  ${act} under ${patchesPerSecond} changes/s, worst`, 'ms', ours.p99, theirs.p99));
    }
  } finally {
    clearInterval(changing);
    await browser.close();
    await bench.stop();
  }
}

/** From a text in the filter, or a new scroll position, until it is painted, ms. */
const timesOf = (page: Page, act: 'filter' | 'scroll'): Promise<readonly number[]> =>
  paintedTimes(
    page,
    { field: 'input', scroller: ':has(> [role="grid"])', drawsLate: true },
    actsOf(act, tries),
  );

/** A table of as many rows with the same words, all of them drawn, and nothing that changes. */
const bareTable = (alerts: readonly Alert[]): string => `<!doctype html><title>bare</title>
  <input><div style="height:700px;overflow:auto"><table role="grid"><tbody>
  ${alerts
    .map(
      ({ severity, state, name, service = '', incident = '' }) =>
        `<tr><td>${severity}<td>${state}<td>${name}<td>${service}<td>${incident}`,
    )
    .join('')}</table></div><script>
    const rows = [...document.querySelectorAll('tr')];
    document.querySelector('input').oninput = (event) => {
      const words = event.target.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(words);
    };
  </script>`;
