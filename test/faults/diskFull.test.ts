import { readdirSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { scriptedLibrary } from '../contract/bridge/scriptedLibrary.ts';
import { startScriptedGateway, type ScriptedGateway } from '../contract/bridge/scriptedGateway.ts';
import { startConsoleOnDisk } from '../support/consoleOnDisk.ts';
import { temporaryFolder } from '../support/restartable.ts';

/** The disk as main sees it: when it is full, half of what is written arrives before it says so. */
const disk = vi.hoisted(() => ({ isFull: false }));
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  const narrowed = (file: FileHandle): FileHandle => {
    for (const method of ['writeFile', 'appendFile'] as const) {
      const write = file[method].bind(file);
      file[method] = async (data: string | Uint8Array) => {
        if (!disk.isFull) return write(data);
        await write(data.slice(0, Math.floor(data.length / 2)));
        throw full;
      };
    }
    return file;
  };
  return {
    ...real,
    open: async (...args: Parameters<typeof real.open>) => narrowed(await real.open(...args)),
  };
});

const folder = temporaryFolder('disk-full');
const library = scriptedLibrary({ failover: 'Fence the old primary.' });
let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await startScriptedGateway();
});
afterAll(async () => {
  disk.isFull = false;
  await gateway.stop();
  folder.remove();
});

it('a disk that is full in the middle of each write loses nothing that was kept, is said, and is got over', async () => {
  const note = (text: string) => ({ name: 'incident.note', params: { incident: 'INC-1', text } });
  const draft = (text: string) => ({ id: 'HND-1/notes', draft: { text, base: 1, keptAt: 1 } });
  // Nobody listens there: what is given waits.
  let console = await startConsoleOnDisk(folder.path, 'ws://127.0.0.1:9/feed');
  expect(await console.ask('draft.set', draft('kept'))).toMatchObject({ ok: true });
  expect(await console.ask('command.send', note('first'))).toMatchObject({ ok: true });

  disk.isFull = true;
  const refusals = [
    await console.ask('draft.set', draft('lost')),
    await console.ask('command.send', note('lost')),
    await console.ask('breakGlass.write'),
  ];
  for (const refusal of refusals)
    expect(refusal).toMatchObject({ ok: false, message: expect.stringContaining('ENOSPC') as unknown });
  expect(console.outgoing().map(({ params }) => params['text'])).toEqual(['first']);
  expect(temporaries()).toEqual([]);
  disk.isFull = false;
  expect(await console.ask('command.send', note('second'))).toMatchObject({ ok: true });
  await console.stop();

  disk.isFull = true;
  console = await startConsoleOnDisk(folder.path, gateway.feedUrl);
  expect(await console.ask('draft.get', { id: 'HND-1/notes' })).toMatchObject({ value: { text: 'kept' } });
  await vi.waitFor(() => expect(console.isLive()).toBe(true), { timeout: 10_000 });
  gateway.serveLibrary(library);
  gateway.send({
    ...{ type: 'patch', seq: 8, at: Date.now(), removals: [] },
    upserts: { 'library:library': library.state },
  });
  await vi.waitFor(() => expect(console.library()?.problem).toMatch(/can't be kept on this machine: ENOSPC/));
  await vi.waitFor(() => expect(gateway.commands).toHaveLength(2));
  await console.stop();
  for (const said of [
    /^The outbox could not be written anew: ENOSPC/,
    /^The last state could not be written: ENOSPC/,
  ])
    expect(console.notices()).toContainEqual(expect.stringMatching(said));
  disk.isFull = false;

  console = await startConsoleOnDisk(folder.path, gateway.feedUrl);
  await vi.waitFor(() => expect(console.isLive()).toBe(true), { timeout: 10_000 });
  await vi.waitFor(() => expect(console.outgoing().every(({ state }) => state === 'done')).toBe(true));
  await console.stop();
  // Sent once or again under the same id; nothing else.
  expect(new Set(gateway.commands.map(({ id }) => id)).size).toBe(2);
  expect(temporaries()).toEqual([]);
}, 60_000);

const temporaries = (): readonly string[] =>
  readdirSync(folder.path, { recursive: true })
    .map(String)
    .filter((name) => name.includes('.tmp-'));
