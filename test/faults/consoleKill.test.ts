import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteJournal } from '../../gateway/journal/sqliteJournal.ts';
import { seededRandom } from '../estate/random.ts';
import { feedClient, until } from '../support/feedClient.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import { freePort } from '../support/ports.ts';
import { temporaryFolder, type RestartableServer } from '../support/restartable.ts';

/** CONSOLE_KILLS=200 for the long run. */
const kills = Number(process.env['CONSOLE_KILLS'] ?? 40);
const killsWhileSending = Math.ceil(kills / 8);

describe('a console that is killed while its gateway is gone', () => {
  const folder = temporaryFolder('console-kill');
  const running = new Set<ChildProcess>();
  let gateway: RestartableServer;
  let feedUrl: string;
  let incident: string;

  beforeAll(async () => {
    const port = await freePort();
    feedUrl = `ws://127.0.0.1:${port}/feed`;
    gateway = await startGatewayProcess({
      port,
      policyFile: 'assets/policy/acgs.yaml',
      dataDir: join(folder.path, 'gateway'),
    });
    const client = await feedClient(feedUrl, 'K. Tester');
    await client.live();
    await client.send('incident.declare', { title: 'Kill test', severity: 'P3' });
    incident = await client.until(
      'the incident',
      () => Object.values(client.state().entities.incident).find(({ title }) => title === 'Kill test')?.id,
    );
    client.stop();
    const visitor = start('visit');
    await until('a last state', () => (visitor.lines().includes('visited') ? true : undefined));
    await visitor.kill();
    await gateway.kill('SIGKILL');
  }, 60_000);

  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await gateway?.stop();
    folder.remove();
  });

  function start(...mode: readonly string[]) {
    const script = join(import.meta.dirname, '../support/consoleProcess.ts');
    const child = spawn(
      process.execPath,
      [script, feedUrl, join(folder.path, 'console'), incident, ...mode],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    running.add(child);
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    return {
      /** Whole lines alone: a kill may tear the last one. */
      lines: () => said.split('\n').slice(0, -1),
      async kill() {
        const ended = once(child, 'close');
        child.kill('SIGKILL');
        await ended;
        running.delete(child);
      },
    };
  }

  it(
    `loses and doubles no accepted act over ${kills} kills, nor over kills while it sends (F-15)`,
    { timeout: kills * 15_000 },
    async () => {
      const random = seededRandom(11);
      const accepted: string[] = [];
      const found: string[] = [];
      let torn = 0;
      // Follows how fast this machine accepts, so that kills fall before, between and after acts.
      let withinMs = 120;
      for (let round = 0; round < kills; round += 1) {
        const console = start('give', String(round));
        await until('a console', () => (console.lines().includes('started') ? true : undefined));
        await pause(random() * withinMs);
        await console.kill();
        const texts = console.lines().flatMap((line) => /^accepted (.+)$/.exec(line)?.[1] ?? []);
        expect(console.lines().filter((line) => line.startsWith('problem'))).toEqual([]);
        accepted.push(...texts);
        found.push(...console.lines().filter((line) => line.startsWith('has ')));
        torn += texts.length < 5 ? 1 : 0;
        withinMs = Math.min(1_500, Math.max(40, withinMs * (texts.length < 3 ? 1.3 : 0.8)));
      }
      await gateway.restart();
      for (let round = 0; round < killsWhileSending; round += 1) {
        const console = start('drain');
        await until('a console', () => (console.lines().includes('started') ? true : undefined));
        await pause(random() * 150);
        await console.kill();
      }
      const last = start('drain');
      await until('an empty outbox', () => (last.lines().includes('drained') ? true : undefined), 120_000);
      await last.kill();
      await gateway.stop();
      const noted = actsOf(join(folder.path, 'gateway'));
      console.log(`${accepted.length} acts accepted, ${torn} of ${kills} kills before all were`);
      expect(torn).toBeGreaterThan(0);
      // Each console that was not killed before it could came up with the last state.
      expect(new Set(found)).toEqual(new Set(['has Kill test']));
      expect(accepted.length).toBeGreaterThan(0);
      // What was stored but not confirmed in time may be there too; nothing is there twice, and all is in order.
      expect(new Set(noted).size).toBe(noted.length);
      expect(accepted.filter((text) => !noted.includes(text))).toEqual([]);
      expect(noted.filter((text) => accepted.includes(text))).toEqual(accepted);
    },
  );
});

/** Texts of all notes and ticks in the journal, in order. */
function actsOf(dataFolder: string): readonly string[] {
  const opened = openSqliteJournal(dataFolder);
  if (!opened.ok) throw new Error(opened.error);
  try {
    return [...opened.value.entries()].flatMap(({ event }) =>
      event.type === 'incident.noted'
        ? [event.text]
        : event.type === 'runbook.marked'
          ? [event.stepTitle]
          : [],
    );
  } finally {
    opened.value.close();
  }
}
