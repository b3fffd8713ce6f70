// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from '../../../../renderer/frame/Outbox.tsx';
import { BackLine } from '../../../../renderer/frame/BackLine.tsx';
import { LostBand } from '../../../../renderer/frame/LostBand.tsx';
import { RefusedBand } from '../../../../renderer/frame/RefusedBand.tsx';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { connectBridge } from '../../../../renderer/store/connectBridge.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import {
  settingsSchema,
  type BridgeUpdate,
  type Capabilities,
  type ConsoleBridge,
  type LinkStatus,
  type Outgoing,
} from '../../../../shared/bridge.ts';
import { emptyFeedState, type FeedState } from '../../../../shared/feed/reduce.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { DeskInfo } from '../../../../shared/model/desk.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let store: ConsoleStore;
let tell: (...updates: readonly BridgeUpdate[]) => void;
let discarded: string[];
let sent: unknown[];
let refusesToSend: boolean;
let reconnects: number[];

function Frame() {
  useFrameKeys();
  return (
    <>
      <LostBand />
      <BackLine />
      <RefusedBand />
      <Outbox />
    </>
  );
}

const now = Math.floor(Date.now() / 1_000) * 1_000;
const gone: Outgoing = {
  ...{ id: 'command-1', name: 'incident.resolve', params: { incident: 'INC-1', note: 'Fixed.' } },
  ...{
    givenAt: now - 60_000,
    person: 'M. Tanaka',
    state: 'refused',
    message: 'It is resolved.',
    offline: true,
  },
};
const entry = (at: number, text: string) => ({
  at,
  by: { kind: 'person', name: 'L. Meyer' },
  kind: 'note',
  text,
});
const feed = (at: number, ids: readonly string[]): FeedState => ({
  ...emptyFeedState,
  ...{ epoch: 'e', seq: 1, at },
  entities: {
    ...noEntities,
    incident: Object.fromEntries(
      ids.map((id) => {
        const timeline = [entry(now - 90_000, 'Before it.'), entry(now - 30_000, 'Resolved by hand.')];
        // Only what is shown.
        return [id, { id, status: 'open', timeline } as unknown as Incident];
      }),
    ),
  },
});
const live: LinkStatus = {
  ...{ kind: 'live', url: '', since: 0, person: 'M. Tanaka', role: 'operator', gateway: 'g' },
};
const lost: LinkStatus = { kind: 'lost', url: '', since: 0, problem: 'Gone.' };
const drilled: LinkStatus = {
  ...{ kind: 'lost', url: '', since: 0, problem: 'Cut off on purpose, for a drill' },
  drill: { id: 'drill-0001', from: now - 252_000, until: now + 48_000 },
};
const status = (one: LinkStatus): BridgeUpdate => ({ kind: 'status', status: one, clockOffsetMs: 0 });
const press = (key: string): void =>
  act(
    () =>
      void (document.activeElement ?? window).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      ),
  );
const button = (name: RegExp): HTMLButtonElement => {
  const found = [...document.querySelectorAll('button')].find((one) => name.test(one.textContent));
  if (found === undefined) throw new Error(`no button ${String(name)}`);
  return found;
};
const dialog = (): string | undefined => document.querySelector('[role="dialog"]')?.textContent;

beforeEach(() => {
  [discarded, sent, refusesToSend, reconnects] = [[], [], false, []];
  const settings = settingsSchema.parse({});
  store = createConsoleStore(settings, {} as Capabilities, { board: 'queue', mode: 'workstation' });
  let listen: (update: BridgeUpdate) => void = () => undefined;
  const bridge = {
    // No answer comes in time.
    ask: () => new Promise(() => undefined),
    reconnect: async () => void reconnects.push(now),
    subscribe: (listener: typeof listen) => ((listen = listener), () => undefined),
    discard: async (id: string) => void discarded.push(id),
    send: async (name: string, params: unknown) => {
      if (refusesToSend) throw new Error('The disk is full.');
      sent.push([name, params]);
      return 'command-2';
    },
  } as unknown as ConsoleBridge;
  let flush = (): void => undefined;
  connectBridge(store, bridge, { request: (run) => ((flush = run), () => undefined) });
  tell = (...updates) => act(() => (updates.forEach((one) => listen(one)), flush()));
  const element = document.body.appendChild(document.createElement('div'));
  root = createRoot(element);
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions: createActions(store, bridge) }}>
        <Frame />
      </ConsoleContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

