import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { deskEventSchema } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { withoutForgottenRuns } from '../../../../gateway/desk/evolveRunbook.ts';
import type { Command, CommandParams } from '../../../../shared/feed/commands.ts';
import { runbookRunSchema, stepMarks, type RunbookRun } from '../../../../shared/model/runbookRun.ts';
import { deskRules } from './deskRules.ts';

const t0 = Date.UTC(2026, 10, 21, 3, 0);
const at = (minutes: number): number => t0 + minutes * 60_000;
const incident = 'INC-2001';
const runbook = { incident, runbook: 'database-failover', title: 'PostgreSQL failover' };
const steps = ['Confirm', 'Fence', 'Promote'];

type Tick = Partial<Omit<CommandParams<'runbook.mark'>, 'number'>>;
const tick = (number: number, over: Tick = {}): Command => ({
  name: 'runbook.mark',
  params: {
    ...runbook,
    ...{ step: `step-${number}`, stepTitle: steps[number - 1] ?? 'Other', number, of: 3 },
    ...{ mark: 'done', at: at(10) },
    ...over,
  },
});
const finish = (over: Partial<CommandParams<'runbook.finish'>> = {}): Command => ({
  name: 'runbook.finish',
  params: { ...runbook, outcome: 'worked', at: at(15), ...over },
});

function give(state: DeskState, command: Command, now: number, person = 'M. Tanaka'): DeskState | string {
  const decided = decideCommand(state, deskRules, { command, person, now });
  return decided.ok
    ? decided.value.map((event) => deskEventSchema.parse(event)).reduce(evolve, state)
    : decided.error;
}
function done(state: DeskState | string): DeskState {
  if (typeof state === 'string') throw new Error(state);
  return state;
}
function runOf(state: DeskState): RunbookRun {
  return runbookRunSchema.parse(state.runbookRuns[`${incident}/database-failover`]);
}
const linesOf = (state: DeskState): readonly string[] =>
  [...state.incidents.values()].flatMap(({ timeline }) =>
    timeline.filter(({ kind }) => kind === 'runbook').map(({ text, by }) => `${text} | ${by.name}`),
  );

const declare: Command = {
  name: 'incident.declare',
  params: { title: 'Database is down', severity: 'P0' },
};
const open = done(give(emptyDesk, declare, t0));

