import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { scriptedLibrary, digestOf } from '../contract/bridge/scriptedLibrary.ts';
import { startScriptedGateway, type ScriptedGateway } from '../contract/bridge/scriptedGateway.ts';
import { startConsoleOnDisk, type ConsoleOnDisk } from '../support/consoleOnDisk.ts';
import { handoffSigned } from '../support/frozen/frozenHandoffs.ts';
import { temporaryFolder } from '../support/restartable.ts';

const texts = { failover: '---\nid: failover\n---\nFence the old primary.', latency: 'Look at the callers.' };
const older = { ...texts, failover: 'Fence it.' };
const note = { incident: 'INC-1', text: 'the standby is behind' };
const draft = { text: 'half a sentence', base: 1, keptAt: 7 };
const hourMs = 3_600_000;
/** Modes mean nothing to root, so that root's console runs as nobody here. */
const nobody = 65_534;
const isRoot = process.geteuid?.() === 0;

const home = temporaryFolder('disk-faults');
const whole = join(home.path, 'whole');
const running = new Set<ConsoleOnDisk>();
let gateway: ScriptedGateway | undefined;
let port = 0;
let cases = 0;

async function bringUpGateway(): Promise<void> {
  gateway = await startScriptedGateway({ port });
  port = gateway.port;
}
async function takeDownGateway(): Promise<void> {
  await gateway?.stop();
  gateway = undefined;
}
async function start(folder: string, now?: () => number): Promise<ConsoleOnDisk> {
  const console = await startConsoleOnDisk(folder, `ws://127.0.0.1:${port}/feed`, now);
  running.add(console);
  return console;
}
async function stop(console: ConsoleOnDisk): Promise<void> {
  running.delete(console);
  await console.stop();
}
/** Waits until the console has heard its gateway, has given its acts and has these runbooks. */
async function live(
  console: ConsoleOnDisk,
  runbooks: Readonly<Record<string, string>> = texts,
): Promise<void> {
  const library = scriptedLibrary(runbooks);
  await vi.waitFor(() => expect(console.isLive()).toBe(true), { timeout: 10_000 });
  gateway?.serveLibrary(library);
  const upserts = { [`handoff:${handoffSigned.id}`]: handoffSigned, 'library:library': library.state };
  gateway?.send({ type: 'patch', seq: 8, at: Date.now(), upserts, removals: [] });
  const here = { digest: library.state.digest, runbooks: 2, damaged: [], missed: [] };
  await vi.waitFor(
    () => {
      expect(console.library()).toMatchObject(here);
      expect(console.patches()).toBeGreaterThan(0);
      expect(console.outgoing().filter(({ state }) => state !== 'done')).toEqual([]);
    },
    { timeout: 10_000 },
  );
}
/** What the console has, in words that can be compared. */
async function had(console: ConsoleOnDisk) {
  const [list, kept, settings] = [
    await console.ask('library.list'),
    await console.ask('draft.get', { id: 'HND-1/notes' }),
    await console.ask('settings.get'),
  ];
  const files = (list.ok ? (list.value?.runbooks ?? []) : []).map(async ({ file }) => {
    const got = await console.ask('library.file', { digest: file.digest });
    return got.ok ? Buffer.from(got.value).toString() : 'damaged';
  });
  return {
    runbooks: (await Promise.all(files)).toSorted(),
    draft: kept.ok ? kept.value : undefined,
    site: settings.ok ? settings.value.site : undefined,
    acts: console.outgoing().map(({ params }) => params['text']),
    handoffs: Object.keys(console.first()?.entities.handoff ?? {}),
  };
}
const all = {
  runbooks: Object.values(texts).toSorted(),
  draft,
  site: 'europe',
  acts: [note.text],
  handoffs: [handoffSigned.id],
};

beforeAll(async () => {
  await bringUpGateway();
  let console = await start(whole);
  await live(console, older);
  await console.ask('settings.set', { site: 'europe' });
  await console.ask('draft.set', { id: 'HND-1/notes', draft: { ...draft, text: 'half' } });
  await console.ask('draft.set', { id: 'HND-1/notes', draft });
  await stop(console);
  // Twice, so that there is a version before each.
  console = await start(whole);
  await live(console);
  await takeDownGateway();
  await vi.waitFor(() => expect(console.isLive()).toBe(false));
  await console.ask('command.send', { name: 'incident.note', params: note });
  await stop(console);
}, 60_000);
afterEach(async () => {
  for (const console of running) await stop(console);
  await takeDownGateway();
});
afterAll(() => home.remove());

const half = (path: string): void => truncateSync(path, Math.floor(lstatSync(path).size / 2));
const damages: Readonly<Record<string, (path: string) => void>> = {
  truncated: half,
  emptied: (path) => writeFileSync(path, ''),
  'with one bit flipped': (path) => {
    const bytes = readFileSync(path);
    const place = Math.floor(bytes.length / 2);
    bytes[place] = (bytes[place] ?? 0) ^ 1;
    writeFileSync(path, bytes);
  },
  'full of zeros': (path) => writeFileSync(path, Buffer.alloc(lstatSync(path).size)),
  'replaced by a directory': (path) => {
    rmSync(path);
    mkdirSync(join(path, 'inside'), { recursive: true });
  },
  'made unreadable': (path) => chmodSync(path, 0o000),
};

