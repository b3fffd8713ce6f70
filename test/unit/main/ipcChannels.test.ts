import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WebContents } from 'electron';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { longestPayload, registerIpc, type IpcHandlers } from '../../../main/ipc.ts';
import { ipcQuestions, type IpcQuestion } from '../../../shared/ipc.ts';
import { silentLog } from '../../support/silentLog.ts';

const root = resolve(import.meta.dirname, '../../..');
const channels = Object.keys(ipcQuestions) as readonly IpcQuestion[];
const ours = { mainFrame: { url: 'app://watchfloor/desktop.html' } } as WebContents;

/** Every channel registered as main does it, with handlers that note that they were reached. */
function setUp() {
  const reached: string[] = [];
  const registered = new Map<string, Parameters<Parameters<typeof registerIpc>[0]['ipcMain']['handle']>[1]>();
  registerIpc({
    ipcMain: {
      handle: (channel, handler) => void registered.set(channel, handler),
      removeHandler: () => undefined,
    },
    // What a handler answers does not matter here.
    handlers: Object.fromEntries(
      channels.map((channel) => [channel, async () => void reached.push(channel)]),
    ) as unknown as IpcHandlers,
    isOurs: (contents) => contents === ours,
    log: silentLog,
  });
  const ask = (channel: string, payload: unknown, senderFrame: object | null = ours.mainFrame) =>
    registered.get(channel)?.({ sender: ours, senderFrame } as never, payload) as Promise<unknown>;
  return { ask, reached, registered };
}

const nonsense = [null, 0, true, 'text', [], { nobodyKnows: 1 }, Symbol];

describe('every channel that a page may ask', () => {
  const { ask, reached, registered } = setUp();

  it('has a handler behind the checks, and there is no other', () => {
    expect([...registered.keys()].sort()).toEqual([...channels].sort());
  });

  it.each(channels)('%s refuses whoever is not the main frame of one of our windows', async (channel) => {
    for (const frame of [null, { url: 'app://watchfloor/desktop.html' }, { url: 'https://example.com/' }]) {
      expect(await ask(channel, undefined, frame)).toMatchObject({ ok: false, code: 'sender' });
    }
    expect(reached).toEqual([]);
  });

  it.each(channels)('%s refuses a payload that it does not know', async (channel) => {
    for (const payload of nonsense) {
      expect(await ask(channel, payload)).toMatchObject({ ok: false, code: 'payload' });
    }
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (payload) => {
        expect(await ask(channel, { nobodyKnows: payload })).toMatchObject({ ok: false, code: 'payload' });
      }),
      { numRuns: 30 },
    );
    expect(reached).toEqual([]);
  });

  it.each(channels)('%s refuses more than a page may send at once, whatever its shape', async (channel) => {
    const long = 'x'.repeat(longestPayload);
    const circle: { itself?: unknown } = {};
    circle.itself = circle;
    for (const payload of [long, { text: long }, [[long]], circle, { number: 1n }]) {
      const answer = await ask(channel, payload);
      expect(answer).toMatchObject({ ok: false, code: 'payload' });
      expect(answer).toHaveProperty('message', expect.stringMatching(/carries more than the console takes/));
    }
    expect(reached).toEqual([]);
  });
});

describe("Electron's messages", () => {
  const sourcesOf = (room: string): readonly string[] =>
    readdirSync(join(root, room))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `${room}/${name}`);
  const using = (word: RegExp): readonly string[] =>
    ['main', 'preload', 'renderer/boot', 'shared']
      .flatMap(sourcesOf)
      .filter((path) => word.test(readFileSync(join(root, path), 'utf8')));

  it('are received in one place', () => {
    expect(using(/\bipcMain\s*(\?)?\.\s*(on|once|handle|handleOnce|addListener)\b/)).toEqual(['main/ipc.ts']);
    expect(using(/\.ipc\s*\.\s*(on|once|handle|handleOnce)\b/)).toEqual([]);
  });

  it('are sent by the preload alone, and only as questions of the table', () => {
    expect(using(/\bipcRenderer\b/)).toEqual(['preload/preload.ts']);
    const preload = readFileSync(join(root, 'preload/preload.ts'), 'utf8');
    expect(preload).not.toMatch(/ipcRenderer\s*\.\s*(send|sendSync|sendToHost|postMessage)\b/);
    expect(preload.match(/ipcRenderer\s*\.\s*invoke/g)).toHaveLength(1);
    const asked = [...preload.matchAll(/\bask\('([^']+)'/g)].map(([, channel]) => channel);
    expect([...new Set(asked)].sort()).toEqual([...channels].sort());
  });
});
