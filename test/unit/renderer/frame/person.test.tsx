// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PersonButton } from '../../../../renderer/frame/PersonButton.tsx';
import { PersonChooser } from '../../../../renderer/frame/PersonChooser.tsx';
import { personChoices } from '../../../../renderer/frame/personChoices.ts';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { DeskInfo } from '../../../../shared/model/desk.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
Element.prototype.scrollIntoView = () => undefined;

const desk = {
  people: [
    { id: 'noor', name: 'Noor Example', title: 'NOC Operator', site: 'asia' },
    { id: 'nils', name: 'Nils Example', title: 'NOC Manager', site: 'europe' },
    { id: 'vera', name: 'Vera Example', title: 'VP of Operations' },
  ],
  sites: [
    { id: 'asia', name: 'Singapore', timeZone: 'Asia/Singapore' },
    { id: 'europe', name: 'Frankfurt', timeZone: 'Europe/Berlin' },
  ],
};

let root: Root;
let store: ConsoleStore;
let patches: unknown[];

function Frame() {
  useFrameKeys();
  const isWall = store.getState().ui.mode === 'wall';
  return isWall ? null : (
    <>
      <PersonButton />
      <PersonChooser />
    </>
  );
}

function draw(mode: 'workstation' | 'wall', state: object = {}): void {
  patches = [];
  const settings = settingsSchema.parse({});
  store = createConsoleStore(settings, {} as Capabilities, { board: 'queue', mode });
  store.setState(({ feed }) => ({
    feed: { ...feed, entities: { ...noEntities, desk: { desk: desk as unknown as DeskInfo } } },
    live: true,
    person: 'Unnamed operator',
    ...state,
  }));
  const bridge = {
    settings: {
      set: async (patch: object) => {
        patches.push(patch);
        return { ...settings, ...patch };
      },
    },
  } as unknown as ConsoleBridge;
  const actions = createActions(store, bridge);
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <Frame />
      </ConsoleContext>,
    ),
  );
}

beforeEach(() => {
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

const button = () => document.querySelector<HTMLButtonElement>('button[aria-haspopup=dialog]');
const input = () => document.querySelector<HTMLInputElement>('input');
const options = () => [...document.querySelectorAll('[role=option] b')].map(({ textContent }) => textContent);
const press = (key: string, target: EventTarget = document.activeElement ?? window) =>
  act(
    async () =>
      void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })),
  );
const type = (text: string): void =>
  act(() => {
    Reflect.set(HTMLInputElement.prototype, 'value', text, input() ?? document.body);
    input()?.dispatchEvent(new Event('input', { bubbles: true }));
  });

describe('who is at this console', () => {
  it('says that nobody is chosen, and takes one of the policy by keys alone', async () => {
    draw('workstation');
    expect(button()?.textContent).toBe('Choose your name');
    await press('w', window);
    expect(document.activeElement).toBe(input());
    type('noc');
    expect(options()).toEqual(['Noor Example', 'Nils Example', 'noc']);
    await press('ArrowDown');
    await press('Enter');
    expect(patches).toEqual([{ person: 'Nils Example' }]);
    expect(input()).toBeNull();
    expect(button()?.textContent).toBe('Nils Example');
  });

  it('takes somebody whom the policy does not have', async () => {
    draw('workstation');
    await press('w', window);
    type(' J. Guest ');
    expect(options()).toEqual(['J. Guest']);
    await press('Enter');
    expect(patches).toEqual([{ person: 'J. Guest' }]);
  });

  it('closes with Esc, changes nothing, and gives the focus back', async () => {
    draw('workstation');
    button()?.focus();
    act(() => button()?.click());
    await press('Tab');
    expect(document.activeElement).toBe(input());
    await press('Escape');
    expect(input()).toBeNull();
    expect(patches).toEqual([]);
    expect(document.activeElement).toBe(button());
  });

  it('only tells who one is where a token decides', async () => {
    draw('workstation', { person: 'Ana', vouched: true, settings: settingsSchema.parse({ person: 'Ben' }) });
    expect(button()?.textContent).toBe('Ana');
    await press('w', window);
    expect(document.querySelector('[role=dialog]')?.textContent).toMatch(
      /You are Ana.*token says who you are/,
    );
    expect(input()).toBeNull();
  });

  it('is never asked on a wall', async () => {
    draw('wall');
    await press('w', window);
    expect(store.getState().ui.asksPerson).toBeUndefined();
    expect(button()).toBeNull();
  });
});

it('people are found by name, title and site; a name that is known is offered once', () => {
  const names = (typed: string): string[] => personChoices(desk, typed).map(({ name }) => name);
  expect(names('')).toEqual(['Noor Example', 'Nils Example', 'Vera Example']);
  expect(names('frank man')).toEqual(['Nils Example', 'frank man']);
  expect(names('noor example')).toEqual(['Noor Example']);
  expect(personChoices(undefined, 'x')).toEqual([{ name: 'x', about: 'not in the policy' }]);
});
