import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { deskRules } from './deskRules.ts';

const start = Date.UTC(2026, 10, 21, 3, 5, 44);
const rules = deskRules;

const signal = (change: Partial<Signal> = {}): Signal => ({
  key: 'probe:auth',
  cause: 'auth:unavailable',
  state: 'bad',
  title: 'Auth Service is unavailable',
  text: '3 health checks failed: HTTP 503',
  severity: 'P0',
  service: 'auth',
  startedAt: start - 30_000,
  ...change,
});

const judge = (state: DeskState, signals: readonly Signal[], now = start): DeskState =>
  decideSignals(state, rules, signals, now).reduce(evolve, state);

const opened = judge(emptyDesk, [signal()]);

function give(
  state: DeskState,
  command: Command,
  person = 'M. Tanaka',
  now = start + 100_000,
): DeskState | string {
  const decided = decideCommand(state, rules, { command, person, now });
  return decided.ok ? decided.value.reduce(evolve, state) : decided.error;
}

function done(state: DeskState | string): DeskState {
  if (typeof state === 'string') throw new Error(state);
  return state;
}

const acknowledge: Command = { name: 'incident.acknowledge', params: { incident: 'INC-2001' } };
const resolve: Command = { name: 'incident.resolve', params: { incident: 'INC-2001', note: 'failed over' } };

describe('signals', () => {
  it('open one incident for each cause, with the worst severity and the first bad signal', () => {
    const alert = signal({ key: 'alert:a/1', alert: 'a/1', severity: 'P1', startedAt: start - 60_000 });
    const state = judge(emptyDesk, [alert, signal()]);
    expect([...state.incidents.keys()]).toEqual(['INC-2001']);
    expect(state.incidents.get('INC-2001')).toMatchObject({
      severity: 'P0',
      status: 'open',
      alerts: ['a/1'],
    });
    expect(state.incidents.get('INC-2001')?.runbooks).toEqual(['service-unavailable']);
  });

  it('of years past leave the desk, but not while they are open', () => {
    const day = 86_400_000;
    const causes = Array.from({ length: 130 }, (_, index) => `service-${index}`);
    let state = emptyDesk;
    causes.forEach((cause, index) => {
      const now = start + index * day;
      state = judge(state, [signal({ key: cause, cause })], now);
      const incident = `INC-${2001 + index}`;
      if (index > 0)
        state = done(
          give(state, { name: 'incident.resolve', params: { incident, note: 'x' } }, 'x', now + 1),
        );
    });
    const kept = [...state.incidents.keys()];
    expect(kept).toContain('INC-2001');
    expect(kept).not.toContain('INC-2002');
    expect(kept).toContain('INC-2130');
    // Those of the last 45 days before the last look, and what came since.
    expect(kept.length).toBeLessThan(45 + 64 + 2);
    expect(state.nextNumber).toBe(2131);
  });

  it('fold under an open incident that accounts for them, and open their own where there is none', () => {
    const burn = signal({
      key: 'burn:slo/auth:0',
      cause: 'burn:slo/auth',
      foldsUnder: 'auth:unavailable',
      severity: 'P1',
      title: 'Auth Service burns its budget',
    });
    const folded = judge(opened, [signal(), burn], start + 1000);
    expect([...folded.incidents.keys()]).toEqual(['INC-2001']);
    expect(folded.signals.get('burn:slo/auth:0')).toMatchObject({ incident: 'INC-2001', state: 'bad' });
    // Resolved while it still burns: the same episode opens nothing new.
    const resolved = done(give(folded, resolve));
    expect([...judge(resolved, [burn], start + 200_000).incidents.keys()]).toEqual(['INC-2001']);
    expect(judge(emptyDesk, [burn]).incidents.get('INC-2001')?.title).toBe('Auth Service burns its budget');
  });

  it('raise the severity of an open incident, and never lower it', () => {
    const state = judge(emptyDesk, [signal({ severity: 'P2' })]);
    const raised = judge(
      state,
      [signal({ severity: 'P2' }), signal({ key: 'hash:auth', severity: 'P0' })],
      start + 1000,
    );
    expect(raised.incidents.get('INC-2001')?.severity).toBe('P0');
    expect(
      judge(opened, [signal(), signal({ key: 'x', severity: 'P3' })]).incidents.get('INC-2001')?.severity,
    ).toBe('P0');
  });

  it('say when all are clear, and leave resolving to people', () => {
    const clear = judge(opened, [signal({ state: 'clear' })], start + 60_000);
    expect(clear.incidents.get('INC-2001')).toMatchObject({ status: 'open', signalsClearAt: start + 60_000 });
    const again = judge(clear, [signal()], start + 90_000);
    expect(again.incidents.get('INC-2001')?.signalsClearAt).toBeUndefined();
    expect([...again.incidents.keys()]).toHaveLength(1);
  });

  it('that are lost leave the incident open, not clear', () => {
    const lost = judge(opened, [signal({ state: 'lost' })], start + 60_000);
    expect(lost.incidents.get('INC-2001')).toMatchObject({ status: 'open' });
    expect(lost.incidents.get('INC-2001')?.signalsClearAt).toBeUndefined();
  });

  it('still bad after a person resolved do not open it anew; bad again after clear do', () => {
    const over = done(give(opened, resolve));
    expect(decideSignals(over, rules, [signal()], start + 200_000)).toEqual([]);
    const lostAndBack = judge(
      judge(over, [signal({ state: 'lost' })], start + 210_000),
      [signal()],
      start + 220_000,
    );
    expect([...lostAndBack.incidents.keys()]).toHaveLength(1);
    const recurred = judge(
      judge(over, [signal({ state: 'clear' })], start + 300_000),
      [signal()],
      start + 400_000,
    );
    expect([...recurred.incidents.keys()]).toEqual(['INC-2001', 'INC-2002']);
  });

  it('are idempotent, and at most one incident is open per cause, whatever comes', () => {
    const anySignal = fc.record({
      key: fc.constantFrom('a', 'b', 'c'),
      cause: fc.constantFrom('one', 'two'),
      state: fc.constantFrom<Signal['state']>('bad', 'clear', 'lost'),
      severity: fc.constantFrom('P0', 'P2', 'unheard of'),
    });
    fc.assert(
      fc.property(fc.array(fc.array(anySignal, { maxLength: 4 }), { maxLength: 30 }), (rounds) => {
        let state = emptyDesk;
        rounds.forEach((round, index) => {
          const unique = [
            ...new Map(round.map((one) => [one.key, { ...signal(), ...one, cause: one.key }])).values(),
          ];
          const now = start + index * 5_000;
          state = judge(state, unique, now);
          expect(decideSignals(state, rules, unique, now)).toEqual([]);
          const causes = [...state.incidents.values()]
            .filter(({ status }) => status !== 'resolved')
            .map(({ cause }) => cause);
          expect(new Set(causes).size).toBe(causes.length);
        });
      }),
    );
  });
});

