import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterEach } from 'vitest';
import { openAccess } from '../../../gateway/server/access.ts';
import type { CommandDesk, GivenCommand } from '../../../gateway/server/commandDesk.ts';
import { createMetrics } from '../../../gateway/server/metrics.ts';
import type { ServerOptions } from '../../../gateway/server/options.ts';
import type { AnswerDesk } from '../../../gateway/server/questions.ts';
import { startServer, type RunningServer } from '../../../gateway/server/startServer.ts';
import { World, type WorldClock } from '../../../gateway/world.ts';
import type { ChainLink } from '../../../shared/model/chain.ts';
import type { Question } from '../../../shared/feed/questions.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { Incident } from '../../../shared/model/incident.ts';

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

/** Runs when the present test is over, last first. */
export const atEnd = (step: () => unknown): void => void undo.push(step);

/** Real timers; `speed` 10 makes ten seconds pass in one. */
export function clockAt(speed = 1): WorldClock {
  const startedAt = Date.now();
  return {
    now: () => Math.round(startedAt + (Date.now() - startedAt) * speed),
    after(ms, run) {
      const timer = setTimeout(run, ms / speed);
      return () => clearTimeout(timer);
    },
  };
}

/** An empty data folder that is gone after the test. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-server-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const silentLog = pino({ level: 'silent' });

/** A desk that accepts everything and remembers it. */
export class RememberingDesk implements CommandDesk, AnswerDesk {
  readonly given: GivenCommand[] = [];
  readonly asked: Question[] = [];
  /** What it answers to every question. */
  answers: Result<unknown> = ok({});
  answer(question: Question): Result<unknown> {
    this.asked.push(question);
    return this.answers;
  }
  submit(given: GivenCommand): ReturnType<CommandDesk['submit']> {
    this.given.push(given);
    return { type: 'result', id: given.commandId, ok: true, seq: 7, message: 'Done.' };
  }
}

export const alertmanagerLink: ChainLink = {
  id: 'alertmanager',
  name: 'Alertmanager',
  kind: 'alertmanager',
  freshness: 'fresh',
  heardAt: Date.now(),
  freshForMs: 15_000,
};

/** An incident whose size is that of its text. */
export const incidentOf = (id: number, text: string): Incident => ({
  id: `INC-${id}`,
  title: text,
  severity: 'P1',
  status: 'open',
  cause: 'test',
  firstSignalAt: 1,
  openedAt: 2,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
});

export interface GatewayUnderTest {
  readonly server: RunningServer;
  readonly world: World;
  readonly desk: RememberingDesk;
  readonly folder: string;
  readonly clock: WorldClock;
  /** Says that incident `id` is now `text`. */
  set(id: number, text: string): void;
  /** The value of one line of /metrics; 0 where it is missing. */
  metric(line: string): Promise<number>;
}

/** A server over a real world, with a desk that remembers; stopped after the test. */
export async function startGateway(
  overrides: Partial<ServerOptions> = {},
  folder = dataFolder(),
): Promise<GatewayUnderTest> {
  const clock = overrides.clock ?? clockAt();
  const world = new World(clock);
  const desk = new RememberingDesk();
  const access = openAccess(folder);
  if (!access.ok) throw new Error(access.error);
  const started = await startServer({
    listen: { host: '127.0.0.1', port: 0 },
    world,
    chain: () => [alertmanagerLink],
    desk,
    webhook: () => undefined,
    rota: () => ok('BEGIN:VCALENDAR\r\n'),
    access: access.value,
    name: 'test gateway',
    version: '0.0.0',
    ready: () => true,
    metrics: createMetrics(() => 3),
    clock,
    log: silentLog,
    ...overrides,
  });
  if (!started.ok) throw new Error(started.error);
  const server = started.value;
  atEnd(() => server.stop());
  return {
    server,
    world,
    desk,
    folder,
    clock,
    set: (id, text) => world.upsert('incident', `INC-${id}`, incidentOf(id, text)),
    async metric(line) {
      const text = await (await fetch(`${server.url}/metrics`)).text();
      return Number(
        text
          .split('\n')
          .find((row) => row.startsWith(`${line} `))
          ?.slice(line.length + 1) ?? 0,
      );
    },
  };
}
