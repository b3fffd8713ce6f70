import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Trial } from '../../../main/connectionTrial.ts';
import { openSettings } from '../../../main/settings.ts';
import { settingsHandlers, withoutStrangersToken } from '../../../main/settingsHandlers.ts';
import { err, ok } from '../../../shared/result.ts';
import type { ConnectionSettings } from '../../../shared/settings/settings.ts';
import { silentLog } from '../../support/silentLog.ts';

const passed: Trial = { url: 'wss://new.example/feed', steps: [] };
const failed: Trial = { ...passed, failed: { step: 'tcp', reason: 'refused', todo: 'Check the port.' } };

function setUp(trial: Trial = passed, isLocked = false) {
  let stored: unknown = {};
  const settings = openSettings({
    ...{ folder: mkdtempSync(join(tmpdir(), 'handlers-')), now: () => 0, log: silentLog },
    openStore: () => ({
      get store() {
        return stored;
      },
      set: (values) => (stored = values),
    }),
  });
  settings.change({ gatewayUrl: 'wss://old.example', token: 'wf-old' });
  const tried: ConnectionSettings[] = [];
  let changes = 0;
  const handlers = settingsHandlers({
    settings,
    async tryConnection(connection) {
      tried.push(connection);
      return trial;
    },
    writeExport: async () => Promise.reject(new Error('disk full')),
    layoutOfNow: (name) => (name === 'Day' ? ok({ mode: 'wall' }) : err('No display is plugged in.')),
    mayChange: (patch) =>
      isLocked && Object.keys(patch).length > 0 ? err('The kiosk is locked.') : ok(undefined),
    onSettings: () => void (changes += 1),
  });
  // The handlers ask nothing of their sender.
  const nobody = undefined as never;
  return { handlers, settings, tried, nobody, changes: () => changes };
}
const change = { gatewayUrl: 'wss://new.example', token: 'wf-new' };

describe('a change of the connection', () => {
  it('is kept once the gateway has answered', async () => {
    const { handlers, settings, nobody, tried, changes } = setUp();
    const answer = await handlers['connection.try']({ change, keep: 'if it answers' }, nobody);
    expect(answer).toEqual({ ok: true, value: { ...passed, kept: true } });
    expect(tried[0]).toMatchObject(change);
    expect([settings.current().gatewayUrl, changes()]).toEqual(['wss://new.example', 1]);
  });

  it('leaves the old one as it is where it has not, until somebody insists', async () => {
    const { handlers, settings, nobody, changes } = setUp(failed);
    await handlers['connection.try']({ change, keep: 'if it answers' }, nobody);
    await handlers['connection.try']({ change, keep: 'never' }, nobody);
    expect([settings.current().gatewayUrl, settings.current().token, changes()]).toEqual([
      ...['wss://old.example', 'wf-old', 0],
    ]);
    const answer = await handlers['connection.try']({ change, keep: 'in any case' }, nobody);
    expect(answer).toEqual({ ok: true, value: { ...failed, kept: true } });
    expect(settings.current().gatewayUrl).toBe('wss://new.example');
  });

  it('never shows one gateway the token of another', async () => {
    const { handlers, tried, nobody } = setUp();
    await handlers['connection.try']({ change: { gatewayUrl: 'wss://evil.example' }, keep: 'never' }, nobody);
    expect(tried[0]?.token).toBeUndefined();
    expect(
      withoutStrangersToken({ gatewayUrl: 'wss://a.example' }, { gatewayUrl: 'https://a.example/' }),
    ).toEqual({
      gatewayUrl: 'https://a.example/',
    });
  });
});

describe('secrets', () => {
  it('go in, and never out', async () => {
    const { handlers, nobody } = setUp();
    for (const answer of [
      await handlers['settings.get'](undefined, nobody),
      await handlers['settings.set']({ theme: 'light' }, nobody),
      await handlers['settings.reset']({ names: ['theme'] }, nobody),
    ]) {
      expect(answer.ok).toBe(true);
      expect(JSON.stringify(answer)).not.toContain('wf-old');
    }
  });
});

describe('a folder', () => {
  it('is made, or refused with what to do', async () => {
    const { handlers, nobody, settings } = setUp();
    const folder = join(mkdtempSync(join(tmpdir(), 'folder-')), 'a', 'b');
    expect(await handlers['settings.set']({ breakGlassFolder: folder }, nobody)).toMatchObject({ ok: true });
    expect(existsSync(folder)).toBe(true);
    expect(await handlers['settings.set']({ exportFolder: '/proc/none' }, nobody)).toMatchObject({
      ok: false,
      message: expect.stringMatching(
        /^exportFolder: nothing can be written there .* put in the stick/,
      ) as unknown,
    });
    expect(settings.current().exportFolder).toBeUndefined();
  });
});

it('says why displays are not kept, and why nothing was exported', async () => {
  const { handlers, nobody, settings } = setUp();
  expect(await handlers['settings.keepLayout']({ name: 'Day' }, nobody)).toMatchObject({ ok: true });
  expect(settings.current().mode).toBe('wall');
  expect(await handlers['settings.keepLayout']({ name: 'Night' }, nobody)).toMatchObject({
    message: 'No display is plugged in.',
  });
  expect(await handlers['settings.export'](undefined, nobody)).toMatchObject({
    message: 'The settings could not be written as a file: disk full',
  });
});

it('changes nothing by any way while the kiosk is locked, and tries no other gateway', async () => {
  const { handlers, nobody, settings, tried } = setUp(passed, true);
  const before = settings.current();
  for (const answer of [
    await handlers['settings.set']({ theme: 'light' }, nobody),
    await handlers['settings.reset']({ names: ['gatewayUrl'] }, nobody),
    await handlers['settings.keepLayout']({ name: 'Day' }, nobody),
    await handlers['connection.try']({ change, keep: 'in any case' }, nobody),
  ])
    expect(answer).toMatchObject({ ok: false, message: 'The kiosk is locked.' });
  expect([settings.current(), tried]).toEqual([before, []]);
});