/** Of each file: what a console lacks after its damage, and what it says; what it has all the same is `all`. */
const files: Readonly<Record<string, { readonly lacks: object; readonly says: RegExp }>> = {
  'last-state.json': { lacks: {}, says: /last known state could not be read .* version before it is used/ },
  'drafts.json': {
    lacks: { draft: { ...draft, text: 'half' } },
    says: /Drafts could not be read .* version before it is used/,
  },
  'library/library.json': {
    lacks: { runbooks: Object.values(older).toSorted() },
    says: /list of runbooks .* could not be read .* version before/,
  },
  'settings.json': { lacks: {}, says: /settings could not be read, and the last good copy is used/ },
  'outbox.jsonl': { lacks: { acts: [] }, says: /outbox (could not be read|was emptied)/ },
};

describe.each(Object.entries(files))('a console whose %s is', (file, { lacks, says }) => {
  it.each(Object.entries(damages))(
    '%s starts, says what it lost, and repairs itself',
    async (damage, harm) => {
      const folder = copied();
      const path = join(folder, file);
      harm(path);
      // A letter of a setting that became another is a setting.
      const isUnseen = file === 'settings.json' && damage === 'with one bit flipped';
      await asNobody(folder, async () => {
        const console = await start(folder);
        const found = await had(console);
        if (!isUnseen) {
          expect(found).toEqual({ ...all, ...lacks });
          expect(console.notices()).toEqual([expect.stringMatching(says)]);
        }
        // It works from here on, without a gateway.
        const given = { incident: 'INC-1', text: 'another' };
        expect(await console.ask('command.send', { name: 'incident.note', params: given })).toMatchObject({
          ok: true,
        });
        expect(await console.ask('draft.set', { id: 'HND-1/notes', draft })).toMatchObject({ ok: true });
        expect(await console.ask('settings.set', { site: 'europe' })).toMatchObject({ ok: true });
        await stop(console);
        // With a gateway all is here again, and nothing is said of it any more.
        await bringUpGateway();
        const healed = await start(folder);
        await live(healed);
        await stop(healed);
        await takeDownGateway();
        const again = await start(folder);
        expect(await had(again)).toEqual({ ...all, acts: [] });
        expect(again.notices()).toEqual([]);
      });
      // Nothing that was damaged is thrown away unseen.
      if (!isUnseen && damage !== 'emptied' && file !== 'outbox.jsonl')
        expect(readdirSync(join(path, '..')).filter((name) => name.includes('.corrupt-'))).toHaveLength(1);
    },
    60_000,
  );
});

it('a flipped bit of a runbook is found, named, and mended', async () => {
  const folder = copied();
  damages['with one bit flipped']?.(join(folder, 'library/files', digestOf(texts.failover)));
  const console = await start(folder);
  await vi.waitFor(() => expect(console.library()?.damaged).toEqual(['Runbook failover']));
  expect((await had(console)).runbooks).toEqual([texts.latency, 'damaged'].toSorted());
  await bringUpGateway();
  await live(await start(folder));
});

it('a console with every one of its files damaged at once starts, and says all of it', async () => {
  const folder = copied();
  for (const file of Object.keys(files)) half(join(folder, file));
  for (const file of ['last-state.before.json', 'drafts.before.json', 'library/library.before.json'])
    half(join(folder, file));
  half(join(folder, 'settings.backup.json'));
  const console = await start(folder);
  expect(await had(console)).toEqual({
    runbooks: [],
    draft: undefined,
    site: undefined,
    acts: [],
    handoffs: [],
  });
  expect(console.notices()).toHaveLength(5);
});

it('a console whose clock was moved back an hour keeps its state, and gives acts after those that wait', async () => {
  const folder = copied();
  const console = await start(folder, () => Date.now() - hourMs);
  expect(await had(console)).toEqual(all);
  await console.ask('command.send', { name: 'incident.note', params: { ...note, text: 'second' } });
  expect(console.outgoing().map(({ params }) => params['text'])).toEqual([note.text, 'second']);
  const written = await console.ask('breakGlass.write');
  const page = written.ok ? readFileSync(written.value, 'utf8') : '';
  expect(page).toMatch(/AS OF \d\d:\d\d UTC, not live/);
  expect(page).toContain('the clock of this machine is behind');
  await stop(console);
  await bringUpGateway();
  await live(await start(folder, () => Date.now() - hourMs));
  await vi.waitFor(() =>
    expect(gateway?.commands.map(({ params }) => textOf(params))).toEqual([note.text, 'second']),
  );
});

const textOf = (params: unknown): unknown => Reflect.get(Object(params) as object, 'text');

function copied(): string {
  const folder = join(home.path, `case-${(cases += 1)}`);
  cpSync(whole, folder, { recursive: true });
  return folder;
}

/** Runs it as a user to whom modes mean something. */
async function asNobody(folder: string, run: () => Promise<void>): Promise<void> {
  if (!isRoot) return run();
  chmodSync(home.path, 0o755);
  for (const name of ['.', ...readdirSync(folder, { recursive: true }).map(String)])
    chownSync(join(folder, name), nobody, nobody);
  process.seteuid?.(nobody);
  try {
    await run();
    for (const console of running) await stop(console);
  } finally {
    process.seteuid?.(0);
  }
}