describe('acts that were given without a feed', () => {
  const outgoing = (...acts: readonly Outgoing[]): BridgeUpdate => ({ kind: 'outgoing', outgoing: acts });

  it('a refused one is said and shown with what changed since, and put away by choice', async () => {
    tell({ kind: 'state', state: feed(now, ['INC-1']) }, status(live), outgoing(gone));
    expect(document.body.textContent).toContain('1 act was refused');
    press('O');
    expect(dialog()).toContain('It is resolved.');
    expect(dialog()).toContain('Resolved by hand.');
    expect(dialog()).not.toContain('Before it.');
    await act(async () => button(/^Dismiss$/).click());
    expect(discarded).toEqual(['command-1']);
  });

  it('is put away for a note only when that note is stored', async () => {
    tell({ kind: 'state', state: feed(now, ['INC-1']) }, status(live), outgoing(gone));
    press('O');
    refusesToSend = true;
    await act(async () => button(/Give as a note/).click());
    expect(discarded).toEqual([]);
    refusesToSend = false;
    await act(async () => button(/Give as a note/).click());
    expect(sent).toMatchObject([['incident.note', { incident: 'INC-1' }]]);
    expect(discarded).toEqual(['command-1']);
  });

  it('one that was never sent may be withdrawn, another one not', async () => {
    const waits: Outgoing = { ...gone, state: 'queued', message: undefined, unsent: true };
    tell({ kind: 'state', state: feed(now, ['INC-1']) }, status(lost), outgoing(waits));
    press('O');
    await act(async () => button(/Withdraw/).click());
    expect(discarded).toEqual(['command-1']);
    tell(outgoing({ ...waits, unsent: undefined }));
    expect(dialog()).toContain('may have reached the gateway');
    expect(() => button(/Withdraw/)).toThrow();
    press('Escape');
    expect(dialog()).toBeUndefined();
  });
});

describe('the feed lost and back', () => {
  it('says what was missed until Esc', () => {
    tell({ kind: 'state', state: feed(now - 252_000, ['INC-1']) }, status(live), status(lost));
    tell({ kind: 'state', state: feed(now, ['INC-1', 'INC-2']) }, status(live));
    expect(document.body.textContent).toContain('Feed back after 4 min 12 s: 1 incident opened meanwhile.');
    press('Escape');
    expect(document.body.textContent).not.toContain('Feed back');
  });

  it('says it in one line with an absence that it lies in, and in two after one another otherwise', () => {
    const lines = (): readonly string[] =>
      [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent);
    const away = (from: number, to: number): void =>
      act(() =>
        store.setState({ presences: { 'M. Tanaka': { lastAt: to, away: { from, to, isSeen: false } } } }),
      );
    tell({ kind: 'state', state: feed(now - 252_000, ['INC-1']) }, status(live), status(lost));
    tell({ kind: 'state', state: feed(now, ['INC-1', 'INC-2']) }, status(live));
    away(now - 42 * 60_000, now);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatch(/^You were away 42 min: .*The feed was lost for 4 min 12 s of it\./);
    act(() => button(/^Dismiss$/).click());
    expect(lines()).toEqual([]);
    tell(status(lost));
    tell({ kind: 'state', state: feed(now + 1, ['INC-1']) }, status(live));
    away(now - 90 * 60_000, now - 30 * 60_000);
    expect(lines()).toHaveLength(1);
    expect(lines()[0]).toMatch(/^Feed back after/);
    press('Escape');
    expect(lines()[0]).toMatch(/^You were away 60 min|^You were away 1 h/);
  });

  it('tells which incident of the worst severity opened meanwhile', () => {
    const after = feed(now, ['INC-1', 'INC-2']);
    const desk = {
      severities: [
        { id: 'P0', rank: 0 },
        { id: 'P1', rank: 1 },
      ],
    } as unknown as DeskInfo;
    const p0 = { ...after.entities.incident['INC-2'], severity: 'P0', title: 'Payments down' } as Incident;
    const incident = { ...after.entities.incident, 'INC-2': p0 };
    tell({ kind: 'state', state: feed(now - 252_000, ['INC-1']) }, status(live), status(drilled));
    const entities = { ...after.entities, desk: { desk }, incident };
    tell({ kind: 'state', state: { ...after, entities } }, status(live));
    const said = document.body.textContent;
    expect(said).toContain('Drill over, feed back after 4 min 12 s: 1 incident opened meanwhile.');
    expect(said).toContain('Opened meanwhile: P0 INC-2, Payments down.');
  });

  it('a drill says that it is one, and F2 ends it; a real loss never says so', () => {
    tell({ kind: 'state', state: feed(now, ['INC-1']) }, status(live), status(lost));
    expect(document.body.textContent).toMatch(/Feed lost .*Runbooks, contacts and notes work/);
    expect(document.body.textContent).not.toMatch(/drill/i);
    press('F2');
    expect(reconnects).toEqual([]);
    tell(status(drilled));
    expect(document.body.textContent).toMatch(/DRILL · feed cut off .*Cut off on purpose/);
    expect(document.body.textContent).not.toContain('Feed lost');
    press('F2');
    expect(reconnects).toHaveLength(1);
  });

  it('says nothing of a first contact, or of a hello under another name', () => {
    tell(status(lost), { kind: 'state', state: feed(now, ['INC-1']) }, status(live));
    tell(status({ kind: 'connecting', url: '', since: 0 }), status(live));
    expect(document.body.textContent).not.toContain('Feed back');
  });

  it('F1 opens what to do while it is lost, and nothing while it is live', () => {
    tell({ kind: 'state', state: feed(now, []) }, status(live));
    press('F1');
    expect(store.getState().ui.board).toBe('queue');
    tell(status(lost));
    press('F1');
    expect(store.getState().ui).toMatchObject({
      board: 'runbooks',
      runbooks: { selected: 'monitoring-lost' },
    });
  });
});
