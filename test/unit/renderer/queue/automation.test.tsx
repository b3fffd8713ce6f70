// @vitest-environment jsdom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueueBoard } from '../../../../renderer/boards/queue/QueueBoard.tsx';
import { askOf, runsOf } from '../../../../renderer/boards/queue/automationActs.ts';
import { automationLine } from '../../../../renderer/boards/queue/automationLines.ts';
import { AutomationBand } from '../../../../renderer/frame/Bands.tsx';
import { createActions } from '../../../../renderer/store/actions.ts';
import { ConsoleContext, createConsoleStore, type ConsoleStore } from '../../../../renderer/store/store.ts';
import type { Capabilities, ConsoleBridge, Settings } from '../../../../shared/bridge.ts';
import { noEntities } from '../../../../shared/model/entities.ts';
import type { Run } from '../../../../shared/model/automation.ts';
import { frozenAt } from '../../../support/frozen/frozenEstate.ts';
import { worstIncident } from '../../../support/frozen/frozenQueue.ts';
import { liveRuns, switchedOff } from '../../../support/frozen/frozenRuns.ts';

vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);

let root: Root;
let store: ConsoleStore;
let sent: unknown[][];

const show = (runs: readonly Run[], isOn = true): void =>
  act(() =>
    store.setState(({ feed }) => ({
      feed: {
        ...feed,
        entities: {
          ...noEntities,
          incident: { [worstIncident.id]: worstIncident },
          run: Object.fromEntries(runs.map((run) => [run.id, run])),
          automation: Object.fromEntries(isOn ? [] : [['automation', switchedOff]]),
        },
      },
    })),
  );
const press = (key: string, target: EventTarget = window, init: KeyboardEventInit = {}): void =>
  act(
    () =>
      void target.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init }),
      ),
  );
const card = (): string => document.querySelector('[aria-label=Automation]')?.textContent ?? '';
const fillAndSend = (form: string): void => {
  const field = document.querySelector(`form[aria-label="${form}"] textarea`);
  if (field === null) throw new Error(`no form ${form}`);
  act(() => {
    Reflect.set(HTMLTextAreaElement.prototype, 'value', 'because', field);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
  press('Enter', field, { ctrlKey: true });
};

beforeEach(() => {
  sent = [];
  store = createConsoleStore({} as Settings, {} as Capabilities, { board: 'queue', mode: 'workstation' });
  const bridge = { send: async (...command: unknown[]) => void sent.push(command) };
  const host = document.body.appendChild(document.createElement('div'));
  root = createRoot(host);
  show(liveRuns);
  act(() =>
    root.render(
      // Nothing else of the bridge is used here.
      <ConsoleContext value={{ store, actions: createActions(store, bridge as unknown as ConsoleBridge) }}>
        <AutomationBand />
        <QueueBoard />
      </ConsoleContext>,
    ),
  );
});
afterEach(() => {
  act(() => root.unmount());
  document.body.replaceChildren();
});

describe('automation', () => {
  it('approves the proposed run with one key, once', () => {
    expect(card()).toContain('Proposed: Emergency rollback');
    press('y');
    press('y');
    expect(sent).toEqual([['automation.approve', { run: 'RUN-102' }]]);
  });

  it('confirms the step that waits for a person', () => {
    show(liveRuns.slice(0, 1));
    expect(card()).toContain('For you: Fail over to the backup');
    press('y');
    expect(sent).toEqual([['automation.confirm', { run: 'RUN-101', action: 'failover-to-backup' }]]);
  });

  it('declines with a reason, and only where something is proposed', () => {
    press('Y');
    fillAndSend('Decline a proposed run');
    expect(sent).toEqual([['automation.decline', { run: 'RUN-102', reason: 'because' }]]);
    show(liveRuns.slice(0, 1));
    press('Y');
    expect(document.querySelector('form')).toBeNull();
  });

  it('is stopped, and started again, with a reason; a band says that it is off', () => {
    expect(document.body.textContent).not.toContain('AUTOMATION OFF');
    press('z');
    fillAndSend('Automation');
    show(liveRuns, false);
    expect(document.querySelector('[role=note]')?.textContent).toContain(
      'by M. Tanaka: It restarts in circles',
    );
    press('z');
    fillAndSend('Automation');
    expect(sent.map(([, params]) => params)).toEqual([
      { on: false, reason: 'because' },
      { on: true, reason: 'because' },
    ]);
  });

  it('shows nothing where nothing ran, and does nothing then', () => {
    show([]);
    expect(card()).toBe('');
    press('y');
    expect(sent).toEqual([]);
  });
});

describe('runs in words', () => {
  const [failover, proposed] = liveRuns as readonly [Run, Run];

  it('say how each step came out, what a person has to do, and by when', () => {
    const { steps, ask } = automationLine(failover, frozenAt);
    expect(steps.map(({ words, state }) => `${state} ${words}`)).toEqual([
      'bad failed, 1 min',
      'current waits for you',
      'ahead ',
    ]);
    expect(ask?.text).toBe("Move the service's traffic to its standby, within 03:48");
  });

  it('ask nothing once they have ended', () => {
    const ended: Run = {
      ...proposed,
      state: 'ended',
      endedAt: frozenAt,
      outcome: 'cleared',
      text: 'it is well',
    };
    expect(askOf(ended)).toBeUndefined();
    expect(automationLine(ended, frozenAt)).toMatchObject({
      ask: undefined,
      end: 'Ended 03:16:56: it is well',
    });
  });

  it('belong to their incident, or without one to the open incident of their service', () => {
    const stray: Run = { ...failover, id: 'RUN-9', incident: undefined };
    const other: Run = { ...failover, id: 'RUN-8', incident: 'INC-1' };
    const runs = Object.fromEntries([failover, proposed, stray, other].map((run) => [run.id, run]));
    expect(runsOf(runs, worstIncident).map(({ id }) => id)).toEqual(['RUN-102', 'RUN-101', 'RUN-9']);
  });
});
