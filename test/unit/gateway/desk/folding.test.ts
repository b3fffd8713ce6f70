import { describe, expect, it } from 'vitest';
import { decideTime } from '../../../../gateway/desk/decideTime.ts';
import { incidentClocks } from '../../../../shared/rules/clocks.ts';
import { deskRules } from './deskRules.ts';
import { alertSignal, down, start, TestDesk } from './desks.ts';

const resolve = (incident: string) =>
  ({ name: 'incident.resolve', params: { incident, note: 'failed over' } }) as const;
const slow = alertSignal('HighLatency', 'dashboard', { severity: 'P2' });

describe('a symptom', () => {
  it('folds under the outage that accounts for it, with a line on both, and nobody is called for it', () => {
    const desk = new TestDesk().judge([down('auth')]).judge([down('auth'), slow], 3);
    expect(desk.incident(2002).foldedUnder).toMatchObject({
      incident: 'INC-2001',
      reason: 'Auth Service is down, which Dashboard depends on through API gateway',
    });
    expect(desk.lines(2002)).toContain(
      'Folded under INC-2001: Auth Service is down, which Dashboard depends on through API gateway',
    );
    expect(desk.lines(2001)).toContain('INC-2002 is folded under this: HighLatency on dashboard');
    expect(desk.told()).toEqual(['opened INC-2001']);
    const hours = start + 5 * 3_600_000;
    expect(incidentClocks(desk.incident(2002), deskRules, hours)).toEqual([]);
    expect(decideTime(desk.state, deskRules, hours)).not.toContainEqual(
      expect.objectContaining({ incident: 'INC-2002' }),
    );
    expect(desk.give({ name: 'incident.escalate', params: { incident: 'INC-2002', reason: 'x' } })).toBe(
      'INC-2002 is folded under INC-2001, which answers for it; escalate INC-2001.',
    );
  });

  it('that came first folds when its cause opens, and its page is taken back', () => {
    const desk = new TestDesk().judge([slow]).judge([slow, down('gateway')], 4);
    expect(desk.incident(2001).foldedUnder?.incident).toBe('INC-2002');
    expect(desk.lines(2002)).toContain('INC-2001 is folded under this: HighLatency on dashboard');
    expect(desk.told()).toEqual(['opened INC-2001', 'opened INC-2002', 'resolved INC-2001']);
  });

  it('that came too long before stands by itself', () => {
    const desk = new TestDesk()
      .judge([slow])
      .judge([slow, down('gateway', { startedAt: start + 720_000 })], 12);
    expect(desk.incident(2001).foldedUnder).toBeUndefined();
    const sooner = new TestDesk()
      .judge([slow])
      .judge([slow, down('gateway', { startedAt: start + 720_000 })], 9);
    expect(sooner.incident(2001).foldedUnder?.incident).toBe('INC-2002');
  });

  it('of something else, or of what is well again, is no symptom', () => {
    const other = new TestDesk().judge([alertSignal('AuthLatency', 'auth'), slow]);
    expect(other.incident(2002).foldedUnder).toBeUndefined();
    const clear = down('auth', { state: 'clear' });
    const well = new TestDesk()
      .judge([down('auth')])
      .judge([clear], 1)
      .judge([clear, slow], 2);
    expect(well.incident(2002).foldedUnder).toBeUndefined();
  });

  it('that is worse makes its cause as severe, and a person may not make it less', () => {
    const desk = new TestDesk().judge([down('auth')]);
    desk.judge([down('auth'), { ...slow, severity: 'P0' }], 1);
    expect(desk.incident(2001).severity).toBe('P0');
    expect(desk.lines(2001)).toContain('P1 to P0: INC-2002, folded under it, is P0');
    expect(desk.told()).toEqual(['opened INC-2001', 'escalated INC-2001']);
    const lower = { incident: 'INC-2001', severity: 'P1' };
    const refusal =
      "INC-2002 is folded under INC-2001 and is P0, so INC-2001 can't be P1; reclassify INC-2002 first.";
    expect(desk.give({ name: 'incident.reclassify', params: { ...lower, reason: 'x' } })).toBe(refusal);
    expect(desk.give({ name: 'incident.assess', params: { ...lower, impact: 'x' } })).toBe(refusal);
    // Raised while it is folded, by a person or by a signal, it raises its cause too.
    const later = new TestDesk().judge([down('auth')]).judge([down('auth'), slow], 1);
    later.give({
      name: 'incident.reclassify',
      params: { incident: 'INC-2002', severity: 'P0', reason: 'x' },
    });
    expect(later.judge([], 2).incident(2001).severity).toBe('P0');
  });

  it('still bad when its cause is resolved stands up, with clocks from then, and is paged', () => {
    const desk = new TestDesk().judge([down('auth'), slow]);
    desk.give(resolve('INC-2001'), 40);
    const stood = desk.incident(2002);
    expect(stood).toMatchObject({ status: 'open', clocksFrom: start + 40 * 60_000, foldedUnder: undefined });
    expect(desk.lines(2002).at(-1)).toBe(
      'Stands by itself again: INC-2001 was resolved, and this is still bad',
    );
    expect(desk.told()).toEqual(['opened INC-2001', 'resolved INC-2001', 'opened INC-2002']);
    const clocks = incidentClocks(stood, deskRules, start + 41 * 60_000);
    expect(clocks.map(({ state }) => state)).toEqual(clocks.map(() => 'running'));
    expect(decideTime(desk.state, deskRules, start + 41 * 60_000)).toContainEqual(
      expect.objectContaining({ incident: 'INC-2002', role: 'On-call Engineer' }),
    );
  });

  it('that is clear is resolved with its cause', () => {
    const desk = new TestDesk()
      .judge([down('auth'), slow])
      .judge([down('auth'), { ...slow, state: 'clear' }], 5);
    desk.give(resolve('INC-2001'), 6);
    expect(desk.incident(2002).resolved).toMatchObject({
      by: 'M. Tanaka',
      note: 'with INC-2001: failed over',
    });
    expect(desk.told()).toEqual(['opened INC-2001', 'resolved INC-2001']);
  });

  it('stands up where its cause has been well for long, though nobody resolved it', () => {
    const clear = down('auth', { state: 'clear' });
    const desk = new TestDesk()
      .judge([down('auth'), slow])
      .judge([clear, slow], 5)
      .judge([clear, slow], 14);
    expect(desk.incident(2002).foldedUnder?.incident).toBe('INC-2001');
    expect(desk.judge([clear, slow], 15).incident(2002).foldedUnder).toBeUndefined();
    expect(desk.judge([clear, slow], 16).incident(2002).foldedUnder).toBeUndefined();
    expect(desk.judge([down('auth'), slow], 17).incident(2002).foldedUnder?.incident).toBe('INC-2001');
  });

  it('that is a cause itself takes what it held along, and takes it back', () => {
    const desk = new TestDesk()
      .judge([down('gateway'), slow])
      .judge([down('gateway'), slow, down('auth')], 2);
    expect([2001, 2002].map((number) => desk.incident(number).foldedUnder?.incident)).toEqual([
      'INC-2003',
      'INC-2003',
    ]);
    desk.give(resolve('INC-2003'), 9);
    expect(desk.incident(2001).foldedUnder).toBeUndefined();
    expect(desk.incident(2002).foldedUnder?.incident).toBe('INC-2001');
    expect(desk.told().filter((told) => told.startsWith('opened'))).not.toContain('opened INC-2002');
  });

  it('of two services that need each other: one folds, and one answers for both', () => {
    const desk = new TestDesk().judge([down('blue'), down('green')]).judge([down('blue'), down('green')], 1);
    const under = [2001, 2002].map((number) => desk.incident(number).foldedUnder?.incident);
    expect(under).toEqual([undefined, 'INC-2001']);
  });

  it('never is one of compliance or of a wrong hash, nor what a person declared or arranged', () => {
    const hash = down('gateway', { key: 'hash:gateway', cause: 'gateway:constitutional-hash' });
    const compliance = alertSignal('Drift', 'gateway', {
      category: 'compliance',
      foldsUnder: 'auth:unavailable',
    });
    const desk = new TestDesk()
      .judge([down('auth'), hash, compliance])
      .judge([down('auth'), hash, compliance], 1);
    expect([2002, 2003].map((number) => desk.incident(number).foldedUnder)).toEqual([undefined, undefined]);
    const declared = { title: 'x', severity: 'P2', service: 'gateway' };
    desk.give({ name: 'incident.declare', params: declared });
    expect(desk.judge([down('auth')], 2).incident(2004).foldedUnder).toBeUndefined();
  });
});
