import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { deskEventSchema } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { DeskRules } from '../../../../gateway/desk/rules.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import { changeSchema } from '../../../../shared/model/change.ts';
import { deskRules } from './deskRules.ts';
import type { Command } from '../../../../shared/feed/commands.ts';

const minuteMs = 60_000;
const t0 = Date.UTC(2026, 10, 21, 3, 0);
const at = (minutes: number): number => t0 + minutes * minuteMs;
const rules: DeskRules = {
  ...deskRules,
  persons: [],
  changeCategories: ['emergency', 'standard'].map((id) => ({ id, name: id })),
  services: new Map(['auth', 'postgresql'].map((id) => [id, { name: id, runbooks: [], dependsOn: [] }])),
};

const start = (over: object = {}): Command => ({
  name: 'change.start',
  params: {
    title: 'Upgrade PostgreSQL',
    services: ['postgresql'],
    category: 'standard',
    until: at(60),
    ...over,
  },
});
const extend = (until: number): Command => ({
  name: 'change.extend',
  params: { change: 'CHG-101', until, reason: 'vacuum is slow' },
});
const end: Command = {
  name: 'change.end',
  params: { change: 'CHG-101', outcome: 'completed', note: 'on 18.1' },
};

function give(state: DeskState, command: Command, now = t0): DeskState | string {
  const decided = decideCommand(state, rules, { command, person: 'M. Tanaka', now });
  return decided.ok
    ? decided.value.map((event) => deskEventSchema.parse(event)).reduce(evolve, state)
    : decided.error;
}
function done(state: DeskState | string): DeskState {
  if (typeof state === 'string') throw new Error(state);
  return state;
}
const running = done(give(emptyDesk, start()));
const ended = done(give(running, end, at(20)));

describe('a change', () => {
  it('starts at once, is extended with a reason, and ends with an outcome', () => {
    const extended = done(give(running, extend(at(90)), at(50)));
    const over = done(give(extended, end, at(80)));
    expect(changeSchema.parse(over.changes['CHG-101'])).toEqual({
      id: 'CHG-101',
      title: 'Upgrade PostgreSQL',
      category: 'standard',
      services: ['postgresql'],
      startsAt: t0,
      endsAt: at(90),
      status: 'done',
      startedBy: { at: t0, by: 'M. Tanaka' },
      extensions: [{ at: at(50), by: 'M. Tanaka', from: at(60), to: at(90), reason: 'vacuum is slow' }],
      endedBy: { at: at(80), by: 'M. Tanaka' },
      outcome: 'completed',
      note: 'on 18.1',
    });
    expect(done(give(over, start({ until: at(120) }), at(81))).changes['CHG-102']?.status).toBe('running');
  });

  it('names each service once', () => {
    const state = done(give(emptyDesk, start({ services: ['auth', 'auth'] })));
    expect(state.changes['CHG-101']?.services).toEqual(['auth']);
  });

  it.each<[string, DeskState, Command, number, RegExp]>([
    ['of an unknown service', emptyDesk, start({ services: ['nope'] }), 0, /no service "nope"; it has auth/],
    ['of an unknown category', emptyDesk, start({ category: 'x' }), 0, /choose emergency, standard/],
    ['that would end now', emptyDesk, start({ until: at(5) }), 5, /The end 03:05:00 UTC is past/],
    ['longer than a day', emptyDesk, start({ until: at(24 * 60) + 1 }), 0, /at most 24 h ahead/],
    ['that is unknown', emptyDesk, end, 0, /no change CHG-101/],
    ['that ended', ended, end, 30, /CHG-101 was ended by M\. Tanaka at 03:20:00 UTC/],
    ['that ended, to extend', ended, extend(at(90)), 30, /was ended by/],
    ['extended into the past', running, extend(at(70)), 80, /is past \(it is 04:20:00\)/],
    ['extended by more than a day', running, extend(at(25 * 60)), 0, /at most 24 h ahead/],
    ['shortened', running, extend(at(30)), 10, /runs to 04:00:00 UTC already; .* end it/],
  ])('%s is refused', (_what, state, command, minutes, message) => {
    expect(give(state, command, at(minutes))).toMatch(message);
  });
});

const signal = (over: Partial<Signal> = {}): Signal => ({
  key: 'probe:postgresql',
  cause: 'postgresql:unavailable',
  state: 'bad',
  title: 'PostgreSQL is unavailable',
  text: 'Health check failed',
  severity: 'P1',
  service: 'postgresql',
  startedAt: at(5),
  ...over,
});
const judge = (state: DeskState, minutes: number, ...signals: Signal[]): DeskState =>
  decideSignals(state, rules, signals, at(minutes)).reduce(evolve, state);
const incidents = (state: DeskState) => [...state.incidents.values()];

describe('signals of a service in maintenance', () => {
  it('open nothing while it runs, whatever they are of; those of others do', () => {
    const alert = signal({ key: 'alert:a/1', cause: 'postgresql:PgPool', alert: 'a/1' });
    expect(judge(running, 10, signal(), alert, signal({ key: 'up:postgresql' }))).toBe(running);
    const other = signal({ key: 'probe:auth', cause: 'auth:unavailable', service: 'auth' });
    expect(incidents(judge(running, 10, other))).toMatchObject([{ service: 'auth' }]);
  });

  it('that are still bad open at once when it ends, saying what held them back', () => {
    expect(incidents(judge(ended, 20, signal()))).toMatchObject([
      {
        firstSignalAt: at(5),
        openedAt: at(20),
        timeline: [{ text: 'Opened as P1, held back during CHG-101' }, { kind: 'signal' }],
      },
    ]);
    expect(incidents(judge(ended, 20, signal({ state: 'clear' })))).toEqual([]);
  });

  it('that are still bad open at once when its planned end passes, ended or not', () => {
    expect(incidents(judge(running, 59.99, signal()))).toEqual([]);
    expect(incidents(judge(running, 60, signal()))).toHaveLength(1);
    const extended = done(give(running, extend(at(90)), at(50)));
    expect(incidents(judge(extended, 60, signal()))).toEqual([]);
    expect(incidents(judge(extended, 90, signal()))).toHaveLength(1);
  });

  it('that began after it ended are held back by nothing', () => {
    const [incident] = incidents(judge(ended, 40, signal({ startedAt: at(39) })));
    expect(incident?.timeline[0]?.text).toBe('Opened as P1');
  });

  it('join an incident that was open before', () => {
    const before = done(give(judge(emptyDesk, 0, signal({ startedAt: t0 })), start(), at(1)));
    const joined = judge(before, 10, signal(), signal({ key: 'up:postgresql', severity: 'P0' }));
    expect(incidents(joined)).toMatchObject([{ severity: 'P0', status: 'open' }]);
    expect(joined.signals.get('up:postgresql')?.state).toBe('bad');
  });

  it('for which planned work is no excuse open one all the same', () => {
    const hash = signal({ key: 'hash:postgresql', isNeverPlanned: true });
    expect(incidents(judge(running, 10, hash))).toHaveLength(1);
  });
});
