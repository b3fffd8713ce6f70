// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { KioskSheet } from '../../../../renderer/frame/KioskSheet.tsx';
import { cursorIdleMs, useIdleCursor } from '../../../../renderer/frame/useIdleCursor.ts';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let store: ConsoleStore;
let asked: unknown[];
let refusal: string | undefined;

function Frame() {
  useFrameKeys();
  useIdleCursor();
  return <KioskSheet />;
}

beforeEach(() => {
  asked = [];
  refusal = undefined;
  const capabilities: Capabilities = { shell: 'desktop', version: '1', durableOutbox: true };
  store = createConsoleStore(settingsSchema.parse({}), capabilities, { board: 'burn', mode: 'workstation' });
  const noted =
    (name: string) =>
    async (...args: unknown[]) => {
      asked.push([name, ...args]);
      if (refusal !== undefined) throw new Error(refusal);
    };
  const desktop = {
    enterKiosk: noted('enter'),
    leaveKiosk: noted('leave'),
    setKioskCode: noted('code'),
    openBoard: noted('open'),
  };
  const actions = createActions(store, { desktop } as unknown as ConsoleBridge);
  root = createRoot(document.body.appendChild(document.createElement('div')));
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
  vi.useRealTimers();
});

const stands = (isLocked: boolean, hasCode: boolean): void =>
  act(() => store.setState({ kiosk: { isLocked, hasCode } }));
const press = (key: string, more: KeyboardEventInit = {}): void =>
  act(() => {
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
    );
  });
const openSheet = (): void => press('K', { ctrlKey: true, shiftKey: true });
const fill = (...values: readonly string[]): void =>
  act(() => {
    const fields = document.querySelectorAll('input');
    values.forEach((value, index) => {
      const field = fields[index];
      // As a person types: React listens for the change of the element's own value.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, value);
      field?.dispatchEvent(new Event('input', { bubbles: true }));
    });
  });
const submit = (index = 0): Promise<void> =>
  act(async () => document.querySelectorAll('form')[index]?.requestSubmit());
const pass = (): void =>
  act(() => {
    vi.advanceTimersByTime(cursorIdleMs);
  });
const dialog = (): string => document.querySelector('[role="dialog"]')?.textContent ?? '';

it('is nothing in a browser, where there is no kiosk', () => {
  openSheet();
  expect(dialog()).toBe('');
});

it('asks for the code twice before there is one, and says so when they differ', async () => {
  stands(false, false);
  openSheet();
  expect(dialog()).not.toContain('Enter the kiosk');
  fill('first code', 'other code');
  await submit();
  expect(dialog()).toContain('The two new codes are not the same.');
  expect(asked).toEqual([]);
  fill('first code', 'first code');
  await submit();
  expect(asked).toEqual([['code', 'first code', undefined]]);
  expect(dialog()).toContain('The code is set.');
});

it('is entered, and left by its code; a wrong one is cleared and told of', async () => {
  stands(false, true);
  openSheet();
  await submit();
  expect(asked).toEqual([['enter']]);
  expect(dialog()).toBe('');
  stands(true, true);
  openSheet();
  refusal = 'Too many wrong codes: wait 5 s, then try again.';
  fill('wrong code');
  await submit();
  expect(dialog()).toContain(refusal);
  expect(document.querySelector('input')?.value).toBe('');
  refusal = undefined;
  fill('right code');
  await submit();
  expect(asked.at(-1)).toEqual(['leave', 'right code']);
  expect(dialog()).toBe('');
});

it('a board gets a window of its own by Shift N on a desk, and not on a wall', async () => {
  press('N', { shiftKey: true });
  expect(asked).toEqual([['open', 'burn', undefined]]);
  act(() => store.setState(({ ui }) => ({ ui: { ...ui, mode: 'wall' } })));
  press('N', { shiftKey: true });
  expect(asked).toHaveLength(1);
});

it('hides the pointer of a wall that nobody moves, and shows it again', () => {
  vi.useFakeTimers();
  const { dataset } = document.documentElement;
  pass();
  expect(dataset['pointer']).toBeUndefined();
  act(() => store.setState(({ ui }) => ({ ui: { ...ui, mode: 'wall' } })));
  pass();
  expect(dataset['pointer']).toBe('idle');
  window.dispatchEvent(new Event('pointermove'));
  expect(dataset['pointer']).toBeUndefined();
  pass();
  expect(dataset['pointer']).toBe('idle');
});
