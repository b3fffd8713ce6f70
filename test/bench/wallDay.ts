import { setTimeout as pause } from 'node:timers/promises';
import { chromium, type CDPSession, type Page } from '@playwright/test';
import type { Incident } from '../../shared/model/incident.ts';
import { chromiumLaunch } from '../support/chromium.ts';
import { frozenIncident } from '../support/frozen/frozenQueue.ts';
import { benchService, startBenchServer, type BenchServer } from './benchServer.ts';
import { openTimers, startFastClock, useFastClock, type FastClock } from './fastClock.ts';
import { ratioLine } from './statistics.ts';

/** A day in 24 minutes: at this speed three beats of the feed are 100 ms, time enough for a page to answer. */
const speed = 60;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const day = 24;
/** Boards differ in what they hold: each is met some times an hour. */
const looksAnHour = 20;
const services = 40;
const rotation = 'health:30,burn:30,queue:30,handoff:30,figures:30';

/** What must not grow while a wall stands. */
interface Held {
  readonly heapMb: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly timers: number;
}

/** A wall left alone for a day of changes, rotation and P0s: what it holds by the hour, against its second hour. */
export async function benchWallDay(report: (line: string) => void): Promise<void> {
  const browser = await chromium.launch(chromiumLaunch());
  const clock = startFastClock(speed);
  const bench = await startBenchServer(clock);
  const floor = startDay(bench, clock);
  try {
    const wall = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await useFastClock(wall, clock);
    const faults: string[] = [];
    wall.on('pageerror', (error) => faults.push(error.message));
    wall.on('crash', () => faults.push('the page crashed'));
    await wall.goto(`${bench.server.url}/?mode=wall&board=health&rotation=${rotation}`);
    const session = await wall.context().newCDPSession(wall);
    await session.send('Performance.enable');
    const hours: Held[] = [];
    report(
      `wall, ${day} h at ${speed} times the clock, most of each hour: heap, DOM nodes, listeners, open timers`,
    );
    for (let hour = 1; hour <= day; hour += 1) {
      const looks: Held[] = [];
      for (let look = 1; look <= looksAnHour; look += 1) {
        const due = clock.startedAt + (hour - 1 + look / looksAnHour) * hourMs;
        await pause((due - clock.now()) / speed);
        looks.push(await heldBy(wall, session));
      }
      const held = mostOf(looks);
      hours.push(held);
      const { heapMb, nodes, listeners, timers } = held;
      report(`  ${hour} h: ${heapMb.toFixed(1)} MB, ${nodes}, ${listeners}, ${timers}`);
    }
    // The first hour is that in which each board comes for the first time.
    const [early, late] = [mostOf(hours.slice(1, 4)), mostOf(hours.slice(-3))];
    report(ratioLine('  heap, last three hours to the second to fourth', 'MB', late.heapMb, early.heapMb));
    report(ratioLine('  DOM nodes', '', late.nodes, early.nodes));
    report(ratioLine('  listeners', '', late.listeners, early.listeners));
    report(ratioLine('  open timers', '', late.timers, early.timers));
    report(`  ${floor.changes()} changes; faults of the page: ${faults.join('; ') || 'none'}`);
  } finally {
    floor.stop();
    await browser.close();
    await bench.stop();
  }
}

/** What a page holds once its garbage is collected. */
async function heldBy(wall: Page, session: CDPSession): Promise<Held> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    heapMb: of('JSHeapUsedSize') / 1024 / 1024,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    timers: await openTimers(wall),
  };
}

const mostOf = (hours: readonly Held[]): Held => ({
  heapMb: Math.max(...hours.map(({ heapMb }) => heapMb)),
  nodes: Math.max(...hours.map(({ nodes }) => nodes)),
  listeners: Math.max(...hours.map(({ listeners }) => listeners)),
  timers: Math.max(...hours.map(({ timers }) => timers)),
});

/**
 * A day on the floor: a service changes every 20 s, an incident opens every 5 min and is resolved after 25, one in 48
 * of them a P0; what is resolved for an hour leaves the feed.
 */
function startDay({ world }: BenchServer, clock: FastClock): { changes: () => number; stop: () => void } {
  let changes = 0;
  const put = (incident: Incident): void => world.upsert('incident', incident.id, incident);
  for (let index = 0; index < services; index += 1) {
    world.upsert('service', `service-${index}`, benchService(index, 'quiet'));
  }
  const tick = (): void => {
    changes += 1;
    const index = (changes * 7) % services;
    const state = changes % 9 === 0 ? 'degraded' : 'operational';
    world.upsert('service', `service-${index}`, {
      ...benchService(index, `change ${changes}`, state),
      since: clock.now(),
    });
    if (changes % 15 === 0) open(changes / 15);
    undo = clock.after(20_000, tick);
  };
  const open = (number: number): void => {
    const openedAt = clock.now();
    const incident = frozenIncident(number, {
      title: `Fault ${number}`,
      severity: number % 48 === 0 ? 'P0' : 'P2',
      service: `service-${number % services}`,
      openedAt,
    });
    put(incident);
    clock.after(25 * minuteMs, () =>
      put({ ...incident, status: 'resolved', resolved: { at: clock.now(), by: 'M. Tanaka', note: 'over' } }),
    );
    clock.after(85 * minuteMs, () => world.remove('incident', incident.id));
  };
  let undo = clock.after(0, tick);
  return { changes: () => changes, stop: () => undo() };
}
