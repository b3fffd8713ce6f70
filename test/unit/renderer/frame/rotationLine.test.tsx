// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RotationLine } from '../../../../renderer/frame/RotationLine.tsx';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import { settingsSchema, type Capabilities, type ConsoleBridge } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import { desk, incident } from '../queue/boardFixture.tsx';

let root: Root;
let store: ConsoleStore;
const foot = (): string => document.body.textContent ?? '';
const board = (): string => store.getState().ui.board;
const pass = (seconds: number): void =>
  act(() => {
    vi.advanceTimersByTime(seconds * 1_000);
  });
const p0: Incident = { ...incident(7), severity: 'P0' };

function see(...incidents: readonly Incident[]): void {
  const open = Object.fromEntries(incidents.map((one) => [one.id, one]));
  act(() =>
    store.setState(({ feed }) => ({
      feed: { ...feed, at: 1, entities: { ...noEntities, desk: { desk }, incident: open } },
    })),
  );
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 25, 12) });
  window.history.replaceState(undefined, '', '?mode=wall&rotation=health:30,burn:20');
  store = createConsoleStore(settingsSchema.parse({}), {} as Capabilities, { board: 'health', mode: 'wall' });
  const actions = createActions(store, {} as ConsoleBridge);
  root = createRoot(document.body.appendChild(document.createElement('div')));
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <RotationLine />
      </ConsoleContext>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
  vi.useRealTimers();
});

it('turns the wall through its boards, and says which is next', () => {
  expect(foot()).toBe('');
  see(incident(1));
  expect([board(), foot()]).toEqual(['health', 'Next SLA burn in 30 s']);
  pass(10);
  expect(foot()).toBe('Next SLA burn in 20 s');
  pass(20);
  expect([board(), foot()]).toEqual(['burn', 'Next Service health in 20 s']);
});

it('shows a P0 at once, stays with it, and goes on by itself when it is over', () => {
  see();
  see(p0);
  expect([board(), foot()]).toEqual(['queue', 'Rotation waits for the open P0']);
  pass(600);
  expect(board()).toBe('queue');
  see({ ...p0, status: 'resolved' });
  expect([board(), foot()]).toEqual(['health', 'Next SLA burn in 30 s']);
});

it('takes the wall back for a second P0 from whoever turned it by hand', () => {
  see();
  see(p0);
  act(() => store.setState(({ ui }) => ({ ui: { ...ui, board: 'rota' } })));
  see(p0, { ...p0, id: 'INC-8' });
  expect(board()).toBe('queue');
});

it('pauses for a minute on a new critical', () => {
  see();
  see(incident(2));
  expect([board(), foot()]).toEqual(['queue', 'Rotation paused, then Service health in 60 s']);
  pass(61);
  expect(board()).toBe('health');
});
