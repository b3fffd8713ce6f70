import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setTimeout as pause } from 'node:timers/promises';
import { openSqliteJournal } from '../../gateway/journal/sqliteJournal.ts';
import { verifyJournal } from '../../gateway/journal/verifyJournal.ts';
import { feedClient, until, type FeedClient } from '../support/feedClient.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import { freePort } from '../support/ports.ts';
import { seededRandom } from '../estate/random.ts';
import { temporaryFolder, type RestartableServer } from '../support/restartable.ts';

const kills = 100;

describe('a gateway that is killed between a command and its result', () => {
  const folder = temporaryFolder('kill');
  let gateway: RestartableServer;
  let client: FeedClient;

  beforeAll(async () => {
    const port = await freePort();
    gateway = await startGatewayProcess({
      port,
      policyFile: 'assets/policy/acgs.yaml',
      dataDir: folder.path,
    });
    client = await feedClient(`ws://127.0.0.1:${port}/feed`, 'K. Tester');
    await client.live();
  });

  afterAll(async () => {
    client.stop();
    await gateway.stop();
    folder.remove();
  });

  it(
    `has each command once after ${kills} kills, and those it confirmed before them (F-9, F-10)`,
    { timeout: 600_000 },
    async () => {
      await client.send('incident.declare', { title: 'Kill test', severity: 'P3' });
      const incident = await client.until('the declared incident', () =>
        Object.values(client.state().entities.incident).find(({ title }) => title === 'Kill test'),
      );
      const random = seededRandom(7);
      const texts: string[] = [];
      const ids: string[] = [];
      let confirmedBeforeKill = 0;
      // Follows how fast this machine confirms, so that kills fall on both sides of the result.
      let withinMs = 4;
      for (let round = 0; round < kills; round += 1) {
        await client.live();
        const text = `note ${round}`;
        texts.push(text);
        ids.push(await client.send('incident.note', { incident: incident.id, text }));
        await pause(random() * withinMs);
        const confirmed = client.outgoing().find(({ id }) => id === ids.at(-1))?.state === 'done';
        confirmedBeforeKill += confirmed ? 1 : 0;
        withinMs = Math.min(500, Math.max(1, withinMs * (confirmed ? 0.85 : 1.2)));
        await gateway.kill('SIGKILL');
        if (confirmed) expect(noteTexts(folder.path)).toContain(text);
        await gateway.restart();
        client.reconnect();
      }
      await until('every command is done', () => {
        const open = client.outgoing().filter(({ state }) => state === 'queued' || state === 'pending');
        return open.length === 0 ? true : undefined;
      });
      await gateway.stop();
      console.log(`${confirmedBeforeKill} of ${kills} commands were confirmed before the kill`);
      expect(confirmedBeforeKill).toBeGreaterThan(0);
      expect(confirmedBeforeKill).toBeLessThan(kills);
      expect(noteTexts(folder.path).sort()).toEqual([...texts].sort());
      expect(verifyJournal(folder.path)).toMatchObject({ ok: true });
    },
  );
});

/** Texts of all notes in the journal, in order. */
function noteTexts(dataFolder: string): string[] {
  const opened = openSqliteJournal(dataFolder);
  if (!opened.ok) throw new Error(opened.error);
  try {
    return [...opened.value.entries()].flatMap(({ event }) =>
      event.type === 'incident.noted' ? [event.text] : [],
    );
  } finally {
    opened.value.close();
  }
}
