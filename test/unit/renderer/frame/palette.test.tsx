// @vitest-environment jsdom
import fc from 'fast-check';
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useBoardKeys } from '../../../../renderer/boards/useBoardKeys.ts';
import { fuzzyScore } from '../../../../renderer/frame/fuzzy.ts';
import { actsOf, pressesOf } from '../../../../renderer/frame/keyPresses.ts';
import { boardSections, everywhere } from '../../../../renderer/frame/keySections.ts';
import { Palette } from '../../../../renderer/frame/Palette.tsx';
import { foundItems, paletteItems, type PaletteSight } from '../../../../renderer/frame/paletteItems.ts';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import { liveQueue } from '../../../support/frozen/frozenQueue.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
Element.prototype.scrollIntoView = () => undefined;

describe('what was typed', () => {
  it('is found as letters in their order, and nothing else is', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z ]{1,30}$/), fc.infiniteStream(fc.boolean()), (text, keeps) => {
        const typed = [...text]
          .filter(() => keeps.next().value === true)
          .join('')
          .replaceAll(' ', '');
        expect(fuzzyScore(typed, text)).toBeDefined();
        expect(fuzzyScore(`${typed}0`, text)).toBeUndefined();
      }),
    );
  });

  it('is meant by words that begin with it before words that hold it before scattered letters', () => {
    const [begins, holds, scattered] = ['Note', 'Denote', 'No other time'].map((text) =>
      fuzzyScore('note', text),
    );
    expect(begins).toBeGreaterThan(holds ?? 0);
    expect(holds).toBeGreaterThan(scattered ?? 0);
  });

  it('may be several words in any order', () => {
    expect(fuzzyScore('latency p99', 'INC-2044 p99 latency 7.8 ms')).toBeDefined();
  });
});

describe('the key tables as acts', () => {
  /** What only moves about, or acts on what stands beside it, is no line of a list. */
  const moves = ['j k', 'j k ↑ ↓', 'Shift ↑ ↓', 'Shift J K', '← → [ ]', '↑ ↓', '[ ]'];
  const isRange = (keys: string): boolean => /^\d–\d$/.test(keys);

  it.each([...boardSections, everywhere].map((section) => [section.title, section] as const))(
    'name each key of %s, or only move about',
    (_title, { keys }) => {
      const silent = keys.filter((entry) => actsOf(entry).length === 0).map(([text]) => text);
      expect(silent.filter((text) => !moves.includes(text) && !isRange(text))).toEqual([]);
    },
  );

  it('are pressed as they are written', () => {
    expect(pressesOf('Shift J K').map(({ keys }) => keys)).toEqual(['Shift J', 'Shift K']);
    expect(pressesOf('g h')[0]?.presses.map(({ key }) => key)).toEqual(['g', 'h']);
    expect(pressesOf('1–3')).toHaveLength(3);
    expect(pressesOf('Ctrl Enter')[0]?.presses).toEqual([{ key: 'Enter', shift: false, ctrl: true }]);
  });
});

const sight: PaletteSight = {
  ...{ board: 'queue', isLost: false, isDrill: false, isDesktop: false, selected: undefined },
  incidents: liveQueue,
  runbooks: [{ id: 'postgresql-failover', title: 'PostgreSQL failover' }],
};
const namesFor = (change: Partial<PaletteSight>, typed = ''): readonly string[] =>
  foundItems(paletteItems({ ...sight, ...change }), typed).map(({ name }) => name);

describe('the palette', () => {
  it('finds incidents and runbooks by name, settings by what is in them', () => {
    const [incident] = liveQueue;
    expect(namesFor({}, incident?.id.toLowerCase())[0]).toBe(`${incident?.id} ${incident?.title}`);
    expect(namesFor({}, 'pg fail')[0]).toBe('PostgreSQL failover');
    expect(namesFor({}, 'proxy')).toContain('Settings: Connection');
  });

  it('offers what is possible now alone', () => {
    expect(namesFor({}, 'resolve')).not.toContain('Resolve');
    expect(namesFor({ selected: { ...liveQueue[0]!, status: 'open' } }, 'resolve')).toContain('Resolve');
    expect(namesFor({}, 'feed is lost')).toEqual([]);
    expect(namesFor({ isLost: true }, 'feed is lost')).toHaveLength(1);
    expect(namesFor({ isLost: true }, 'end the drill')).toHaveLength(0);
    expect(namesFor({ isLost: true, isDrill: true }, 'end the drill')).toHaveLength(1);
    expect(namesFor({}, 'incident queue')).not.toContain('Incident queue');
    expect(namesFor({ board: 'health' }, 'incident queue')).toContain('Incident queue');
  });
});

describe('Ctrl K', () => {
  let root: Root;
  let store: ConsoleStore;
  let heard: string[];

  function Frame() {
    useFrameKeys();
    useBoardKeys({ A: () => void heard.push('A'), '/': () => void heard.push('/') });
    return <Palette />;
  }

  beforeEach(async () => {
    heard = [];
    store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, {
      board: 'queue',
      mode: 'workstation',
    });
    store.setState(({ feed }) => ({
      feed: {
        ...feed,
        entities: { ...noEntities, incident: Object.fromEntries(liveQueue.map((one) => [one.id, one])) },
      },
    }));
    const bridge = { library: { list: async () => undefined } } as unknown as ConsoleBridge;
    const actions = createActions(store, bridge);
    root = createRoot(document.body.appendChild(document.createElement('div')));
    await act(async () =>
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

  const press = (key: string, init: KeyboardEventInit = {}): Promise<void> =>
    act(async () => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }));
    });
  const type = (text: string): Promise<void> =>
    act(async () => {
      const input = document.querySelector('input');
      // React hears of a value only where it is set as the browser sets it.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(input, text);
      input?.dispatchEvent(new Event('input', { bubbles: true }));
    });

  it('opens it, and an act that is chosen is done by the board as by its key', async () => {
    await press('k', { ctrlKey: true });
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
    await type('mark all');
    await press('Enter');
    expect(heard).toEqual(['A']);
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('leads to a board, to an incident, and closes with Esc', async () => {
    await press('k', { ctrlKey: true });
    await type('rota');
    await press('Enter');
    expect(store.getState().ui.board).toBe('rota');
    await press('k', { ctrlKey: true });
    await type(liveQueue[2]?.id ?? '');
    await press('Enter');
    expect(store.getState().ui).toMatchObject({ board: 'queue', selected: liveQueue[2]?.id });
    await press('k', { ctrlKey: true });
    await press('Escape');
    expect(store.getState().ui.showsPalette).toBe(false);
  });

  it('takes the arrows, and says where nothing is found', async () => {
    await press('k', { ctrlKey: true });
    await press('ArrowDown');
    expect(document.querySelector('#palette-1')?.getAttribute('aria-selected')).toBe('true');
    await type('zzzz');
    expect(document.querySelector('[role=status]')?.textContent).toMatch(/^Nothing has these letters/);
    await press('Enter');
    expect(heard).toEqual([]);
  });
});
