// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { SoundMark } from '../../../../renderer/frame/SoundMark.tsx';
import { SoundPanel } from '../../../../renderer/frame/SoundPanel.tsx';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { SoundContext } from '../../../../renderer/sound/soundDesk.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import {
  settingsPatchSchema,
  settingsSchema,
  type Capabilities,
  type ConsoleBridge,
  type Settings,
} from '../../../../shared/bridge.ts';
import type { SoundName } from '../../../../shared/model/soundSettings.ts';
import type { NotificationPermission } from '../../../../shared/notifications.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
const noon = Date.UTC(2026, 10, 25, 12);

let root: Root;
let store: ConsoleStore;
let kept: Settings;
let tested: SoundName[];
let permission: NotificationPermission = 'unasked';

function Frame() {
  useFrameKeys();
  return (
    <>
      <SoundMark />
      <SoundPanel />
    </>
  );
}

function open(sound: unknown, mode: 'wall' | 'workstation' = 'workstation'): void {
  kept = settingsSchema.parse({ sound });
  tested = [];
  store = createConsoleStore(kept, {} as Capabilities, { board: 'queue', mode });
  store.setState({ sound: { standing: 'ready', isVoice: true } });
  const settings: Pick<ConsoleBridge['settings'], 'get' | 'set'> = {
    get: async () => kept,
    set: async (patch) => (kept = settingsSchema.parse({ ...kept, ...settingsPatchSchema.parse(patch) })),
  };
  const notifications = {
    permission: async () => permission,
    ask: async () => (permission = 'denied'),
  };
  // Of the bridge no more is used.
  const actions = createActions(store, { settings, notifications } as unknown as ConsoleBridge);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <SoundContext value={{ test: (name) => void tested.push(name) }}>
          <Frame />
        </SoundContext>
      </ConsoleContext>,
    ),
  );
}

beforeEach(() => vi.useFakeTimers({ now: noon }));
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
});

const press = (key: string): Promise<void> =>
  act(async () => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await Promise.resolve();
  });
const text = (): string => document.body.textContent;
const stands = (standing: 'ready' | 'refused' | 'missing', isVoice = true): void =>
  act(() => store.setState({ sound: { standing, isVoice } }));

it('says nothing in words where it sounds, and what keeps it silent where it does not', () => {
  open({});
  expect(text()).toBe('');
  stands('refused');
  expect(text()).toBe('Sound is off until a key is pressed');
  stands('missing');
  expect(text()).toBe('No sound here');
  stands('ready', false);
  expect(document.querySelector('button')?.getAttribute('aria-label')).toContain('Another window');
});

it('is said on a wall too, which has no button: off as it is, refused where it was switched on', () => {
  open({}, 'wall');
  expect(text()).toBe('Sound off');
  expect(document.querySelector('button')).toBeNull();
  act(() => store.setState({ settings: settingsSchema.parse({ sound: { on: true } }) }));
  stands('refused');
  expect(text()).toBe('Sound is off until a key is pressed');
});

it('says the end of a snooze and of the quiet hours, and in which zone', () => {
  open({ snooze: { from: noon, until: noon + 900_000 } });
  expect(text()).toBe('Snoozed until 12:15 UTC');
  act(() => void vi.advanceTimersByTime(901_000));
  expect(text()).toBe('');
  act(() => root.unmount());
  document.body.replaceChildren();
  open({ quiet: { from: '19:00', to: '23:30', timeZone: 'Asia/Kuala_Lumpur' } });
  expect(text()).toBe('Quiet until 23:30 Kuala Lumpur');
});

it('says that kept settings could not be read', () => {
  open({ signals: 'loud' });
  expect(document.querySelector('button')?.title).toMatch(/^The settings of sound are not used: signals/);
});

