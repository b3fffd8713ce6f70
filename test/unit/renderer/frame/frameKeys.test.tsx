// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useBoardKeys } from '../../../../renderer/boards/useBoardKeys.ts';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let store: ConsoleStore;
let taken: string[];

/** As the queue does: every key of it has a meaning. */
function Board() {
  useBoardKeys(Object.fromEntries([...'obrtfhqxwM'].map((key) => [key, () => void taken.push(key)])));
  return null;
}

function Frame() {
  useFrameKeys();
  return <Board />;
}

beforeEach(() => {
  taken = [];
  store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, {
    board: 'queue',
    mode: 'workstation',
  });
  root = createRoot(document.body.appendChild(document.createElement('div')));
  const actions = createActions(store, {} as ConsoleBridge);
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <Frame />
      </ConsoleContext>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

const press = (...keys: readonly string[]): void => {
  for (const key of keys)
    act(
      () =>
        void document.body.dispatchEvent(
          new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
        ),
    );
};

describe('g and the key of a board', () => {
  it.each([
    ['o', 'handoff'],
    ['b', 'burn'],
    ['r', 'runbooks'],
    ['t', 'rota'],
    ['f', 'figures'],
    ['h', 'health'],
  ])('g %s opens it, and the board that was open hears nothing', (key, board) => {
    press('g', key);
    expect(store.getState().ui.board).toBe(board);
    expect(taken).toEqual([]);
    press('o');
    expect(taken).toEqual(['o']);
  });

  it('leads nowhere with another key, and is over then', () => {
    press('g', 'x', 'w', 'M', 'o');
    expect(store.getState().ui.board).toBe('queue');
    expect(taken).toContain('o');
    expect(taken).not.toContain('x');
  });

  it('is called off by Esc, and begun again by g', () => {
    press('g', 'Escape', 'o');
    expect(taken).toEqual(['o']);
    press('g', 'g', 'Shift', 'h');
    expect(store.getState().ui.board).toBe('health');
  });
});
