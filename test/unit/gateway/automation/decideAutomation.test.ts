import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Standing } from '../../../../gateway/automation/conditions.ts';
import { interruptedEvents } from '../../../../gateway/automation/decideAutomation.ts';
import { nextMove } from '../../../../gateway/automation/nextMove.ts';
import { emptyDesk, evolve } from '../../../../gateway/desk/evolve.ts';
import {
  AutomationBench,
  met,
  minuteMs,
  not,
  pending,
  policyWith,
  start,
  unknown,
} from './automationBuilder.ts';

const next = (bench: AutomationBench, standing: Standing, at: number): string => {
  const run = bench.runs.at(-1);
  if (run === undefined) return 'none';
  const move = nextMove(run, standing, bench.desk.automation.on, at);
  return move.kind === 'carry-out' ? move.step.action : move.kind;
};

describe('episodes', () => {
  it('begin one run, however often the condition is judged, and end where it is clearly not met', () => {
    const bench = new AutomationBench();
    for (let at = start; at < start + minuteMs; at += 1_000) bench.judge(met, at);
    expect(bench.runs).toMatchObject([
      { id: 'RUN-101', state: 'running', because: '3 health checks failed' },
    ]);
    bench.judge(unknown, start + 61_000);
    bench.judge(pending, start + 62_000);
    expect(bench.runs[0]?.clearedAt).toBeUndefined();
    bench.judge(not, start + 63_000);
    expect(bench.runs[0]).toMatchObject({ clearedAt: start + 63_000 });
  });

  it('wait for the cool-down before another run', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    bench.judge(not, start + 1_000);
    bench.ended('tell', 'done', start + 2_000);
    bench.judge(not, start + 2_000);
    expect(bench.runs).toMatchObject([{ outcome: 'cleared', endedAt: start + 2_000 }]);
    bench.judge(met, start + 2_000 + 10 * minuteMs - 1);
    expect(bench.runs).toHaveLength(1);
    bench.judge(met, start + 2_000 + 10 * minuteMs);
    expect(bench.runs).toHaveLength(2);
  });

  it('never run twice, whatever is heard, decided, switched or restarted', () => {
    const standing = fc.constantFrom<Standing>(met, not, unknown, pending);
    const act = fc.oneof(
      { weight: 6, arbitrary: standing },
      fc.constantFrom('approve', 'decline', 'off', 'on', 'restart', 'done', 'failed', 'busy'),
    );
    const step = fc.tuple(act, fc.integer({ min: 0, max: 8 * minuteMs }));
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 60 }),
        fc.constantFrom('automatic' as const, 'proposed' as const),
        fc.boolean(),
        (acts, mode, simulated) => {
          const bench = new AutomationBench(policyWith({ mode }), emptyDesk, simulated);
          let at = start;
          let episode = 0;
          const episodes: number[] = [];
          let last: Standing = unknown;
          for (const [what, ms] of acts) {
            at += ms;
            const run = bench.runs.at(-1)?.id ?? 'RUN-101';
            const reason = 'so';
            if (what === 'approve') bench.give({ name: 'automation.approve', params: { run } }, at);
            else if (what === 'decline')
              bench.give({ name: 'automation.decline', params: { run, reason } }, at);
            else if (what === 'off' || what === 'on')
              bench.give(
                { name: 'automation.switch', params: { on: what === 'on', reason } },
                at,
                'approver',
              );
            else if (what === 'restart') {
              bench.desk = bench.events.reduce(evolve, emptyDesk);
              bench.take(interruptedEvents(bench.desk, at));
              last = unknown;
            } else if (what === 'done' || what === 'failed') bench.ended('restart', what, at);
            else if (what === 'busy') bench.judge(last, at, [run]);
            else {
              last = what;
              if (what === not) episode += 1;
            }
            const before = bench.runs.length;
            bench.judge(last, at);
            if (bench.runs.length > before) episodes.push(episode);
          }
          expect(new Set(episodes).size).toBe(episodes.length);
          // Whoever reads the journal again comes to the same.
          expect(bench.events.reduce(evolve, emptyDesk)).toEqual(bench.desk);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('are not run in maintenance, but for a wrong hash', () => {
    const planned = (bench: AutomationBench): string =>
      bench.give(
        {
          name: 'change.start',
          params: { title: 'Upgrade', services: ['auth'], category: 'standard', until: start + minuteMs },
        },
        start - 1_000,
      );
    const bench = new AutomationBench();
    expect(planned(bench)).toBe('done');
    bench.judge(met, start);
    expect(bench.runs).toEqual([]);
    bench.judge(met, start + minuteMs);
    expect(bench.runs).toHaveLength(1);
    const hash = new AutomationBench(policyWith({ condition: { kind: 'hash-mismatch' } }));
    planned(hash);
    hash.judge(met, start);
    expect(hash.runs).toHaveLength(1);
  });
});

