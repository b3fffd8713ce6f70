// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueueBoard } from '../../../../renderer/boards/queue/QueueBoard.tsx';
import {
  ConsoleContext,
  createConsoleStore,
  type ConsoleActions,
  type ConsoleStore,
} from '../../../../renderer/store/store.ts';
import type { Capabilities, Settings } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const incident = (id: number): Incident => ({
  id: `INC-${id}`,
  title: 'Latency high',
  severity: 'P1',
  status: 'open',
  cause: `c${id}`,
  firstSignalAt: id,
  openedAt: id,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
});

let root: Root;
let store: ConsoleStore;
let sent: unknown[][];

const press = (key: string, target: EventTarget = window, init: KeyboardEventInit = {}): void =>
  act(
    () =>
      void target.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
      ),
  );

beforeEach(() => {
  sent = [];
  store = createConsoleStore({} as Settings, {} as Capabilities, { board: 'queue', mode: 'workstation' });
  const list = Object.fromEntries([1, 2].map((id) => [`INC-${id}`, incident(id)]));
  store.setState(({ feed }) => ({
    feed: { ...feed, entities: { ...noEntities, incident: list } },
    person: 'M. Tanaka',
    live: true,
  }));
  const setUi = (part: object): void => store.setState(({ ui }) => ({ ui: { ...ui, ...part } }));
  const none = (): void => undefined;
  const actions: ConsoleActions = {
    select: (selected) => setUi({ selected, act: undefined }),
    setBoard: none,
    showKeys: none,
    dismissNotice: none,
    reconnect: none,
    setFilter: (filter) => setUi({ filter }),
    setSearch: (search) => setUi({ search }),
    openAct: (kind) => setUi({ act: kind }),
    send: async (...command) => void sent.push(command),
  };
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <QueueBoard />
      </ConsoleContext>,
    ),
  );
});

afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

const selectedRow = (): string => document.querySelector('[role=row][aria-selected=true]')?.textContent ?? '';

describe('QueueBoard', () => {
  it('selects the first row and moves with j and k', () => {
    expect(selectedRow()).toContain('INC-1');
    press('j');
    expect(selectedRow()).toContain('INC-2');
    press('j');
    press('k');
    expect(selectedRow()).toContain('INC-1');
  });

  it('acknowledges once, however often a is pressed', () => {
    press('a');
    press('a');
    expect(sent).toEqual([['incident.acknowledge', { incident: 'INC-1' }]]);
    press('a', window, { ctrlKey: true });
    expect(sent).toHaveLength(1);
  });

  it('keeps a draft through Esc, ignores keys while typing, and sends with Ctrl+Enter', () => {
    press('n');
    const field = () => document.querySelector('textarea') as HTMLTextAreaElement;
    expect(document.activeElement).toBe(field());
    act(() => {
      Reflect.set(HTMLTextAreaElement.prototype, 'value', 'looking', field());
      field().dispatchEvent(new Event('input', { bubbles: true }));
    });
    press('a', field());
    expect(sent).toEqual([]);
    press('Escape', field());
    expect(field()).toBeNull();
    press('n');
    expect(field().value).toBe('looking');
    press('Enter', field(), { ctrlKey: true });
    expect(sent).toEqual([['incident.note', { incident: 'INC-1', text: 'looking' }]]);
    expect(field()).toBeNull();
  });

  it('says that no runbook is named, and focuses the search', () => {
    press('r');
    expect(document.querySelector('[role=status]')?.textContent).toBe(
      'No runbook is named for this incident',
    );
    press('/');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Search incidents');
  });
});
