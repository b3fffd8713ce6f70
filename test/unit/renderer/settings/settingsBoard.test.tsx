// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SettingsBoard } from '../../../../renderer/boards/settings/SettingsBoard.tsx';
import {
  displayChanged,
  displayEntry,
  type DisplayEntry,
} from '../../../../renderer/boards/settings/layoutEdit.ts';
import { Guide } from '../../../../renderer/frame/Guide.tsx';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { readSound, soundOn } from '../../../../shared/model/soundSettings.ts';
import type { Capabilities, ConsoleBridge } from '../../../../shared/bridge.ts';
import type { ConnectionReport, KeepWhen } from '../../../../shared/connectionReport.ts';
import { settingsStanding, type ManagedSettings } from '../../../../shared/settings/ownSettings.ts';
import type { ConnectionChange, Settings, SettingsPatch } from '../../../../shared/settings/settings.ts';

const lobby = { mode: 'wall', display: 'lobby' } as const;

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
Element.prototype.scrollIntoView = () => undefined;

const failed = {
  step: 'tls',
  reason: 'self-signed certificate',
  todo: 'Name its file as custom CA.',
} as const;
let root: Root;
let store: ConsoleStore;
let tried: [ConnectionChange, KeepWhen][];
let patches: SettingsPatch[];
let answers: boolean;
let refusal: string | undefined;

async function draw(
  what: 'board' | 'guide',
  {
    shell = 'desktop',
    isFirstStart = false,
    managed = { defaults: {}, locked: [] },
  }: {
    shell?: Capabilities['shell'];
    isFirstStart?: boolean;
    managed?: ManagedSettings;
  } = {},
): Promise<void> {
  const standing = settingsStanding({ token: 'wf-x', gatewayUrl: 'wss://old.example' }, managed, {}, false);
  const first = settingsStanding({}, managed, {}, true);
  const told = isFirstStart ? first : standing;
  const capabilities: Capabilities = { shell, version: '0', durableOutbox: true };
  store = createConsoleStore(told.settings, capabilities, { board: 'settings', mode: 'workstation' });
  store.setState({ standing: told });
  const bridge = {
    settings: {
      get: async () => store.getState().settings,
      set: async (patch: SettingsPatch): Promise<Settings> => {
        patches.push(patch);
        if (refusal !== undefined) throw new Error(refusal);
        return { ...store.getState().settings, ...patch };
      },
    },
    async tryConnection(change: ConnectionChange, keep: KeepWhen): Promise<ConnectionReport> {
      tried.push([change, keep]);
      const isKept = keep === 'in any case' || (keep === 'if it answers' && answers);
      return { url: 'wss://noc.example/feed', steps: [], kept: isKept, ...(answers ? {} : { failed }) };
    },
  } as unknown as ConsoleBridge;
  const actions = createActions(store, bridge);
  await act(async () =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        {what === 'board' ? <SettingsBoard /> : <Guide />}
      </ConsoleContext>,
    ),
  );
}

