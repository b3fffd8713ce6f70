import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { WebSocketServer, type WebSocket } from 'ws';
import { chromiumLaunch } from '../support/chromium.ts';
import { benchService, startBenchServer } from './benchServer.ts';
import { takeLatencies, watchMarks } from './pixels.ts';
import { ratioLine, spread, type Spread } from './statistics.ts';

const services = 2_000;
const changesPerSecond = 500;
const tickMs = 20;
const rounds = 3;
const roundMs = 8_000;

/** From a change at the gateway to the painted pixel, against a bare page that writes one DOM node per message. */
export async function benchChangeToPixel(report: (line: string) => void): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch());
  const bench = await startBenchServer();
  const bare = await startBarePage();
  try {
    for (let index = 0; index < services; index += 1) {
      bench.world.upsert('service', `service-${index}`, benchService(index, 'quiet'));
    }
    // The watched one is down, so that it stands first on the wall's first page.
    const change = (mark: string): void =>
      bench.world.upsert('service', 'service-0', benchService(0, mark, 'down'));
    change(`mark ${Date.now()}`);
    const console_ = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await console_.goto(`${bench.server.url}/?mode=wall&board=health`);
    await console_
      .getByText(/mark \d{13}/)
      .first()
      .waitFor();
    await watchMarks(console_);
    const barePage = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await barePage.goto(bare.url);
    await barePage.getByText('ready').waitFor();
    await watchMarks(barePage);

    const ours: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      theirs.push(...(await drive(barePage, bare.send)));
      ours.push(
        ...(await drive(console_, change, (index) =>
          bench.world.upsert('service', `service-${index}`, benchService(index, `changed ${Date.now()}`)),
        )),
      );
    }
    const [measured, baseline]: readonly [Spread, Spread] = [spread(ours), spread(theirs)];
    report(
      `change to pixel, ${changesPerSecond} changes/s over ${services} services, ${measured.count} samples`,
    );
    report(ratioLine('  p50', 'ms', measured.p50, baseline.p50));
    report(ratioLine('  p99', 'ms', measured.p99, baseline.p99));
  } finally {
    await browser.close();
    await bench.stop();
    bare.stop();
  }
}

/** Sends a mark every 100 ms, and other changes between, for one round. */
async function drive(
  page: Page,
  mark: (text: string) => void,
  other?: (index: number) => void,
): Promise<readonly number[]> {
  await page.bringToFront();
  await pause(500);
  await takeLatencies(page);
  const end = performance.now() + roundMs;
  let next = 1;
  let ticks = 0;
  while (performance.now() < end) {
    if (ticks % 5 === 0) mark(`mark ${Date.now()}`);
    for (let count = 0; count < (changesPerSecond * tickMs) / 1000; count += 1) {
      other?.(next);
      next = (next % (services - 1)) + 1;
    }
    ticks += 1;
    await pause(tickMs);
  }
  await pause(300);
  return takeLatencies(page);
}

/** A page with a WebSocket and one DOM write, nothing else. */
async function startBarePage(): Promise<{ url: string; send: (text: string) => void; stop: () => void }> {
  const html = `<!doctype html><title>bare</title><p id=p>ready</p><script>
    const p = document.getElementById('p');
    new WebSocket('ws://' + location.host).onmessage = (event) => { p.textContent = JSON.parse(event.data).text; };
  </script>`;
  const server = createServer((_request, response) =>
    response.setHeader('content-type', 'text/html').end(html),
  );
  const feed = new WebSocketServer({ server });
  const peers = new Set<WebSocket>();
  feed.on('connection', (socket) => peers.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    send: (text) => peers.forEach((peer) => peer.send(JSON.stringify({ text }))),
    stop: () => {
      peers.forEach((peer) => peer.terminate());
      server.close();
    },
  };
}
