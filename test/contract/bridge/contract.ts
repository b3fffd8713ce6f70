import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { BridgeInPage } from './bridgeInPage.ts';
import { digestOf, scriptedLibrary, type ScriptedLibrary } from './scriptedLibrary.ts';
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
const history = {
  objective: 'slo/auth',
  stepMs: 300_000,
  startsAt: 0,
  bad: [0, null],
  total: [300, null],
  left: [1, null],
  intervals: [],
  intervalCount: 0,
  queries: [],
};

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

    it('keeps the library that the feed tells of, whole and checked, and reads it without a gateway', async () => {
      const heard = await console.bridge.subscribe();
      const tell = (library: ScriptedLibrary, seq: number): void => {
        console.gateway.serveLibrary(library);
        const upserts = { 'library:library': library.state };
        console.gateway.send({ type: 'patch', seq, at: Date.now(), upserts, removals: [] });
      };
      const [failover, latency] = ['---\nid: failover\n---\nFence it.', 'Latency. \u9045\u3044'];
      tell(scriptedLibrary({ failover, latency }), 10);
      await heard.find('library', ({ standing }) => standing.runbooks === 2);
      expect(await console.bridge.runbooks()).toEqual(['Runbook failover', 'Runbook latency']);
      expect(await console.bridge.runbookText(digestOf(latency))).toBe(latency);
      tell(scriptedLibrary({ failover: 'Other.', latency }, ['failover']), 11);
      const refused = await heard.find('library', ({ standing }) => standing.missed.length === 1);
      expect(refused.standing).toMatchObject({
        runbooks: 2,
        from: expect.stringContaining('127.0.0.1') as unknown,
        missed: [{ id: 'failover', problem: expect.stringContaining('refused') as unknown }],
      });
      expect(await console.bridge.runbookText(digestOf(failover))).toBe(failover);
      await expect(console.bridge.runbookText(digestOf('Other.'))).rejects.toThrow(/No runbook/);
      await expect(console.bridge.runbookText('../../etc/passwd')).rejects.toThrow(/./);
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

    it('asks, answers, and hands on a refusal with its sentence', async () => {
      const params = { objective: 'slo/auth', from: 0, to: 3_600_000 };
      console.gateway.answerQuestions(({ id }) => ({ type: 'answer', id, ok: true, data: history }));
      expect(await console.bridge.ask('objective.history', params)).toEqual(history);
      expect(console.gateway.asked).toMatchObject([{ name: 'objective.history', params }]);
      const message = 'The policy has no such objective.';
      console.gateway.answerQuestions(({ id }) => ({
        type: 'answer',
        id,
        ok: false,
        code: 'refused',
        message,
      }));
      await expect(console.bridge.ask('objective.history', params)).rejects.toThrow(message);
      await expect(console.bridge.ask('objective.forget', {})).rejects.toThrow(/Unknown question/);
      expect(console.gateway.asked).toHaveLength(2);
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

    it('opens nothing but web addresses outside the console, with a sentence', async () => {
      for (const url of ['javascript:alert(1)', 'file:///etc/passwd', '/board']) {
        await expect(console.bridge.openLink(url)).rejects.toThrow(/opened\./);
      }
    });

    it('says hello anew under a chosen name; what waits keeps its id and its giver (F-23)', async () => {
      const heard = await console.bridge.subscribe();
      await heard.find('status', ({ status }) => status.kind === 'live' && status.person === 'Nadia');
      console.gateway.answerCommands(false);
      const id = await console.bridge.send('incident.note', note);
      expect(await console.bridge.setSettings({ person: ' M.\u0007 Tanaka ' })).toMatchObject({
        person: 'M. Tanaka',
      });
      await heard.find('status', ({ status }) => status.kind === 'live' && status.person === 'M. Tanaka');
      expect(console.gateway.persons.at(-1)).toBe('M. Tanaka');
      const again = (): unknown => console.gateway.commands.filter((command) => command.id === id);
      const waited = { id, name: 'incident.note', person: 'Nadia' };
      await vi.waitFor(() => expect(again()).toMatchObject([waited, waited]), { timeout: 10_000 });
      console.gateway.answerCommands(true);
      console.gateway.send({ type: 'result', id, ok: true, seq: 9, message: 'Noted.' });
      await heard.find('outgoing', ({ outgoing }) =>
        outgoing.some((one) => one.id === id && one.state === 'done'),
      );
      const next = await console.bridge.send('incident.acknowledge', { incident: 'INC-3' });
      await vi.waitFor(
        () => expect(console.gateway.commands.at(-1)).toMatchObject({ id: next, person: 'M. Tanaka' }),
        { timeout: 10_000 },
      );
      await expect(console.bridge.setSettings({ person: 'x'.repeat(81) })).rejects.toThrow(/person/);
    });

    it('keeps drafts, the last of each, and drops them', async () => {
      const draft = { text: 'Do not fail back before the rebuild. 日本 שלום', base: 2, keptAt: 5 };
      expect(await console.bridge.getDraft('HND-1/notes')).toBeUndefined();
      await console.bridge.setDraft('HND-1/notes', { ...draft, text: 'D' });
      await console.bridge.setDraft('HND-1/notes', draft);
      await console.bridge.setDraft('HND-1/ask', draft);
      await console.bridge.setDraft('HND-1/ask', undefined);
      expect(await console.bridge.getDraft('HND-1/notes')).toEqual(draft);
      expect(await console.bridge.getDraft('HND-1/ask')).toBeUndefined();
    });

    it('cuts itself off for a drill until it is told to come back, and then tells how it went', async () => {
      const heard = await console.bridge.subscribe();
      await heard.find('status', ({ status }) => status.kind === 'live');
      await console.bridge.beginDrill({ minutes: 15, readiness: { usable: 2, rules: 3 } });
      const cut = await heard.find('status', ({ status }) => status.kind === 'lost');
      expect(cut.status).toMatchObject({ drill: { id: expect.stringMatching(/.{8,}/) as unknown } });
      await expect(console.bridge.beginDrill({ minutes: 1 })).rejects.toThrow(/not on record yet/);
      await expect(
        console.bridge.ask('objective.history', { objective: 'slo/auth', from: 0, to: 1 }),
      ).rejects.toThrow(/^.*Drill: the feed is lost/);
      await console.bridge.noteDrill({ kind: 'search', words: 'latency', found: 1 });
      await console.bridge.send('incident.note', note);
      const before = console.gateway.commands.length;
      await console.bridge.reconnect();
      const told = await vi.waitFor(
        () => {
          const found = console.gateway.commands
            .slice(before)
            .find(({ name: given }) => given === 'drill.record');
          if (found === undefined) throw new Error('The drill is not told yet.');
          return found;
        },
        { timeout: 15_000 },
      );
      expect(told.params).toMatchObject({
        ...{ shell, ended: 'person', plannedMs: 900_000, readiness: { usable: 2, rules: 3 } },
        searches: [{ words: 'latency', found: 1 }],
        acts: [{ what: 'Note INC-1', fate: 'done' }],
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
      await expect(
        console.bridge.ask('objective.history', { objective: 'slo/auth', from: 0, to: 1 }),
      ).rejects.toThrow(/feed is lost/);
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
      expect(await console.bridge.runbooks()).toEqual(['Runbook failover', 'Runbook latency']);
      expect(await console.bridge.getDraft('HND-1/notes')).toMatchObject({ base: 2 });
    });
  });
}