describe('commands', () => {
  it('acknowledge once; the second is refused with who has it and what to do', () => {
    const first = done(give(opened, acknowledge));
    expect(first.incidents.get('INC-2001')).toMatchObject({ status: 'acknowledged', assignee: 'M. Tanaka' });
    expect(give(first, acknowledge, 'L. Meyer')).toBe(
      'INC-2001 was acknowledged by M. Tanaka at 03:07:24 UTC; assign it to take it over.',
    );
  });

  it('keep the owner that was there when somebody else acknowledges', () => {
    const assigned = done(
      give(opened, { name: 'incident.assign', params: { incident: 'INC-2001', assignee: 'meyer' } }),
    );
    expect(done(give(assigned, acknowledge)).incidents.get('INC-2001')?.assignee).toBe('L. Meyer');
  });

  it.each<[string, Command, RegExp]>([
    [
      'an unknown incident',
      { name: 'incident.note', params: { incident: 'INC-9', text: 'x' } },
      /no incident INC-9/,
    ],
    [
      'an unknown person',
      { name: 'incident.assign', params: { incident: 'INC-2001', assignee: 'M. Tanka' } },
      /Did you mean M\. Tanaka\?/,
    ],
    [
      'an unknown severity',
      { name: 'incident.reclassify', params: { incident: 'INC-2001', severity: 'P9', reason: 'x' } },
      /choose P0, P1, P2, P3/,
    ],
    [
      'the same severity',
      { name: 'incident.reclassify', params: { incident: 'INC-2001', severity: 'P0', reason: 'x' } },
      /is P0 already/,
    ],
    [
      'an open one to reopen',
      { name: 'incident.reopen', params: { incident: 'INC-2001', reason: 'x' } },
      /is open already/,
    ],
    [
      'an unknown service',
      { name: 'incident.declare', params: { title: 'x', severity: 'P1', service: 'nope' } },
      /no service "nope"; it has auth/,
    ],
  ])('refuse %s', (_what, command, message) => {
    expect(give(opened, command)).toMatch(message);
  });

  it('resolve with signals still bad, saying so; then act only after reopening', () => {
    const over = done(give(opened, resolve));
    expect(over.incidents.get('INC-2001')?.timeline.at(-1)?.text).toContain('1 signal still not clear');
    expect(give(over, acknowledge)).toMatch(/was resolved by M\. Tanaka .* reopen it first/);
    const back = done(
      give(over, { name: 'incident.reopen', params: { incident: 'INC-2001', reason: 'not over' } }),
    );
    expect(back.incidents.get('INC-2001')).toMatchObject({ status: 'open' });
    expect(done(give(back, acknowledge)).incidents.get('INC-2001')?.status).toBe('acknowledged');
  });

  it('declare an incident with its text as the first note', () => {
    const command: Command = {
      name: 'incident.declare',
      params: { title: 'Customers see errors', severity: 'P1', text: 'two calls' },
    };
    const state = done(give(opened, command));
    expect(state.incidents.get('INC-2002')).toMatchObject({ declaredBy: 'M. Tanaka', severity: 'P1' });
    expect(state.incidents.get('INC-2002')?.timeline.map(({ kind }) => kind)).toEqual(['opened', 'note']);
  });

  it('keep the newest 200 lines of a timeline, and count them all', () => {
    let state = opened;
    for (let index = 0; index < 300; index += 1) {
      state = done(
        give(state, { name: 'incident.note', params: { incident: 'INC-2001', text: `note ${index}` } }),
      );
    }
    const incident = state.incidents.get('INC-2001');
    expect(incident?.timeline).toHaveLength(200);
    expect(incident?.timeline.at(-1)?.text).toBe('note 299');
    expect(incident?.timelineTotal).toBe(302);
  });
});
