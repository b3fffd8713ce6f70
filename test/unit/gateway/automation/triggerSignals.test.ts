import { expect, it } from 'vitest';
import type { Standing } from '../../../../gateway/automation/conditions.ts';
import {
  incidentOf,
  triggerSignals,
  type TriggerPolicy,
} from '../../../../gateway/automation/triggerSignals.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';
import { deskRules } from '../desk/deskRules.ts';
import { start } from './automationBuilder.ts';

const { policy } = await acgsWith();
const latency: Standing = { state: 'met', since: start, text: 'p99 7.8 ms, above 5 ms for 2 min' };
const judge = (state: DeskState, signals: readonly Signal[], now = start): DeskState =>
  decideSignals(state, deskRules, signals, now).reduce(evolve, state);
const signalsOf = (key: string, standing: Standing): readonly Signal[] =>
  triggerSignals(new Map([[key, standing]]), policy, start);
const triggerOf = (id: string): TriggerPolicy['triggers'][number] => {
  const found = policy.triggers.find((trigger) => trigger.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};

it('a trigger opens the incident that the policy says, and its run belongs to that', () => {
  const desk = judge(emptyDesk, signalsOf('high-latency/auth', latency));
  expect([...desk.incidents.values()]).toMatchObject([
    {
      id: 'INC-2001',
      severity: 'P2',
      category: 'application',
      service: 'auth',
      title: 'High latency on Auth Service',
    },
  ]);
  expect(incidentOf(desk, triggerOf('high-latency'), 'auth', latency, policy)).toBe('INC-2001');
});

it('joins the incident that an alert of the same opened, whichever was first', () => {
  const alert: Signal = {
    ...{
      key: 'alert:am/1',
      cause: 'auth:HighLatency',
      state: 'bad',
      title: 'Slow',
      text: 'Alert',
      severity: 'P2',
    },
    ...{ service: 'auth', startedAt: start },
  };
  const trigger = signalsOf('high-latency/auth', latency);
  expect([...judge(judge(emptyDesk, [alert]), trigger).incidents.keys()]).toEqual(['INC-2001']);
  expect([...judge(judge(emptyDesk, trigger), [alert]).incidents.keys()]).toEqual(['INC-2001']);
});

it('shares the cause of the health check for a wrong hash, in maintenance too', () => {
  const met: Standing = { state: 'met', since: start, text: 'It says feed' };
  expect(signalsOf('constitutional-violation/auth', met)).toMatchObject([
    { cause: 'auth:constitutional-hash', severity: 'P0', isNeverPlanned: true },
  ]);
});

it('says nothing of what is pending or unknown, and opens nothing where the policy does not say so', () => {
  const down: Standing = { state: 'met', since: start, text: '3 health checks failed' };
  expect(signalsOf('service-unavailable/auth', down)).toEqual([]);
  expect(signalsOf('high-latency/auth', { state: 'pending', since: start })).toEqual([]);
  expect(signalsOf('high-latency/auth', { state: 'unknown' })).toEqual([]);
});

it('clears with its condition', () => {
  const desk = judge(emptyDesk, signalsOf('high-latency/auth', latency));
  const clear = judge(
    desk,
    signalsOf('high-latency/auth', { state: 'not', text: 'p99 2 ms' }),
    start + 60_000,
  );
  expect(clear.incidents.get('INC-2001')).toMatchObject({ status: 'open', signalsClearAt: start + 60_000 });
});
