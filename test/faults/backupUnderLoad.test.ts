import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readEvents } from '../../gateway/journal/readJournal.ts';
import { verifyJournal } from '../../gateway/journal/verifyJournal.ts';
import { feedClient, until, type FeedClient } from '../support/feedClient.ts';
import { startGatewayProcess } from '../support/gateway.ts';
import { freePort } from '../support/ports.ts';
import { startProcess } from '../support/processes.ts';
import { temporaryFolder, type RestartableServer } from '../support/restartable.ts';

const policyFile = 'assets/policy/acgs.yaml';

/** Texts of all notes in a journal, in order. */
function noteTexts(folder: string): readonly string[] {
  const texts: string[] = [];
  const read = readEvents(folder, (event) => {
    if (event.type === 'incident.noted') texts.push(event.text);
  });
  if (!read.ok) throw new Error(read.error);
  return texts;
}

describe('a gateway that is backed up while operators act', () => {
  const root = temporaryFolder('load');
  const data = join(root.path, 'data');
  const backup = join(root.path, 'backup');
  let gateway: RestartableServer;
  let client: FeedClient;

  beforeAll(async () => {
    mkdirSync(data);
    const port = await freePort();
    gateway = await startGatewayProcess({ port, policyFile, dataDir: data });
    client = await feedClient(`ws://127.0.0.1:${port}/feed`, 'B. Tester');
    await client.live();
  });
  afterAll(async () => {
    client.stop();
    await gateway.stop();
    root.remove();
  });

  it('gives a copy that verifies, has all that was confirmed before it, and restores to the same desk', async () => {
    await client.send('incident.declare', { title: 'Backup test', severity: 'P3' });
    const incident = await client.until('the declared incident', () =>
      Object.values(client.state().entities.incident).find(({ title }) => title === 'Backup test'),
    );
    const confirmed = (): readonly string[] =>
      client.outgoing().flatMap(({ id, state }) => (state === 'done' ? [id] : []));
    // One after the other, as fast as they are confirmed.
    let isOver = false;
    let sent = 0;
    const texts: string[] = [];
    const load = (async () => {
      while (!isOver) {
        const text = `note ${sent++}`;
        const id = await client.send('incident.note', { incident: incident.id, text });
        await until('the result', () => (confirmed().includes(id) ? true : undefined));
        texts.push(text);
        // At most 20 a second are taken of one session.
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
    })();
    await until('some notes', () => (texts.length >= 5 ? true : undefined));
    const before = [...texts];
    const backing = await startProcess({
      name: 'backup',
      command: process.execPath,
      args: ['bin/watchfloor.mjs', 'backup', '--data', data, '--to', backup],
    });
    expect(await backing.ended, backing.output()).toMatchObject({ code: 0 });
    const during = texts.length;
    // More than the one that was on its way when the copy was made.
    await until('notes after the backup', () => (texts.length > during + 2 ? true : undefined));
    isOver = true;
    await load;

    const copied = noteTexts(backup);
    expect(copied.slice(0, before.length)).toEqual(before);
    expect(texts.slice(0, copied.length)).toEqual(copied);
    expect(copied.length).toBeLessThan(texts.length);
    const verified = verifyJournal(backup);
    if (!verified.ok) throw new Error(verified.error);

    const again = join(root.path, 'again');
    const restored = spawnSync(process.execPath, [
      ...['bin/watchfloor.mjs', 'restore', '--from', backup, '--data', again],
    ]);
    expect([restored.status, restored.stdout.toString()]).toEqual([
      0,
      expect.stringContaining(`${verified.value.entries} entries`),
    ]);
    const port = await freePort();
    const second = await startGatewayProcess({ port, policyFile, dataDir: again });
    const other = await feedClient(`ws://127.0.0.1:${port}/feed`, 'B. Tester');
    try {
      await other.live();
      const shown = await other.until(
        'the restored incident',
        () => other.state().entities.incident[incident.id],
      );
      const notes = shown.timeline.filter(({ kind }) => kind === 'note').map(({ text }) => text);
      expect([shown.title, shown.openedAt]).toEqual([incident.title, incident.openedAt]);
      expect(notes.at(-1)).toContain(copied.at(-1));
      // The copy goes on as a journal of its own.
      await other.send('incident.note', { incident: incident.id, text: 'goes on' });
      await until('the note in the journal', () => (noteTexts(again).includes('goes on') ? true : undefined));
    } finally {
      other.stop();
      await second.stop();
    }
    expect(noteTexts(again)).toEqual([...copied, 'goes on']);
    expect(verifyJournal(again)).toMatchObject({ ok: true });
  });

  it('keeps its folder while it runs, and starts in none whose restore was cut off', async () => {
    const refused = spawnSync(process.execPath, [
      ...['bin/watchfloor.mjs', 'restore', '--from', backup, '--data', data, '--replace'],
    ]);
    expect([refused.status, refused.stderr.toString()]).toEqual([
      1,
      expect.stringMatching(/^watchfloor: Another gateway \(pid \d+\) has the journal/),
    ]);
    const cut = join(root.path, 'cut');
    mkdirSync(join(cut, 'restoring'), { recursive: true });
    const start = spawnSync(process.execPath, [
      ...['bin/watchfloor.mjs', 'gateway', '--policy', policyFile, '--listen', '127.0.0.1:0', '--data', cut],
    ]);
    expect([start.status, start.stderr.toString()]).toEqual([
      1,
      expect.stringMatching(/was not finished; run it again/),
    ]);
    expect(existsSync(join(cut, 'journal.db'))).toBe(false);
  });
});
