import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideTime } from '../../../../gateway/desk/decideTime.ts';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { DeskRules } from '../../../../gateway/desk/rules.ts';
import type { Command } from '../../../../shared/feed/commands.ts';
import { deskRules } from './deskRules.ts';

const minuteMs = 60_000;
const openedAt = Date.UTC(2026, 10, 21, 23, 50);
const id = 'INC-2001';

const opened = (severity = 'P0'): DeskState =>
  evolve(emptyDesk, {
    type: 'incident.opened',
    at: openedAt,
    by: { kind: 'gateway', name: 'gateway' },
    incident: id,
    title: 'Auth Service is unavailable',
    severity,
    service: 'auth',
    cause: 'auth:unavailable',
    firstSignalAt: openedAt - 30_000,
    text: `Opened as ${severity}`,
    alerts: [],
    runbooks: [],
  });

function give(state: DeskState, minutes: number, command: Command, person = 'M. Tanaka'): DeskState {
  const decided = decideCommand(state, deskRules, { command, person, now: openedAt + minutes * minuteMs });
  if (!decided.ok) throw new Error(decided.error);
  return decided.value.reduce(evolve, state);
}

/** Judges at each of these minutes; what happened, as `minute type detail`. */
function run(before: DeskState, minutes: readonly number[], rules: DeskRules = deskRules) {
  let state = before;
  const told: string[] = [];
  for (const minute of minutes) {
    for (const event of decideTime(state, rules, openedAt + minute * minuteMs)) {
      told.push(`${minute} ${wordsOf(event)}`);
      state = evolve(state, event);
    }
  }
  return { state, told };
}

function wordsOf(event: DeskEvent): string {
  if (event.type === 'incident.escalated') return `pages ${event.role}: ${event.person ?? 'nobody'}`;
  return event.type === 'incident.overdue' ? `misses ${event.duty}` : event.type;
}

const everyMinute = (until: number): number[] => Array.from({ length: until + 1 }, (_, minute) => minute);

describe('time', () => {
  it('pages each role of a P0 at its minute, and tells each duty that nobody met, once', () => {
    expect(run(opened(), everyMinute(70)).told).toEqual([
      '0 pages On-call Engineer: M. Tanaka',
      '6 misses acknowledge',
      '11 misses assess',
      '15 pages Engineering Manager: The Engineering Manager',
      '16 misses respond',
      '16 misses recover',
      '30 pages VP Engineering: The VP Engineering',
      '31 misses update',
      '60 pages CTO: nobody',
    ]);
  });

  it('stops where the policy says so: a P2 with its acknowledgement, a P0 only when it is resolved', () => {
    const acknowledge: Command = { name: 'incident.acknowledge', params: { incident: id } };
    const p2 = give(run(opened('P2'), [0]).state, 3, acknowledge);
    expect(run(p2, everyMinute(20)).told.filter((line) => line.includes('pages'))).toEqual([]);
    const p0 = give(run(opened(), [0]).state, 3, acknowledge);
    expect(run(p0, everyMinute(20)).told).toContain('15 pages Engineering Manager: The Engineering Manager');
    const resolved = give(p0, 5, { name: 'incident.resolve', params: { incident: id, note: 'done' } });
    expect(run(resolved, everyMinute(70)).told).toEqual([]);
  });

  it('asks for the next update half an hour after each one', () => {
    const updated = give(run(opened(), [0]).state, 20, {
      name: 'incident.update',
      params: { incident: id, text: 'Failing over.' },
    });
    const missed = run(updated, everyMinute(100)).told.filter((line) => line.includes('update'));
    expect(missed).toEqual(['51 misses update']);
  });

  it('wants a report within a day of the resolution, and closes the incident with it', () => {
    const resolved = give(opened(), 5, { name: 'incident.resolve', params: { incident: id, note: 'done' } });
    const day = 24 * 60;
    expect(run(resolved, [5, day, day + 6]).told).toEqual([`${day + 6} misses document`]);
    const reported = give(resolved, 60, {
      name: 'incident.report',
      params: { incident: id, summary: 'Why.' },
    });
    expect(run(reported, [day + 6]).told).toEqual([]);
  });

  it('counts the ladder of a new severity from when it was given', () => {
    const raised = give(run(opened('P2'), everyMinute(20)).state, 20, {
      name: 'incident.assess',
      params: { incident: id, impact: 'All tenants.', severity: 'P0' },
    });
    const pages = run(raised, everyMinute(40)).told.filter((line) => line.includes('pages'));
    expect(pages).toEqual([
      '20 pages On-call Engineer: M. Tanaka',
      '35 pages Engineering Manager: The Engineering Manager',
    ]);
  });

  it('resolves a role to whoever holds it when it is paged: across a shift or a rota change', () => {
    const midnight = openedAt + 10 * minuteMs;
    const rules: DeskRules = {
      ...deskRules,
      holderOf: (_role, _incident, now) => (now < midnight ? 'late shift' : 'early shift'),
    };
    expect(run(opened(), [0, 15], rules).told).toEqual(
      expect.arrayContaining([
        '0 pages On-call Engineer: late shift',
        '15 pages Engineering Manager: early shift',
      ]),
    );
  });

  it('pages the next role by hand, once, and goes on from there', () => {
    const byHand: Command = { name: 'incident.escalate', params: { incident: id, reason: 'Two regions.' } };
    const state = give(run(opened(), [0]).state, 2, byHand);
    expect(state.incidents.get(id)?.timeline.at(-1)?.text).toBe(
      'Escalated by hand to Engineering Manager, The Engineering Manager: Two regions.',
    );
    const pages = run(state, everyMinute(31)).told.filter((line) => line.includes('pages'));
    expect(pages).toEqual(['30 pages VP Engineering: The VP Engineering']);
  });

  it('catches up in order after a gateway was down, and says that it is late', () => {
    const { told, state } = run(opened(), [0, 45]);
    expect(told.slice(1).map((line) => line.replace('45 ', ''))).toEqual([
      'misses acknowledge',
      'misses assess',
      'pages Engineering Manager: The Engineering Manager',
      'misses respond',
      'misses recover',
      'pages VP Engineering: The VP Engineering',
      'misses update',
    ]);
    const texts = state.incidents.get(id)?.timeline.map(({ text }) => text);
    expect(texts).toContain(
      'After 15 min, escalated to Engineering Manager, The Engineering Manager (30 min late: the gateway was not running at its time)',
    );
    expect(texts).toContain(
      'Missed: acknowledge within 5 min, due 23:55:00 UTC (40 min late: the gateway was not running at its time)',
    );
  });

  it('tells the same, once each, whenever it is asked', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 120 }), { maxLength: 30 }), (asked) => {
        const minutes = [...asked.toSorted((one, other) => one - other), 121];
        const words = (lines: readonly string[]): string[] => lines.map((line) => line.replace(/^\d+ /, ''));
        const told = words(run(opened(), minutes).told);
        expect(new Set(told).size).toBe(told.length);
        expect(told.toSorted()).toEqual(words(run(opened(), everyMinute(121)).told).toSorted());
      }),
    );
  });
});

