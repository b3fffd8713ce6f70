// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackLine } from '../../../../renderer/frame/BackLine.tsx';
import { PassedPanel } from '../../../../renderer/frame/PassedPanel.tsx';
import { useFrameKeys } from '../../../../renderer/frame/useFrameKeys.ts';
import { usePresence } from '../../../../renderer/frame/usePresence.ts';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import { frozenDesk } from '../../../support/frozen/frozenEstate.ts';
import { crowdedBetween, frozenBetween } from '../../../support/frozen/frozenPast.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
const startedAt = Date.UTC(2026, 10, 20, 3, 0);

let root: Root;
let store: ConsoleStore;
let asked: { from: number; to: number }[];
let answer: typeof frozenBetween;
let reached: string[];

function Frame() {
  usePresence();
  useFrameKeys();
  return (
    <>
      <BackLine />
      <PassedPanel />
    </>
  );
}

beforeEach(() => {
  vi.useFakeTimers({ now: startedAt, toFake: ['Date'] });
  localStorage.clear();
  [asked, answer, reached] = [[], frozenBetween, []];
  root = createRoot(document.body.appendChild(document.createElement('div')));
  draw();
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
});

function draw(): void {
  store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, {
    board: 'queue',
    mode: 'workstation',
  });
  store.setState(({ feed }) => ({
    feed: { ...feed, at: startedAt, entities: { ...noEntities, desk: { desk: frozenDesk } } },
    ...{ live: true, person: 'Noor' },
  }));
  const bridge = {
    ask: async (_name: string, params: { from: number; to: number }) => {
      asked.push(params);
      return answer(params.from, params.to);
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

const press = async (key: string): Promise<void> =>
  act(async () => {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  });
const pass = (minutes: number): void => void vi.setSystemTime(Date.now() + minutes * 60_000);
const text = (): string => document.body.textContent;

describe('the line of whoever comes back', () => {
  it('comes with the first key after ten minutes, asks for just this time, and goes when it is dismissed', async () => {
    await press('j');
    pass(9);
    await press('j');
    expect(text()).toBe('');
    const lastAt = Date.now();
    pass(42);
    await press('j');
    expect(text()).toContain('You were away 42 min: 2 opened, 1 escalated, 1 closed, 1 flapped.');
    expect(text()).toContain('Not everything was seen.');
    expect(asked).toEqual([{ from: lastAt, to: Date.now() }]);
    await act(async () => document.querySelectorAll('button')[1]?.click());
    expect(text()).toBe('');
  });

  it("is each person's own, and outlives a reload", async () => {
    await press('j');
    pass(42);
    act(() => store.setState({ person: 'Nils' }));
    await press('j');
    expect(text()).toBe('');
    act(() => root.unmount());
    root = createRoot(document.body.appendChild(document.createElement('div')));
    draw();
    await press('j');
    expect(text()).toContain('You were away 42 min');
  });

  it('says that nothing is known where the feed is lost', async () => {
    await press('j');
    pass(42);
    act(() => store.setState({ live: false }));
    await press('j');
    expect(text()).toContain('what came and went is not known, the feed is lost.');
    expect(asked).toEqual([]);
  });
});

describe('the panel', () => {
  beforeEach(() => {
    window.addEventListener('keydown', (event) => void reached.push(event.key));
  });

  it('opens by its key since the last press before the absence, and the board below hears nothing', async () => {
    await press('j');
    const lastAt = Date.now();
    pass(42);
    await press('M');
    expect(text()).toContain('What came and went');
    expect(asked.at(-1)?.from).toBe(lastAt);
    reached = [];
    await press('2');
    expect(asked.at(-1)?.from).toBe(Date.UTC(2026, 10, 20, 0, 0));
    await press('x');
    await press('Escape');
    expect(reached).toEqual([]);
    expect(text()).toBe('');
  });

  it('tells flaps, who acted, and what could not be seen', async () => {
    await press('M');
    expect(text()).toContain('flapped 7 times');
    expect(text()).toContain('acknowledged, by J. Rao');
    expect(text()).toContain(
      'Prometheus B was silent 03:01 to 03:04 UTC: connect ECONNREFUSED 10.0.3.7:9090',
    );
  });

  it('says how many it does not list', async () => {
    answer = crowdedBetween;
    await press('M');
    expect(text()).toContain('and 312 more, earlier');
  });

  it('tells what the console holds where the gateway does not answer, with its age', async () => {
    answer = () => {
      throw new Error('Unknown question "desk.between"; this gateway knows desk.figures.');
    };
    pass(4);
    await press('M');
    expect(text()).toContain('Not from the gateway: Unknown question');
    expect(text()).toContain('What follows is what this console holds, as of 03:00:00 UTC, 4 min 0 s ago.');
    expect(text()).toContain('Nothing that was seen came or went.');
  });
});
