import { beforeEach, describe, expect, it } from 'vitest';
import { SilenceRunner } from '../../../../gateway/alerts/silenceRunner.ts';
import type { DeskEvent, EventOf } from '../../../../gateway/desk/events.ts';
import { evolveSilence, noSilences, type SilencesState } from '../../../../gateway/desk/evolveSilence.ts';
import { FakeClock } from '../sources/fakeClock.ts';
import { FakeGate } from './fakeGate.ts';

const minuteMs = 60_000;
const matchers = [{ name: 'alertname', value: 'X', isRegex: false, isEqual: true }];
let clock: FakeClock;
let gate: FakeGate;
let state: SilencesState;
let isDiskFull: boolean;
let events: DeskEvent[];
let runner: SilenceRunner;

const start = (): SilenceRunner =>
  new SilenceRunner({
    clock,
    name: 'test',
    gateOf: (source) => (source === 'am' ? gate : undefined),
    requests: () => state.requests,
    record: (told) => {
      if (isDiskFull) return false;
      events.push(...told);
      for (const event of told)
        if (event.type === 'silence.done' || event.type === 'silence.failed')
          state = evolveSilence(state, event);
      return true;
    },
    observe: () => undefined,
    onProblem: () => undefined,
  });
const ask = (act: Partial<EventOf<'silence.requested'>['act']> = {}, source = 'am'): void => {
  const endsAt = clock.now() + 60 * minuteMs;
  const by = { kind: 'person', name: 'M. Tanaka' } as const;
  // Built from parts of one kind; the spread can't say which.
  const asked = {
    kind: 'create',
    matchers,
    startsAt: clock.now(),
    endsAt,
    comment: 'deploy',
    ...act,
  } as EventOf<'silence.requested'>['act'];
  state = evolveSilence(state, {
    ...{ type: 'silence.requested', at: clock.now(), by, source },
    request: `SIL-${state.next}-x`,
    act: asked,
  });
  runner.wake();
};
const outcomes = (): readonly string[] => events.map(({ type }) => type);

beforeEach(() => {
  clock = new FakeClock();
  gate = new FakeGate();
  state = noSilences;
  isDiskFull = false;
  events = [];
  runner = start();
});

describe('the runner of silences', () => {
  it('makes one under the person’s name, marked as ours', async () => {
    ask();
    runner.wake();
    await clock.move(0);
    expect(gate.silences).toMatchObject([
      { createdBy: 'M. Tanaka', comment: 'deploy [watchfloor:SIL-101-x]', matchers },
    ]);
    expect(events).toMatchObject([{ type: 'silence.done', silence: 'made-1', by: { kind: 'gateway' } }]);
  });

  it('makes one though the answer is lost, also where the gateway was killed in between', async () => {
    gate.losesAnswers = true;
    ask();
    await clock.move(0);
    expect(runner.problemOf('SIL-101-x')).toBe('no answer in 5 s');
    runner.stop();
    await clock.move(minuteMs);
    expect(outcomes()).toEqual([]);
    runner = start();
    runner.wake();
    await clock.move(0);
    expect([gate.puts, outcomes()]).toEqual([1, ['silence.done']]);
  });

  it('keeps one where a lost try is done after all', async () => {
    const put = gate.put.bind(gate);
    gate.put = async (asked) => {
      // The first arrives only now, just before the second.
      await put({ ...asked, id: 'late' });
      return put(asked);
    };
    ask();
    await clock.move(0);
    expect(gate.inForce).toHaveLength(1);
    expect(events).toMatchObject([{ type: 'silence.done', silence: gate.inForce[0]?.id }]);
  });

  it('tries again while it makes sense, and never acts later than that', async () => {
    gate.isReachable = false;
    ask();
    await clock.move(9 * minuteMs);
    expect(outcomes()).toEqual([]);
    expect(gate.lists).toBeLessThan(30);
    await clock.move(2 * minuteMs);
    expect(events).toMatchObject([
      { type: 'silence.failed', problem: expect.stringMatching(/^connection refused/) },
    ]);
    gate.isReachable = true;
    await clock.move(60 * minuteMs);
    expect(gate.puts).toBe(0);
  });

  it('does not do after a long stop what nobody reckons with any more', async () => {
    gate.isReachable = false;
    ask();
    await clock.move(0);
    runner.stop();
    await clock.move(11 * minuteMs);
    gate.isReachable = true;
    runner = start();
    runner.wake();
    await clock.move(0);
    expect(gate.puts).toBe(0);
    expect(events).toMatchObject([{ problem: expect.stringContaining('could not be done in time') }]);
  });

  it('does not ask again for what was refused', async () => {
    gate.refuses = true;
    ask();
    await clock.move(minuteMs);
    expect(gate.lists).toBe(1);
    expect(events).toMatchObject([{ type: 'silence.failed', problem: 'HTTP 400: silence invalid' }]);
  });

  it('records it once the journal can, and does it once', async () => {
    isDiskFull = true;
    ask();
    await clock.move(minuteMs);
    isDiskFull = false;
    await clock.move(minuteMs);
    expect([gate.puts, outcomes()]).toEqual([1, ['silence.done']]);
  });

  it('extends under the id that Alertmanager gives, and knows that it did', async () => {
    ask();
    await clock.move(0);
    const endsAt = clock.now() + 120 * minuteMs;
    const put = gate.put.bind(gate);
    gate.put = async (asked) => {
      await gate.expire(asked.id ?? '');
      const { id: _old, ...rest } = asked;
      await put(rest);
      return { ok: false, error: { problem: 'no answer in 5 s', isFinal: false } };
    };
    ask({ kind: 'extend', silence: 'made-1', endsAt });
    await clock.move(minuteMs);
    expect(gate.inForce).toMatchObject([{ id: 'made-2', endsAt, createdBy: 'M. Tanaka' }]);
    expect(events.at(-1)).toMatchObject({ type: 'silence.done', silence: 'made-2' });
    ask({ kind: 'extend', silence: 'made-1', endsAt: endsAt + 1_000_000 });
    await clock.move(0);
    expect(events.at(-1)).toMatchObject({ problem: 'it has expired; make a new one' });
    expect(gate.puts).toBe(2);
  });

  it('expires one, and is content where it has expired', async () => {
    ask();
    await clock.move(0);
    for (let round = 0; round < 2; round += 1) {
      ask({ kind: 'expire', silence: 'made-1' });
      await clock.move(0);
    }
    expect(gate.inForce).toEqual([]);
    expect(outcomes()).toEqual(['silence.done', 'silence.done', 'silence.done']);
  });

  it('says that a source is gone from the policy', async () => {
    ask({}, 'old');
    await clock.move(0);
    expect(events).toMatchObject([{ type: 'silence.failed', problem: expect.stringContaining('"old"') }]);
  });
});