describe('a run of a runbook', () => {
  it('begins with its first tick, and tells each step and its end on the timeline', () => {
    const first = done(give(open, tick(1), at(10)));
    const second = done(give(first, tick(2, { mark: 'failed', at: at(11) }), at(11), 'R. Silva'));
    const over = done(give(second, finish({ outcome: 'wanting', note: 'Names the old host.' }), at(15)));
    expect(linesOf(over)).toEqual([
      'Runbook begun: PostgreSQL failover | M. Tanaka',
      'Step 1 of 3 done: Confirm (PostgreSQL failover) | M. Tanaka',
      'Step 2 of 3 failed: Fence (PostgreSQL failover) | R. Silva',
      'Runbook found wanting, PostgreSQL failover: Names the old host. | M. Tanaka',
    ]);
    expect(runOf(over)).toMatchObject({
      steps: 3,
      begun: { at: at(10), by: 'M. Tanaka' },
      marks: [
        { number: 1, mark: 'done', by: 'M. Tanaka' },
        { number: 2, mark: 'failed', by: 'R. Silva' },
      ],
      end: { outcome: 'wanting', note: 'Names the old host.' },
    });
  });

  it('says of a tick given with no feed when it was ticked and when it was sent', () => {
    const sent = done(give(open, tick(1, { at: at(11) }), at(20)));
    expect(linesOf(sent)[1]).toBe(
      'Step 1 of 3 done: Confirm (PostgreSQL failover) (ticked 03:11:00, sent 03:20:00 UTC) | M. Tanaka',
    );
    expect(runOf(sent).marks[0]).toMatchObject({ at: at(11), sentAt: at(20) });
  });

  it('takes no tick for later than now, whatever the clock of the console says', () => {
    const sent = done(give(open, tick(1, { at: at(90) }), at(20)));
    expect(runOf(sent).marks[0]?.at).toBe(at(20));
  });

  it('takes ticks for an incident that was resolved meanwhile, and none for one that is not there', () => {
    const resolve: Command = { name: 'incident.resolve', params: { incident, note: 'It came back.' } };
    const resolved = done(give(open, resolve, at(12)));
    expect(runOf(done(give(resolved, tick(1), at(20)))).marks).toHaveLength(1);
    expect(give(emptyDesk, tick(1), at(20))).toMatch(/no incident INC-2001/);
  });

  it('accepts the same mark again without another line', () => {
    const first = done(give(open, tick(1), at(10)));
    const again = done(give(first, tick(1), at(11)));
    const other = done(give(again, tick(1, { at: at(12) }), at(12), 'R. Silva'));
    expect(again).toBe(first);
    expect(linesOf(other)).toEqual(linesOf(first));
  });

  it('keeps the later tick where an earlier one arrives after it, and says so', () => {
    const first = done(give(open, tick(1, { at: at(12), mark: 'failed' }), at(12), 'R. Silva'));
    const late = done(give(first, tick(1, { at: at(11) }), at(20)));
    expect(runOf(late).marks[0]).toMatchObject({ mark: 'failed', by: 'R. Silva' });
    expect(linesOf(late).at(-1)).toContain('; failed by R. Silva since');
  });

  it('asks what is wanting, and can be ended before any step', () => {
    expect(give(open, finish({ outcome: 'wanting' }), at(15))).toMatch(/what is wanting/);
    const stopped = done(give(open, finish({ outcome: 'stopped' }), at(15)));
    expect(runOf(stopped)).toMatchObject({ steps: 0, marks: [], end: { outcome: 'stopped' } });
  });

  it('goes with its incident', () => {
    const { runbookRuns } = done(give(open, tick(1), at(10)));
    expect(withoutForgottenRuns(runbookRuns, (id) => id === incident)).toEqual(runbookRuns);
    expect(withoutForgottenRuns(runbookRuns, () => false)).toEqual({});
  });

  it('is bounded in its steps and per incident', () => {
    const full = Array.from({ length: 200 }, (_, place) => tick(1, { step: `s${place}` }));
    const many = full.reduce((state, command) => done(give(state, command, at(10))), open);
    expect(give(many, tick(1, { step: 'one-more' }), at(11))).toMatch(/200 steps/);
    const runs = Array.from({ length: 50 }, (_, place) => tick(1, { runbook: `book-${place}` }));
    const busy = runs.reduce((state, command) => done(give(state, command, at(10))), open);
    expect(give(busy, tick(1, { runbook: 'one-more' }), at(11))).toMatch(/50 runbooks/);
  });
});

const given = fc.record({
  number: fc.integer({ min: 1, max: 3 }),
  minute: fc.integer({ min: 1, max: 8 }),
  mark: fc.constantFrom(...stepMarks),
  person: fc.constantFrom('M. Tanaka', 'R. Silva'),
});

describe('ticks of two people', () => {
  it('add up to the same run in whatever order they arrive', () => {
    fc.assert(
      fc.property(
        fc
          .array(given, { minLength: 1, maxLength: 12 })
          .chain((ticks) =>
            fc.tuple(
              fc.constant(ticks),
              fc.shuffledSubarray(ticks, { minLength: ticks.length, maxLength: ticks.length }),
            ),
          ),
        (orders) => {
          const [one, other] = orders.map((ticks) =>
            runOf(
              ticks.reduce(
                (state, { number, minute, mark, person }) =>
                  done(give(state, tick(number, { mark, at: at(minute) }), at(30), person)),
                open,
              ),
            ),
          );
          expect(one).toEqual(other);
        },
      ),
    );
  });
});
