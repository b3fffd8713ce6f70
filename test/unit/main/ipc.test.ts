import type { WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { registerIpc, type IpcHandlers } from '../../../main/ipc.ts';
import type { Log } from '../../../main/log.ts';
import { settingsSchema } from '../../../shared/bridge.ts';

type Handler = Parameters<Parameters<typeof registerIpc>[0]['ipcMain']['handle']>[1];

/** A window's contents at an address, as far as the check looks. */
function contentsAt(url: string): WebContents {
  return { mainFrame: { url } } as WebContents;
}

function setUp() {
  const registered = new Map<string, Handler>();
  const warnings: string[] = [];
  const asked: unknown[] = [];
  const ours = contentsAt('app://watchfloor/desktop.html');
  const done = { ok: true, value: undefined } as const;
  const handlers: IpcHandlers = {
    'bridge.subscribe': async () => done,
    'bridge.unsubscribe': async () => done,
    'bridge.reconnect': async () => {
      throw new Error('a secret detail');
    },
    'command.send': async (payload) => {
      asked.push(payload);
      return { ok: true, value: 'command-1' };
    },
    'command.discard': async () => done,
    'question.ask': async () => done,
    'voice.claim': async () => done,
    'voice.release': async () => done,
    'notifications.permission': async () => ({ ok: true, value: 'granted' }),
    'library.list': async () => done,
    'library.file': async () => ({ ok: true, value: new Uint8Array() }),
    'link.open': async () => done,
    'draft.get': async () => done,
    'draft.set': async () => done,
    'contacts.unlock': async () => done,
    'contacts.protect': async () => done,
    'contacts.unprotect': async () => done,
    'drill.begin': async () => done,
    'drill.note': async () => done,
    'breakGlass.write': async () => ({ ok: true, value: '' }),
    'record.export': async () => ({ ok: true, value: '' }),
    'settings.get': async () => ({ ok: true, value: settingsSchema.parse({}) }),
    'settings.set': async () => ({ ok: true, value: settingsSchema.parse({}) }),
    'settings.reset': async () => ({ ok: true, value: settingsSchema.parse({}) }),
    'settings.export': async () => ({ ok: true, value: '' }),
    'settings.keepLayout': async () => ({ ok: true, value: settingsSchema.parse({}) }),
    'connection.try': async () => ({ ok: true, value: { url: '', steps: [], kept: false } }),
    'page.begin': async () => ({ ok: true, value: {} }),
    'page.live': async () => done,
    'kiosk.enter': async () => done,
    'kiosk.leave': async () => done,
    'kiosk.setCode': async () => done,
    'operator.list': async () => ({ ok: true, value: [] }),
    'operator.keep': async () => done,
    'operator.forget': async () => done,
    'operator.switch': async () => done,
    'window.open': async () => done,
  };
  const warn: Log['warn'] = (message) => void warnings.push(message);
  const undo = registerIpc({
    ipcMain: {
      handle: (channel, handler) => void registered.set(channel, handler),
      removeHandler: (channel) => void registered.delete(channel),
    },
    handlers,
    isOurs: (contents) => contents === ours,
    log: { info: warn, warn, error: warn },
  });
  const invoke = async (
    channel: string,
    payload: unknown,
    sender = ours,
    frame: object | null = sender.mainFrame,
  ) => {
    const event = { sender, senderFrame: frame } as Parameters<Handler>[0];
    return (await registered.get(channel)?.(event, payload)) as unknown;
  };
  return { registered, warnings, asked, ours, invoke, undo };
}

const command = { name: 'incident.acknowledge', params: { incident: 'INC-1' } };

describe('IPC', () => {
  it('answers the main frame of a window of ours', async () => {
    const { invoke, asked } = setUp();
    expect(await invoke('command.send', command)).toEqual({ ok: true, value: 'command-1' });
    expect(asked).toEqual([command]);
  });

  it.each([
    ['a window that is not ours', contentsAt('app://watchfloor/desktop.html'), undefined],
    ['a frame inside the page', undefined, { url: 'app://watchfloor/desktop.html' }],
    ['a frame that is gone', undefined, null],
  ])('refuses %s, and logs it', async (_name, sender, frame) => {
    const { invoke, asked, warnings } = setUp();
    expect(await invoke('command.send', command, sender, frame)).toMatchObject({ ok: false, code: 'sender' });
    expect(asked).toEqual([]);
    expect(warnings).toEqual(['IPC refused: sender']);
  });

  it.each([
    'https://watchfloor/',
    'file:///desktop.html',
    'app://other/desktop.html',
    'app://watchfloor.evil/',
    'about:blank',
    '',
  ])('refuses our own window at %s', async (url) => {
    const { invoke, ours, asked } = setUp();
    Reflect.set(ours.mainFrame, 'url', url);
    expect(await invoke('command.send', command)).toMatchObject({ ok: false, code: 'sender' });
    expect(asked).toEqual([]);
  });

  it.each([
    undefined,
    null,
    {},
    { ...command, more: 1 },
    { name: 'x'.repeat(65), params: {} },
    { ...command, params: [] },
  ])('refuses the payload %j, and logs it', async (payload) => {
    const { invoke, asked, warnings } = setUp();
    const answer = await invoke('command.send', payload);
    expect(answer).toMatchObject({
      ok: false,
      code: 'payload',
      message: expect.stringMatching(/^"command\.send" was refused: .+\.$/) as unknown,
    });
    expect(asked).toEqual([]);
    expect(warnings).toEqual(['IPC refused: payload']);
  });

  it('answers a fault of its own without its details', async () => {
    const { invoke } = setUp();
    const answer = await invoke('bridge.reconnect', undefined);
    expect(answer).toMatchObject({ ok: false, code: 'failed' });
    expect(JSON.stringify(answer)).not.toContain('secret');
  });

  it('is gone after its undo', () => {
    const { registered, undo } = setUp();
    undo();
    expect(registered.size).toBe(0);
  });
});
