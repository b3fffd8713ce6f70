// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { HandoffRecords } from '../../../../renderer/boards/handoff/HandoffRecords.tsx';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import type { Capabilities, ConsoleBridge, Settings } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import { searchRecords } from '../../../../shared/rules/handoffSearch.ts';
import { earlierRecords, handoffComplete } from '../../../support/frozen/frozenHandoffs.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

const all = [handoffComplete, ...earlierRecords];
let root: Root;
let store: ConsoleStore;
let asked: [string, unknown][];
let exported: unknown[];
let closed: boolean;

const settle = (): Promise<void> => act(async () => new Promise((done) => setImmediate(done)));
const press = async (key: string): Promise<void> => {
  act(
    () => void window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );
  await settle();
};
const shown = (): string => document.body.textContent;

async function open(live: boolean): Promise<void> {
  store = createConsoleStore({} as Settings, {} as Capabilities, { board: 'handoff', mode: 'workstation' });
  store.setState(({ feed }) => ({
    live,
    feed: {
      ...feed,
      at: 1,
      // This console holds the newest one only.
      entities: { ...noEntities, handoff: { [handoffComplete.id]: handoffComplete } },
    },
  }));
  const bridge = {
    ask: async (name: string, params: { words?: string; handoff?: string }) => {
      asked.push([name, params]);
      if (name === 'handoff.records') return searchRecords(all, params);
      return { record: all.find(({ id }) => id === params.handoff) };
    },
    exportRecord: async (wanted: unknown) => {
      if (exported.push(wanted) > 1) throw new Error('the disk is full');
      return 'Saved as /exports/1';
    },
  } as unknown as ConsoleBridge;
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions: createActions(store, bridge) }}>
        <HandoffRecords onClose={() => void (closed = true)} />
      </ConsoleContext>,
    ),
  );
  await settle();
}

beforeEach(() => {
  asked = [];
  exported = [];
  closed = false;
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

it('lists the records, opens what is held here, and asks for what is not', async () => {
  await open(true);
  expect(document.querySelectorAll('[aria-label="Records"] li')).toHaveLength(all.length);
  expect(document.querySelector('article')?.getAttribute('aria-label')).toBe(`Shift handoff ${all[0]?.id}`);
  expect(asked).toEqual([['handoff.records', {}]]);
  await press('j');
  expect(asked.at(-1)).toEqual(['handoff.record', { handoff: all[1]?.id }]);
  expect(document.querySelector('article')?.getAttribute('aria-label')).toBe(`Shift handoff ${all[1]?.id}`);
  expect(document.querySelector('[dir="auto"]')).not.toBeNull();
});

it('compares with the one before by key, and stops by the same', async () => {
  await open(true);
  await press('m');
  const table = document.querySelector('table[aria-label="What differs"]');
  expect(table?.textContent).toContain('good: 11 operational');
  expect(table?.textContent).not.toContain('Test alerting channels');
  await press('m');
  expect(document.querySelector('table[aria-label="What differs"]')).toBeNull();
  await press('Escape');
  expect(closed).toBe(true);
});

it('reads what this console holds without a gateway, and says so', async () => {
  await open(false);
  expect(asked).toEqual([]);
  expect(shown()).toContain('Only what this console holds: the feed is lost');
  expect(document.querySelectorAll('[aria-label="Records"] li')).toHaveLength(1);
  expect(document.querySelector('article')?.textContent).toContain('L. Meyer, 2026-11-20 03:16:02 UTC');
});

it('exports the record that is read by keys, and says what became of it', async () => {
  await open(true);
  await press('j');
  await press('D');
  expect(document.querySelector('[role="status"]')?.textContent).toBe('Saved as /exports/1');
  await press('P');
  expect(exported).toEqual([
    { form: 'markdown', record: all[1] },
    { form: 'pdf', record: all[1] },
  ]);
  expect(document.querySelector('[role="status"]')?.textContent).toBe('the disk is full');
});

it('looks for words at the gateway', async () => {
  await open(true);
  const input = document.querySelector('input');
  if (input === null) throw new Error('no search');
  // React listens to the setter of the element's own class.
  const value = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  act(() => {
    value?.set?.call(input, 'taken over, closed');
    input.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await settle();
  expect(asked).toContainEqual(['handoff.records', { words: 'taken over, closed' }]);
  expect(document.querySelectorAll('[aria-label="Records"] li')).toHaveLength(1);
});