describe('a run', () => {
  it('goes on to the next action where one failed, and tells whatever came of them', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    expect(next(bench, met, start)).toBe('restart');
    bench.ended('restart', 'failed', start + 60_000);
    expect(next(bench, met, start + 60_000)).toBe('failover');
    bench.ended('failover', 'timeout', start + 5 * minuteMs);
    expect(next(bench, met, start + 5 * minuteMs)).toBe('tell');
    bench.ended('tell', 'done', start + 5 * minuteMs);
    bench.judge(met, start + 5 * minuteMs);
    expect(bench.runs).toMatchObject([
      { outcome: 'failed', text: '2 of 3 actions failed, and its condition still holds' },
    ]);
  });

  it('stops before the failover where the restart cleared its condition', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    bench.ended('restart', 'done', start + 5_000);
    bench.judge(met, start + 10_000);
    expect(next(bench, met, start + 10_000)).toBe('wait');
    bench.judge(not, start + 15_000);
    expect(bench.steps).toBe('restart: done, failover: skipped, tell: ahead');
    expect(next(bench, not, start + 15_000)).toBe('tell');
  });

  it('goes on to the failover where the restart did not help in 30 s, but never while blind', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    bench.ended('restart', 'done', start + 5_000);
    expect(next(bench, met, start + 34_999)).toBe('wait');
    expect(next(bench, met, start + 35_000)).toBe('failover');
    expect(next(bench, unknown, start + 35_000)).toBe('wait');
  });

  it('skips what its time does not reach', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    bench.judge(met, start + 5 * minuteMs);
    expect(bench.steps).toBe('restart: skipped, failover: skipped, tell: ahead');
  });

  it('waits for a person, until its time is up', () => {
    const bench = new AutomationBench(policyWith({ actions: ['by-hand', 'tell'] }));
    bench.judge(met, start);
    bench.judge(met, start + minuteMs);
    expect(
      bench.give({ name: 'automation.confirm', params: { run: 'RUN-101', action: 'tell' } }, start),
    ).toMatch(/^RUN-101 does not wait for tell/);
    const late = new AutomationBench(bench.policy, bench.desk);
    late.judge(met, start + 5 * minuteMs);
    expect(late.steps).toBe('by-hand: timeout, tell: ahead');
    const confirm = {
      name: 'automation.confirm',
      params: { run: 'RUN-101', action: 'by-hand', note: 'ok' },
    } as const;
    expect(bench.give(confirm, start + minuteMs)).toBe('done');
    expect(bench.runs[0]?.steps[0]).toMatchObject({ outcome: 'done', tookMs: minuteMs, output: 'ok' });
  });

  it('that is proposed waits for approval, and is withdrawn where its condition clears', () => {
    const bench = new AutomationBench(policyWith({ mode: 'proposed' }));
    bench.judge(met, start);
    expect(next(bench, met, start)).toBe('wait');
    const approve = { name: 'automation.approve', params: { run: 'RUN-101' } } as const;
    const withdrawn = new AutomationBench(bench.policy, bench.desk);
    withdrawn.judge(not, start + minuteMs);
    expect(withdrawn.runs).toMatchObject([{ outcome: 'cleared' }]);
    expect(withdrawn.give(approve, start + minuteMs)).toBe(
      'RUN-101 has ended (cleared): its condition is no longer met',
    );
    expect(bench.give(approve, start + minuteMs)).toBe('done');
    // Its time counts from the approval.
    expect(next(bench, met, start + 5 * minuteMs)).toBe('restart');
    expect(bench.give(approve, start + minuteMs)).toBe('RUN-101 was approved by M. Tanaka at 03:06:44 UTC.');
  });

  it('of a simulated gateway reaches nobody', () => {
    const bench = new AutomationBench(policyWith(), emptyDesk, true);
    bench.judge(met, start);
    expect(bench.steps).toBe('restart: skipped, failover: skipped, tell: skipped');
    expect(bench.runs).toMatchObject([{ state: 'ended', outcome: 'skipped', text: 'simulated, not run' }]);
  });

  it('that a kill interrupted is failed and not tried again; one that waits for a person goes on', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    bench.take(interruptedEvents(bench.desk, start + 10_000));
    bench.judge(met, start + 20 * minuteMs);
    expect(bench.steps).toBe('restart: failed, failover: skipped, tell: skipped');
    expect(bench.runs).toMatchObject([{ outcome: 'failed', text: 'interrupted: the gateway stopped' }]);
    const waiting = new AutomationBench(policyWith({ actions: ['by-hand'] }));
    waiting.judge(met, start);
    expect(interruptedEvents(waiting.desk, start + 10_000)).toEqual([]);
  });
});

describe('the switch', () => {
  const off = { name: 'automation.switch', params: { on: false, reason: 'it restarts in circles' } } as const;
  const on = { name: 'automation.switch', params: { on: true, reason: 'mended' } } as const;

  it('stops all at once, and lets nothing begin while it is off', () => {
    const bench = new AutomationBench();
    bench.judge(met, start);
    bench.ended('restart', 'failed', start + 1_000);
    expect(bench.give(off, start + 2_000)).toBe('done');
    bench.judge(met, start + 2_000);
    expect(bench.steps).toBe('restart: failed, failover: skipped, tell: skipped');
    expect(bench.runs).toMatchObject([{ outcome: 'stopped', text: 'automation is off' }]);
    bench.judge(not, start + minuteMs);
    bench.judge(met, start + 20 * minuteMs);
    expect(bench.runs).toHaveLength(1);
    expect(bench.desk.automation.switched).toEqual({
      at: start + 2_000,
      by: 'M. Tanaka',
      reason: 'it restarts in circles',
    });
  });

  it('is turned off by an operator, and on again by an approver only', () => {
    const bench = new AutomationBench();
    expect(bench.give(on, start, 'approver')).toBe('Automation is on already.');
    bench.give(off, start);
    expect(bench.give(on, start)).toMatch(/takes the role approver/);
    expect(bench.give(on, start, 'approver')).toBe('done');
    expect(bench.desk.automation.on).toBe(true);
  });
});