it('is snoozed, ended, switched and tested by keys alone, and the board below gets none of them', async () => {
  open({});
  const below: string[] = [];
  const listen = (event: KeyboardEvent): void => void below.push(event.key);
  window.addEventListener('keydown', listen);
  await press('Q');
  expect(document.querySelector('[role=dialog]')).not.toBeNull();
  below.length = 0;
  await press('2');
  expect(kept.sound).toMatchObject({ snooze: { from: noon, until: noon + 900_000 } });
  expect(text()).toContain('Snoozed until 12:15 UTC');
  await press('e');
  expect(kept.sound).not.toHaveProperty('snooze.until');
  await press('o');
  expect(kept.sound).toMatchObject({ on: false });
  for (const key of ['w', 's', 't', 'r', 'l', 'b']) await press(key);
  expect(tested).toEqual(['worst', 'second', 'third', 'rest', 'lost', 'back']);
  await press('Escape');
  expect(document.querySelector('[role=dialog]')).toBeNull();
  expect(below).toEqual([]);
  window.removeEventListener('keydown', listen);
});

const set = (element: HTMLSelectElement | HTMLInputElement, value: string): Promise<void> =>
  act(async () => {
    const prototype = element instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
    Object.getOwnPropertyDescriptor(prototype.prototype, 'value')?.set?.call(element, value);
    element.dispatchEvent(
      new Event(element instanceof HTMLSelectElement ? 'change' : 'input', { bubbles: true }),
    );
    await Promise.resolve();
  });

it('switches the display on which it is pressed, where that has a word of its own', async () => {
  open({ displays: [{ name: 'lobby', on: false }] });
  act(() => store.setState(({ ui }) => ({ ui: { ...ui, display: 'lobby' } })));
  expect(text()).toBe('Sound off');
  await press('Q');
  await press('o');
  expect(kept.sound).toMatchObject({ displays: [{ name: 'lobby', on: true }] });
  expect(kept.sound).not.toHaveProperty('on');
});

it('keeps each change at once, and what is no time of day not at all', async () => {
  open({});
  await press('Q');
  const field = <Element extends HTMLElement>(name: string): Element => {
    const found = document.querySelector<Element>(`[aria-label="${name}"]`);
    if (found === null) throw new Error(`no field ${name}`);
    return found;
  };
  await set(field<HTMLSelectElement>('P2: sounds'), 'untilAcknowledged');
  expect(kept.sound).toMatchObject({ signals: { third: { how: 'untilAcknowledged', everySeconds: 60 } } });
  await set(field<HTMLSelectElement>('P0: volume'), '0.5');
  expect(kept.sound).toMatchObject({
    signals: { worst: { volume: 0.5 }, third: { how: 'untilAcknowledged' } },
  });
  await act(async () => {
    document.querySelector<HTMLInputElement>('fieldset input[type=checkbox]')?.click();
    await Promise.resolve();
  });
  expect(kept.sound).toMatchObject({ quiet: { from: '22:00', to: '06:00', worstSounds: true } });
  const [from] = document.querySelectorAll<HTMLInputElement>('fieldset input[type=text]');
  if (from === undefined) throw new Error('no field for the time');
  await set(from, '23:3');
  expect(from.getAttribute('aria-invalid')).toBe('true');
  expect(kept.sound).toMatchObject({ quiet: { from: '22:00' } });
  await set(from, '23:30');
  expect(kept.sound).toMatchObject({ quiet: { from: '23:30' } });
});

it('asks for leave to notify by the choice of the operator only, and says where the system refuses', async () => {
  permission = 'unasked';
  open({});
  await press('Q');
  expect(permission).toBe('unasked');
  const choice = document.querySelector<HTMLSelectElement>('[role=dialog] label > select');
  if (choice === null) throw new Error('no choice of notifications');
  expect(text()).toContain('asks for your leave when you choose');
  await set(choice, 'second');
  expect(kept.sound).toMatchObject({ notify: 'second' });
  expect(permission).toBe('denied');
  expect(text()).toContain('The browser refuses them for this page');
});
