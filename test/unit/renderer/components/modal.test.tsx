// @vitest-environment jsdom
import { act, type ReactNode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Modal, sheetKeys } from '../../../../renderer/components/Modal.tsx';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let below: HTMLButtonElement;
const close = vi.fn();
const heardBelow = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  below = document.createElement('button');
  const host = document.createElement('div');
  document.body.replaceChildren(below, host);
  window.addEventListener('keydown', heardBelow);
  below.focus();
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  window.removeEventListener('keydown', heardBelow);
});

const open = (children: ReactNode): HTMLElement => {
  act(() =>
    root.render(
      <Modal label="Sheet" className="own" onClose={close} onKeyDown={sheetKeys(close)}>
        {children}
      </Modal>,
    ),
  );
  const sheet = document.querySelector<HTMLElement>('[role=dialog]');
  if (sheet === null) throw new Error('no sheet');
  return sheet;
};
const press = (key: string): void => {
  act(() => void document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
};

test('a sheet in which nothing asks for the focus takes it: Esc closes it, and what is below hears no key', () => {
  const sheet = open(<p>Words alone.</p>);
  expect(document.activeElement).toBe(sheet);
  press('a');
  expect(close).not.toHaveBeenCalled();
  press('Escape');
  expect(close).toHaveBeenCalledOnce();
  expect(heardBelow).not.toHaveBeenCalled();
});

test('a field that asks for the focus keeps it, also when the sheet is drawn again', () => {
  const field = open(<input autoFocus aria-label="Name" />).querySelector('input');
  expect(document.activeElement).toBe(field);
  open(<input autoFocus aria-label="Given name" />);
  expect(document.activeElement).toBe(field);
});

test('so does what is focused as it is put on the page', () => {
  const list = open(<ul tabIndex={0} ref={(element) => element?.focus()} />).querySelector('ul');
  expect(document.activeElement).toBe(list);
});

test('a press on its empty part can leave the focus in it, and Tab does not stop there', () => {
  const sheet = open(<input autoFocus aria-label="Name" />);
  expect(sheet.tabIndex).toBe(-1);
  act(() => sheet.focus());
  expect(document.activeElement).toBe(sheet);
  press('Escape');
  expect(close).toHaveBeenCalledOnce();
});

test('the focus goes back to where it was', () => {
  open(<p>Words alone.</p>);
  expect(document.activeElement).not.toBe(below);
  act(() => root.render(null));
  expect(document.activeElement).toBe(below);
});
