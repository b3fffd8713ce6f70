// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HandoffBoard } from '../../../../renderer/boards/handoff/HandoffBoard.tsx';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import type { Capabilities, ConsoleBridge, Outgoing, Settings } from '../../../../shared/bridge.ts';
import type { Draft } from '../../../../shared/draft.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { Handoff } from '../../../../shared/model/handoff.ts';
import { frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { handoffComplete, handoffSigned, handoffUnderWay } from '../../../support/frozen/frozenHandoffs.ts';
import { liveQueue } from '../../../support/frozen/frozenQueue.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
Element.prototype.scrollIntoView = () => undefined;

const id = handoffUnderWay.id;
let root: Root;
let store: ConsoleStore;
let sent: unknown[][];
let isOutboxFull: boolean;
/** What the shell keeps: it outlives the page. */
let drafts: Map<string, Draft>;

const show = (handoff: Handoff, over: { person?: string; outgoing?: readonly Outgoing[] } = {}): void =>
  store.setState(({ feed }) => ({
    feed: {
      ...feed,
      at: 1,
      entities: {
        ...noEntities,
        desk: { desk: frozenDesk },
        incident: Object.fromEntries(liveQueue.map((incident) => [incident.id, incident])),
        handoff: { [handoff.id]: handoff },
      },
    },
    person: 'M. Tanaka',
    live: true,
    ...over,
  }));

const settle = (): Promise<void> => act(async () => new Promise((done) => setImmediate(done)));

async function open(): Promise<void> {
  const bridge = {
    async send(...command: unknown[]) {
      if (isOutboxFull) throw new Error('The disk is full.');
      return `C-${sent.push(command)}`;
    },
    drafts: {
      get: async (draft: string) => drafts.get(draft),
      set: async (draft: string, kept: Draft | undefined) =>
        void (kept === undefined ? drafts.delete(draft) : drafts.set(draft, kept)),
    },
  } as unknown as ConsoleBridge;
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions: createActions(store, bridge) }}>
        <HandoffBoard />
      </ConsoleContext>,
    ),
  );
  await settle();
}

