import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from '../../support/electronStandIn/built.ts';
import { launchStandIn, type RunningConsole } from '../../support/electronStandIn/launch.ts';
import { desktopScenario } from './scenario.ts';

beforeAll(ensureBuilt, 120_000);

describe('the desktop app on the Electron stand-in', () => desktopScenario(launchStandIn));

describe('IPC from a frame that is not the main one (Electron stand-in)', () => {
  let running: RunningConsole;
  beforeAll(async () => {
    running = await launchStandIn({ args: ['--gateway', 'ws://127.0.0.1:9/feed'] });
  }, 60_000);
  afterAll(() => running?.close());

  it('is refused', async () => {
    const answer = await running.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const send = Reflect.get(frame.contentWindow ?? {}, '__standInIpc') as (
        text: string,
      ) => Promise<string>;
      return JSON.parse(await send(JSON.stringify({ channel: 'settings.get', args: [] }))) as unknown;
    });
    expect(answer).toMatchObject({ value: { ok: false, code: 'sender' } });
  });
});
