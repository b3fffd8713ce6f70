import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { vi } from 'vitest';
import { QueueBoard } from '../../../../renderer/boards/queue/QueueBoard.tsx';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import type { ConsoleActions } from '../../../../renderer/store/consoleActions.ts';
import type { Capabilities, Settings } from '../../../../shared/bridge.ts';
import type { Alert } from '../../../../shared/model/alert.ts';
import type { DeskInfo } from '../../../../shared/model/desk.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { Incident } from '../../../../shared/model/incident.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

/** An open P1. */
export const incident = (id: number): Incident => ({
  id: `INC-${id}`,
  title: 'Latency high',
  severity: 'P1',
  status: 'open',
  cause: `c${id}`,
  firstSignalAt: id,
  openedAt: id,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
});

/** A policy with P0 and P1. */
export const desk: DeskInfo = {
  ...{ id: 'desk', title: '', simulated: false, policyDigest: '', gatewayName: '', sites: [], tiers: [] },
  severities: ['P0', 'P1'].map((id, rank) => ({
    ...{ id, rank, name: id, meaning: '', responseMs: 1, rtoMs: 1 },
  })),
  duties: { acknowledgeMs: 1, assessMs: 1, updateMs: 1, documentMs: 1 },
  ...{ shifts: [], escalation: [], people: [], onCall: [] },
};

/** An alert of INC-1; the last of 10,000 is of INC-2. */
export const alert = (place: number): Alert => ({
  ...{ id: `am/${place}`, source: 'am', fingerprint: String(place), name: 'Down', labels: {} },
  ...{ annotations: {}, state: 'firing', severity: 'P1', severityGuessed: false, startsAt: place },
  ...{ lastSeenAt: place, silencedBy: [], inhibitedBy: [], incident: place === 9_999 ? 'INC-2' : 'INC-1' },
});

let root: Root;
/** Made anew by `openBoard`. */
export let store: ConsoleStore;
/** Commands given since `openBoard`. */
export let sent: unknown[][];

/** Presses a key, with nothing focused where no target is named. */
export const press = (key: string, target: EventTarget = window, init: KeyboardEventInit = {}): void =>
  act(
    () =>
      void target.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
      ),
  );

/** Draws the queue with INC-1 and INC-2. */
export function openBoard(): void {
  sent = [];
  store = createConsoleStore({} as Settings, {} as Capabilities, { board: 'queue', mode: 'workstation' });
  const list = Object.fromEntries([1, 2].map((id) => [`INC-${id}`, incident(id)]));
  store.setState(({ feed }) => ({
    feed: { ...feed, entities: { ...noEntities, incident: list } },
    person: 'M. Tanaka',
    live: true,
  }));
  const setUi = (part: object): void => store.setState(({ ui }) => ({ ui: { ...ui, ...part } }));
  const setQueue = (part: object): void => setUi({ queue: { ...store.getState().ui.queue, ...part } });
  const none = (): void => undefined;
  const actions: ConsoleActions = {
    askContacts: none,
    unlockContacts: async () => undefined,
    protectContacts: async () => undefined,
    unprotectContacts: async () => undefined,
    askKiosk: none,
    enterKiosk: async () => undefined,
    leaveKiosk: async () => undefined,
    setKioskCode: async () => undefined,
    openBoardWindow: async () => undefined,
    showLink: none,
    listOperators: async () => undefined,
    keepOperator: async () => undefined,
    forgetOperator: async () => undefined,
    switchOperator: async () => undefined,
    select: (selected) => setUi({ selected, act: undefined }),
    setBoard: none,
    viewBurn: none,
    viewRunbooks: none,
    viewHandoff: none,
    readDraft: async () => undefined,
    keepDraft: async () => true,
    ask: async () => Promise.reject(new Error('The queue asks nothing.')),
    library: {
      list: async () => undefined,
      file: async () => Promise.reject(new Error('The queue opens no runbook.')),
    },
    showKeys: none,
    viewFigures: none,
    showPassed: none,
    notePress: none,
    recallPresence: none,
    seeAbsence: none,
    askPerson: none,
    showOutbox: none,
    showSound: none,
    mayNotify: async () => 'missing',
    askNotifications: async () => 'missing',
    keepSound: async () => undefined,
    dismissReunion: none,
    discard: async () => undefined,
    openRunbook: none,
    breakGlass: async () => undefined,
    exportRecord: async () => '',
    changeSettings: async () => undefined,
    resetSettings: async () => undefined,
    tryConnection: async () => ({ ok: false, error: 'The queue tries nothing.' }),
    keepLayout: async () => undefined,
    exportSettings: async () => undefined,
    openSettings: none,
    showPalette: none,
    showGuide: none,
    choosePerson: async () => undefined,
    dismissNotice: none,
    reconnect: none,
    beginDrill: async () => false,
    noteDrill: none,
    openLink: none,
    openView: (view) => setQueue({ view }),
    changeView: (name, change) =>
      setQueue({
        changes:
          change === undefined ? {} : { [name]: { ...store.getState().ui.queue.changes[name], ...change } },
      }),
    keepViews: async (change) => {
      store.setState(({ settings }) => ({
        settings: { ...settings, queueViews: change(settings.queueViews) },
      }));
      return true;
    },
    openAct: (kind) => setUi({ act: kind }),
    send: async (...command) => `C-${sent.push(command)}`,
  };
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  act(() =>
    root.render(
      <ConsoleContext value={{ store, actions }}>
        <QueueBoard />
      </ConsoleContext>,
    ),
  );
}

/** Takes it away again. */
export function closeBoard(): void {
  act(() => root.unmount());
  document.body.replaceChildren();
}