beforeEach(async () => {
  sent = [];
  isOutboxFull = false;
  drafts = new Map();
  store = createConsoleStore({} as Settings, {} as Capabilities, { board: 'handoff', mode: 'workstation' });
  show(handoffUnderWay);
  await open();
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

async function press(key: string, target: EventTarget = window, init: KeyboardEventInit = {}): Promise<void> {
  act(
    () =>
      void target.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
      ),
  );
  await settle();
}
async function type(field: HTMLTextAreaElement, text: string): Promise<void> {
  act(() => {
    Reflect.set(HTMLTextAreaElement.prototype, 'value', text, field);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
}
const notes = () => document.querySelector('textarea[aria-label=Notes]') as HTMLTextAreaElement;
const form = () => document.querySelector('form');
const field = () => form()?.querySelector('textarea') as HTMLTextAreaElement;
const text = () => document.body.textContent ?? '';
const send = { ctrlKey: true };

describe('the handoff board', () => {
  it('ticks good evidence at once, naming what was looked at, and only once', async () => {
    for (let row = 0; row < 4; row += 1) await press('j');
    await press('x');
    await press('x');
    const seen = handoffUnderWay.live?.['notes']?.mark;
    expect(sent).toEqual([['handoff.tick', { handoff: id, item: 'notes', seen }]]);
  });

  it('asks for a comment where the evidence is bad or has changed, and keeps what is typed', async () => {
    expect(text()).toContain('Changed 03:15 UTC since M. Tanaka ticked it: 10 operational');
    await press('j');
    await press('x');
    await press('Enter', field(), send);
    expect(text()).toContain('What must the next shift know? is needed.');
    expect(sent).toEqual([]);
    await type(field(), 'Known');
    await press('Escape', field());
    expect(form()).toBeNull();
    await press('x');
    expect(field().value).toBe('Known');
    await press('Enter', field(), send);
    expect(sent).toMatchObject([['handoff.tick', { item: 'health', comment: 'Known' }]]);
    expect(drafts.size).toBe(0);
  });

  const write = async (words: string): Promise<void> => {
    await press('j');
    await press('x');
    await type(field(), words);
    await press('Enter', field(), send);
  };
  const draft = (): string | undefined => drafts.get(`${id}/tick/health`)?.text;

  it('lets go of what was typed only once the outbox has it', async () => {
    isOutboxFull = true;
    await write('Known');
    expect([sent, draft()]).toEqual([[], 'Known']);
  });

  it('gives back what was typed where the gateway refuses it, and nothing where it took it', async () => {
    const given = (state: Outgoing['state']): Outgoing => ({
      ...{ id: 'C-1', name: 'handoff.tick', params: {}, givenAt: 1, state },
    });
    await write('Known');
    expect(draft()).toBeUndefined();
    for (const state of ['pending', 'refused', 'refused'] as const) {
      act(() => store.setState({ outgoing: [given(state)] }));
      await settle();
      expect(draft()).toBe(state === 'pending' ? undefined : 'Known');
    }
    await press('x');
    expect(field().value).toBe('Known');
  });

  it('accepts by key the first incident that must be, then the chosen one', async () => {
    await press('a');
    expect(sent).toEqual([['handoff.accept', { handoff: id, incident: 'INC-2044' }]]);
  });

  it('signs the side whose turn it is after one more question', async () => {
    act(() => show(handoffSigned, { person: 'L. Meyer' }));
    await press('s');
    expect(form()?.textContent).toContain('L. Meyer signs for Berlin, Shift 2.');
    await press('Enter', form() ?? window, send);
    expect(sent).toEqual([['handoff.sign', { handoff: id, side: 'incoming' }]]);
  });

  it('lets nobody sign both sides, however the name is written', async () => {
    act(() => show(handoffSigned, { person: 'm. tanaka' }));
    await press('s');
    await press('Enter', form() ?? window, send);
    expect(text()).toContain('you signed for the outgoing shift');
    expect(sent).toEqual([]);
  });

  it('offers no act on a record that is closed', async () => {
    act(() => show(handoffComplete));
    await settle();
    for (const key of ['x', 'u', 'a', 's', 'T', 'p', 'c', 'i']) await press(key);
    expect(sent).toEqual([]);
    expect(form()).toBeNull();
    expect(notes().readOnly).toBe(true);
  });
});

describe('notes', () => {
  const mine = 'Mine, not sent yet. 日本 שלום';

  it('are kept with every change, survive the page, and are sent on their revision', async () => {
    await type(notes(), 'M');
    await type(notes(), mine);
    expect(drafts.get(`${id}/notes`)).toMatchObject({ text: mine, base: 2 });
    act(() => root.unmount());
    document.body.replaceChildren();
    await open();
    expect(notes().value).toBe(mine);
    await press('Enter', notes(), send);
    expect(sent).toEqual([['handoff.note', { handoff: id, base: 2, text: mine }]]);
    // Until the gateway has them, the draft stays.
    expect(drafts.size).toBe(1);
    act(() => show({ ...handoffUnderWay, notes: { revision: 3, text: mine } }));
    await settle();
    expect(drafts.size).toBe(0);
    expect(notes().value).toBe(mine);
  });

  it('that were never sent stay beside the record, and do not stand for it', async () => {
    await type(notes(), mine);
    act(() => show(handoffComplete));
    await settle();
    expect(notes().value).toBe(handoffComplete.notes.text);
    expect(text()).toContain(`Not sent: ${mine}`);
    const button = [...document.querySelectorAll('button')].find(
      (one) => one.textContent === 'Drop the draft',
    );
    act(() => button?.click());
    await settle();
    expect(drafts.size).toBe(0);
  });

  it('never write over what somebody else kept meanwhile: both are brought together', async () => {
    await type(notes(), mine);
    const theirs = { revision: 3, text: 'Theirs', last: { at: 1, by: 'L. Meyer' } };
    act(() => show({ ...handoffUnderWay, notes: theirs }));
    await settle();
    expect(text()).toContain('L. Meyer kept revision 3 while you wrote on revision 2');
    await press('Enter', notes(), send);
    expect(sent).toEqual([]);
    const button = [...document.querySelectorAll('button')].find(
      (one) => one.textContent === 'Put theirs below mine',
    );
    act(() => button?.click());
    await settle();
    await press('Enter', notes(), send);
    expect(sent).toEqual([
      ['handoff.note', { handoff: id, base: 3, text: `${mine}\n\nL. Meyer, revision 3:\nTheirs` }],
    ]);
  });
});