describe('the duties of people', () => {
  it.each<[string, (state: DeskState) => DeskState, Command, RegExp]>([
    [
      'a report of what is open',
      (state) => state,
      { name: 'incident.report', params: { incident: id, summary: 'x' } },
      /still open/,
    ],
    [
      'a second report',
      (state) =>
        give(give(state, 1, { name: 'incident.resolve', params: { incident: id, note: 'x' } }), 2, {
          name: 'incident.report',
          params: { incident: id, summary: 'x' },
        }),
      { name: 'incident.report', params: { incident: id, summary: 'y' } },
      /was reported by M\. Tanaka at 23:52:00 UTC/,
    ],
    [
      'an escalation beyond the ladder',
      (state) => run(state, everyMinute(61)).state,
      { name: 'incident.escalate', params: { incident: id, reason: 'x' } },
      /Everybody on the ladder of P0/,
    ],
    [
      'an escalation that has stopped',
      (state) => give(state, 1, { name: 'incident.resolve', params: { incident: id, note: 'x' } }),
      { name: 'incident.escalate', params: { incident: id, reason: 'x' } },
      /was resolved by/,
    ],
    [
      'a severity that there is not',
      (state) => state,
      { name: 'incident.assess', params: { incident: id, impact: 'x', severity: 'P9' } },
      /There is no severity "P9"/,
    ],
  ])('refuse %s with a sentence', (_what, before, command, says) => {
    const decided = decideCommand(before(opened()), deskRules, {
      command,
      person: 'L. Meyer',
      now: openedAt + 62 * minuteMs,
    });
    expect(decided).toMatchObject({ ok: false, error: expect.stringMatching(says) as unknown });
  });

  it('an assessment keeps its impact, and may change the severity', () => {
    const state = give(opened('P2'), 4, {
      name: 'incident.assess',
      params: { incident: id, impact: 'All policy checks refused.', severity: 'P0' },
    });
    expect(state.incidents.get(id)).toMatchObject({
      severity: 'P0',
      assessed: { by: 'M. Tanaka', impact: 'All policy checks refused.' },
    });
  });
});