beforeEach(() => {
  [tried, patches, answers, refusal] = [[], [], true, undefined];
  root = createRoot(document.body.appendChild(document.createElement('div')));
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

const press = (key: string, init: KeyboardEventInit = {}): Promise<void> =>
  act(async () => {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
  });
const field = (label: string): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>(`[aria-label="${label}"]`);
  if (found === null) throw new Error(`no field ${label}`);
  return found;
};
const enter = (input: Element | null, text: string, leave = true): Promise<void> =>
  act(async () => {
    if (!(input instanceof HTMLInputElement)) throw new Error('no field');
    input.focus();
    // React hears of a value only where it is set as the browser sets it.
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    if (leave) await Promise.resolve().then(() => input.blur());
  });
const click = (name: RegExp): Promise<void> =>
  act(async () => {
    const button = [...document.querySelectorAll('button')].find(({ textContent }) => name.test(textContent));
    if (button === undefined) throw new Error(`no button ${name}`);
    button.click();
  });
const problems = (): readonly string[] =>
  [...document.querySelectorAll('[role=alert]')].map(({ textContent }) => textContent).filter(Boolean);

describe('the board of settings', () => {
  it('tests the connection with what is entered, names the step, and keeps it only when somebody insists', async () => {
    answers = false;
    await draw('board');
    await enter(field('Gateway'), 'wss://new.example');
    await press('t');
    expect(tried).toEqual([[{ gatewayUrl: 'wss://new.example' }, 'never']]);
    expect(document.body.textContent).toContain('TLS failed');
    await click(/^Connect and keep/);
    expect(tried[1]?.[1]).toBe('if it answers');
    expect(field('Gateway').value).toBe('wss://new.example');
    await click(/^Keep it in any case/);
    expect(tried[2]).toEqual([{ gatewayUrl: 'wss://new.example' }, 'in any case']);
    expect(patches).toEqual([]);
  });

  it('never shows a token that is kept, and clears it when told', async () => {
    await draw('board');
    expect(field('Access token').value).toBe('');
    expect(field('Access token').placeholder).toBe('kept, and not shown');
    await click(/^Clear Access token/);
    expect(document.body.textContent).toContain('Will be cleared');
    await press('Enter', { ctrlKey: true });
    await click(/^Connect and keep/);
    expect(tried.at(-1)).toEqual([{ token: '' }, 'if it answers']);
  });

  it('says at the field what is wrong, and tries nothing', async () => {
    await draw('board');
    await enter(field('Gateway'), 'noc');
    expect(problems()).toEqual([expect.stringMatching(/"noc" is not an address such as/)]);
    await press('t');
    expect(tried).toEqual([]);
  });

  it('keeps other settings as they are entered, and refuses what can not be', async () => {
    await draw('board');
    await press('3');
    await enter(field('Zoom'), '150');
    expect(patches).toEqual([{ zoom: 150 }]);
    await enter(field('Zoom'), '900');
    expect(problems()).toEqual([expect.stringMatching(/give 80 to 200/)]);
    expect(patches).toHaveLength(1);
  });

  it('switches on and off, at once', async () => {
    await draw('board');
    await press('2');
    const start = field('Start at login');
    expect(start.checked).toBe(false);
    await act(async () => start.click());
    expect(patches).toEqual([{ startAtLogin: true }]);
    expect(start.checked).toBe(true);
    await act(async () => start.click());
    expect(patches.at(-1)).toEqual({ startAtLogin: false });
    expect(start.checked).toBe(false);
  });

  it('says of the kiosk whether a code is kept, and shows a locked one as it is, with the reason', async () => {
    await draw('board');
    await press('2');
    const row = field('Kiosk').closest('div')?.parentElement;
    expect(row?.textContent).toMatch(/Ctrl Shift K.*no code is kept$/);
    const { standing } = store.getState();
    if (standing === undefined) throw new Error('no standing');
    refusal = '"kiosk" can\'t be changed while the kiosk is locked: leave it first (Ctrl Shift K).';
    await act(async () =>
      store.setState({
        standing: { ...standing, secrets: ['kioskCode'] },
        settings: { ...standing.settings, kiosk: true },
      }),
    );
    expect(row?.textContent).toMatch(/a code is kept$/);
    await act(async () => field('Kiosk').click());
    expect(patches).toEqual([{ kiosk: false }]);
    expect(field('Kiosk').checked).toBe(true);
    expect(problems()).toEqual([refusal]);
  });

  it('has no kiosk and no login in a browser', async () => {
    await draw('board', { shell: 'browser' });
    await press('2');
    expect(document.querySelector('[aria-label="First board"]')).not.toBeNull();
    for (const label of ['Kiosk', 'Start at login'])
      expect(document.querySelector(`[aria-label="${label}"]`)).toBeNull();
  });

  it('is moved through by keys, and lets nobody change what is locked', async () => {
    await draw('board', { managed: { from: '/etc/w.json', defaults: {}, locked: ['gatewayUrl'] } });
    expect(field('Gateway').disabled).toBe(true);
    expect(document.body.textContent).toContain('Managed, can’t be changed here');
    expect(document.body.textContent).toContain('/etc/w.json');
    await press('j');
    expect(document.activeElement).toBe(field('Access token'));
    await press('Escape');
    await press('j');
    expect(document.activeElement).toBe(field('Custom CA'));
    await press('Escape');
    await press('k');
    expect(document.activeElement).toBe(field('Access token'));
    await press('Escape');
    await press('4');
    expect(store.getState().ui.settingsSection).toBe('times');
  });

  it('has in a browser what a browser can, and nothing else', async () => {
    await draw('board', { shell: 'browser' });
    expect(document.querySelector('[aria-label="Custom CA"]')).toBeNull();
    expect(field('Access token')).toBeDefined();
    expect(document.body.textContent).not.toContain('Set up this machine');
  });
});

describe('the sound of one display of a layout', () => {
  const mark = { label: 'Panel', internal: false, x: 0, y: 0, width: 1920, height: 1080 };
  const display = { name: 'lobby', display: mark, boards: [{ board: 'health', seconds: 30 }] };
  const choose = (label: string, value: string): Promise<void> =>
    act(async () => {
      const select = document.querySelector<HTMLSelectElement>(`select[aria-label="${label}"]`);
      if (select === null) throw new Error(`no choice ${label}`);
      select.value = value;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });

  it('is kept at once, beside that of the console, and is gone where it differs in nothing', async () => {
    await draw('board');
    await press('2');
    const sound = { displays: [{ name: 'door', on: true }] };
    const settings = { ...store.getState().settings, sound, layouts: [{ name: 'Day', displays: [display] }] };
    act(() => store.setState({ settings }));
    await choose('Sound of lobby', 'on');
    const own = (): unknown => soundOn(readSound(store.getState().settings.sound).sound, lobby);
    expect(own()).toMatchObject({ on: true, volume: 1 });
    await choose('Volume of lobby', '0.5');
    await act(async () =>
      document.querySelector<HTMLInputElement>('[aria-label="Sound of lobby"] [type=checkbox]')?.click(),
    );
    expect(own()).toMatchObject({ on: true, volume: 0.5, quiet: { from: '22:00', to: '06:00' } });
    await choose('Sound of lobby', '');
    await choose('Volume of lobby', '1');
    await act(async () =>
      document.querySelector<HTMLInputElement>('[aria-label="Sound of lobby"] [type=checkbox]')?.click(),
    );
    expect(patches.at(-1)?.sound?.displays).toEqual([{ name: 'door', on: true }]);
  });
});

describe('the guide of a first start', () => {
  it('leads by keys from nothing to a live wall', async () => {
    await draw('guide', { isFirstStart: true });
    await press('1');
    await enter(document.activeElement, 'https://noc.example', false);
    await act(async () => document.querySelector('form')?.requestSubmit());
    expect(tried).toEqual([[{ gatewayUrl: 'https://noc.example' }, 'if it answers']]);
    expect(document.activeElement?.textContent).toMatch(/^Show the live wall/);
    await click(/^Show the live wall/);
    expect(patches).toEqual([{ mode: 'wall' }]);
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('ends with the reason why not, where nothing answers', async () => {
    answers = false;
    await draw('guide', { isFirstStart: true });
    await press('2');
    await act(async () => document.querySelector('form')?.requestSubmit());
    expect(problems()).toEqual([expect.stringMatching(/^Give the address/)]);
    await enter(document.activeElement, 'https://noc.example', false);
    await act(async () => document.querySelector('form')?.requestSubmit());
    expect(document.body.textContent).toContain('Name its file as custom CA.');
    expect(patches).toEqual([]);
  });

  it('lets the simulator be tried with one key, and is left with Esc', async () => {
    await draw('guide', { isFirstStart: true });
    await press('3');
    expect(patches).toEqual([{ mode: 'workstation', gatewayUrl: '' }]);
    expect(document.querySelector('[role=dialog]')).toBeNull();
    await act(async () => store.setState(({ ui }) => ({ ui: { ...ui, showsGuide: true } })));
    await press('Escape');
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it.each([
    ['in a browser', { shell: 'browser', isFirstStart: true }],
    ['where something was set', { isFirstStart: false }],
  ] as const)('does not stand in the way %s', async (_where, given) => {
    await draw('guide', given);
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });
});

it('a display takes boards with their seconds, and a size or none', () => {
  const display = {
    name: 'left',
    display: { label: '', internal: false, x: 0, y: 0, width: 1920, height: 1080 },
    boards: [{ board: 'health' as const, seconds: 30 }],
    textFactor: 2,
  };
  const changed = (change: Partial<DisplayEntry>) =>
    displayChanged(display, { ...displayEntry(display), ...change });
  expect(displayChanged(display, displayEntry(display))).toEqual({ ok: true, value: display });
  expect(changed({ boards: 'queue: 20, burn:10', factor: '' })).toEqual({
    ok: true,
    value: {
      ...{ name: display.name, display: display.display },
      boards: [
        { board: 'queue', seconds: 20 },
        { board: 'burn', seconds: 10 },
      ],
    },
  });
  expect(changed({ pinned: 'burn', inches: '98', metres: '4,5' })).toMatchObject({
    value: { pinned: 'burn', panel: { diagonalInches: 98, seatMetres: 4.5 } },
  });
  for (const [change, sentence] of [
    [{ boards: 'helth:30' }, /"helth"/],
    [{ boards: 'health:1' }, /5 to 3600/],
    [{ factor: '9' }, /0.5 to 4/],
    [{ factor: 'big' }, /0.5 to 4/],
    [{ inches: '98' }, /together, or neither/],
    [{ inches: '98', metres: '0' }, /0.3 to 100 m/],
    [{ inches: '2', metres: '5' }, /5 to 600 inches/],
  ] as const)
    expect(changed(change)).toMatchObject({ error: expect.stringMatching(sentence) as unknown });
});
