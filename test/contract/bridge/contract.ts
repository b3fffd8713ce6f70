import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BridgeInPage } from './bridgeInPage.ts';
import type { ScriptedGateway } from './scriptedGateway.ts';

/** A shell under test, with the gateway that it follows. */
export interface ShellUnderTest {
  readonly bridge: BridgeInPage;
  gateway: ScriptedGateway;
  /** Ends the gateway and starts it again on the same port. */
  restartGateway(): Promise<void>;
  /** Ends the console at once and starts it again on the same files. */
  readonly restart?: () => Promise<ShellUnderTest>;
  close(): Promise<void>;
}

const note = { incident: 'INC-1', text: 'Looked at it.' };

/** What every shell's ConsoleBridge must do. */
export function describeBridge(
  name: string,
  shell: 'desktop' | 'browser',
  open: () => Promise<ShellUnderTest>,
): void {
  describe(`ConsoleBridge of ${name}`, () => {
    let console: ShellUnderTest;
    beforeAll(async () => {
      console = await open();
    }, 60_000);
    afterAll(() => console?.close());

    it('says what it can do', async () => {
      expect(await console.bridge.capabilities()).toEqual({
        shell,
        version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown,
        durableOutbox: true,
      });
    });

    it('replays state, status and outgoing to each subscriber, in this order', async () => {
      await (await console.bridge.subscribe()).find('status', ({ status }) => status.kind === 'live');
      const late = await console.bridge.subscribe();
      await late.find('outgoing');
      const [state, status, outgoing] = await late.updates();
      expect(state).toMatchObject({ kind: 'state', state: { epoch: 'epoch-1', seq: 7 } });
      expect(status).toMatchObject({
        kind: 'status',
        status: { kind: 'live', person: 'Nadia', gateway: 'scripted' },
      });
      expect(outgoing).toMatchObject({ kind: 'outgoing' });
    });

    it('passes patches on in order, and nothing after the undo', async () => {
      const heard = await console.bridge.subscribe();
      const undone = await console.bridge.subscribe();
      await undone.find('outgoing');
      await undone.undo();
      const before = (await undone.updates()).length;
      for (const seq of [8, 9]) {
        console.gateway.send({ type: 'patch', seq, at: Date.now(), upserts: {}, removals: [] });
      }
      await heard.find('patch', ({ patch }) => patch.seq === 9);
      const steps = (await heard.updates()).flatMap((update) =>
        update.kind === 'patch' ? [update.patch.seq] : [],
      );
      expect(steps).toEqual([8, 9]);
      expect((await undone.updates()).slice(before)).toEqual([]);
    });

    it('refuses a command that is not valid, with a sentence, and sends nothing', async () => {
      await expect(console.bridge.send('incident.note', { incident: 'INC-1' })).rejects.toThrow(
        /incident\.note: text/,
      );
      await expect(console.bridge.send('incident.forget', {})).rejects.toThrow(
        /Unknown command "incident\.forget"/,
      );
      expect(console.gateway.commands).toEqual([]);
    });

    it('accepts a command, shows it pending, then done', async () => {
      const heard = await console.bridge.subscribe();
      console.gateway.answerCommands(false);
      const id = await console.bridge.send('incident.note', note);
      await heard.find('outgoing', ({ outgoing }) =>
        outgoing.some((one) => one.id === id && one.state === 'pending'),
      );
      console.gateway.send({ type: 'result', id, ok: true, seq: 9, message: 'Noted.' });
      await heard.find('outgoing', ({ outgoing }) =>
        outgoing.some((one) => one.id === id && one.state === 'done'),
      );
      expect(console.gateway.commands).toMatchObject([{ id, name: 'incident.note', params: note }]);
      console.gateway.answerCommands(true);
    });

    it('keeps settings, and refuses what is not valid, naming the field', async () => {
      expect(await console.bridge.getSettings()).toMatchObject({ theme: 'dark', board: 'health' });
      expect(await console.bridge.setSettings({ board: 'queue', wallScale: 1.5 })).toMatchObject({
        board: 'queue',
      });
      await expect(console.bridge.setSettings({ wallScale: 40 })).rejects.toThrow(/wallScale/);
      await expect(console.bridge.setSettings({ colour: 'red' })).rejects.toThrow(/colour/);
      expect(await console.bridge.getSettings()).toMatchObject({
        theme: 'dark',
        board: 'queue',
        wallScale: 1.5,
      });
    });

    it('says that the link is lost, takes commands meanwhile, and brings them there on reconnect', async () => {
      const heard = await console.bridge.subscribe();
      await heard.find('status', ({ status }) => status.kind === 'live');
      await console.gateway.stop();
      const lost = await heard.find('status', ({ status }) => status.kind === 'lost');
      expect(lost.status).toMatchObject({
        asOf: expect.any(Number) as unknown,
        problem: expect.stringMatching(/.+/) as unknown,
      });
      const id = await console.bridge.send('incident.acknowledge', { incident: 'INC-2' });
      await console.restartGateway();
      await console.bridge.reconnect();
      await vi.waitFor(() => expect(console.gateway.commands.map((command) => command.id)).toEqual([id]), {
        timeout: 10_000,
      });
    });

    it('loses no accepted command when it is killed', async (test) => {
      if (console.restart === undefined) return test.skip('this shell has no process of its own to kill');
      await console.gateway.stop();
      const id = await console.bridge.send('incident.note', note);
      console = await console.restart();
      await vi.waitFor(() => expect(console.gateway.commands.map((command) => command.id)).toEqual([id]), {
        timeout: 15_000,
      });
      expect(await console.bridge.getSettings()).toMatchObject({ board: 'queue', wallScale: 1.5 });
    });
  });
}
