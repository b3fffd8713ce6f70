import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '../../../../shared/model/incident.ts';
import { incidentClocks, nextDue } from '../../../../shared/rules/clocks.ts';
import { durationText, sentenceText, utcSince } from '../../../../shared/rules/durations.ts';
import { nextEscalation } from '../../../../shared/rules/escalation.ts';
import { onDuty, turnEndsAt } from '../../../../shared/rules/rota.ts';
import { shiftAt } from '../../../../shared/rules/shifts.ts';

const minute = 60_000;
const openedAt = Date.UTC(2026, 10, 21, 3, 5, 44);
const desk = {
  duties: {
    acknowledgeMs: 5 * minute,
    assessMs: 10 * minute,
    updateMs: 30 * minute,
    documentMs: 1440 * minute,
  },
  severities: [
    { id: 'P0', rank: 0, name: 'Critical', meaning: '', responseMs: 15 * minute, rtoMs: 15 * minute },
  ],
};
const incident: Incident = {
  id: 'INC-2041',
  title: 'Policy Governance is unavailable',
  severity: 'P0',
  status: 'open',
  cause: 'x',
  firstSignalAt: openedAt - 30_000,
  openedAt,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
};
const person = { kind: 'person', name: 'M. Tanaka' } as const;

describe('clocks', () => {
  const states = (now: number, change: Partial<Incident> = {}) =>
    Object.fromEntries(
      incidentClocks({ ...incident, ...change }, desk, now).map(({ id, state }) => [id, state]),
    );

  it('run from the opening, and are late once they ran out', () => {
    expect(states(openedAt)).toEqual({
      acknowledge: 'running',
      respond: 'running',
      assess: 'running',
      recover: 'running',
      update: 'running',
    });
    expect(states(openedAt + 11 * minute)).toMatchObject({
      acknowledge: 'late',
      assess: 'late',
      recover: 'running',
    });
  });

  it('are met by the act, in time or late', () => {
    expect(
      states(openedAt + minute, { acknowledged: { at: openedAt + minute, by: 'x' } })['acknowledge'],
    ).toBe('met');
    expect(
      states(openedAt + 9 * minute, { acknowledged: { at: openedAt + 6 * minute, by: 'x' } })['acknowledge'],
    ).toBe('metLate');
  });

  it('an update is due half an hour after the last one that was sent; a note is none', () => {
    const timeline = [{ at: openedAt + 5 * minute, by: person, kind: 'note', text: 'x' } as const];
    const updatedAt = openedAt + 10 * minute;
    const dueOf = (change: Partial<Incident>): number | undefined =>
      incidentClocks({ ...incident, timeline, ...change }, desk, openedAt).find(({ id }) => id === 'update')
        ?.dueAt;
    expect(dueOf({})).toBe(openedAt + 30 * minute);
    expect(dueOf({ updatedAt })).toBe(openedAt + 40 * minute);
  });

  it('assessed is who judged the impact, or the severity; responded is who has it', () => {
    const at = openedAt + 3 * minute;
    const assessed = { at, by: 'x', impact: 'all tenants' };
    const timeline = [{ at, by: person, kind: 'reclassified', text: 'x' } as const];
    expect(states(at, { assessed })['assess']).toBe('met');
    expect(states(at, { timeline })['assess']).toBe('met');
    expect(states(at, { assignee: 'x', assignedAt: at })).toMatchObject({
      respond: 'met',
      assess: 'running',
    });
  });

  it('a resolved incident owes its report', () => {
    const resolved = { at: openedAt + 14 * minute, by: 'x', note: 'x' };
    expect(states(openedAt + 20 * minute, { status: 'resolved', resolved })).toMatchObject({
      recover: 'met',
      document: 'running',
    });
  });

  it('the next due is the open one that runs out first', () => {
    expect(nextDue(incidentClocks(incident, desk, openedAt))?.id).toBe('acknowledge');
    const acknowledged = { ...incident, acknowledged: { at: openedAt, by: 'x' } };
    expect(nextDue(incidentClocks(acknowledged, desk, openedAt))?.id).toBe('assess');
  });
});

describe('escalation', () => {
  const escalation = [
    {
      severity: 'P0',
      stopsOn: 'acknowledged' as const,
      steps: [
        { afterMs: 0, role: 'On-call Engineer' },
        { afterMs: 15 * minute, role: 'Engineering Manager' },
      ],
    },
  ];
  it('names the next role and its time until it stops', () => {
    expect(nextEscalation(incident, escalation, openedAt + minute)).toMatchObject({
      role: 'Engineering Manager',
      at: openedAt + 15 * minute,
    });
    expect(nextEscalation(incident, escalation, openedAt + 16 * minute)).toBeUndefined();
    expect(
      nextEscalation({ ...incident, acknowledged: { at: openedAt, by: 'x' } }, escalation, openedAt),
    ).toBeUndefined();
  });
});

describe('shifts and rota', () => {
  const shifts = ['Asia-Pacific', 'Europe', 'Americas'].map((name, index) => ({
    id: name,
    name,
    startMinute: index * 480,
    endMinute: index === 2 ? 1440 : (index + 1) * 480,
    site: 'x',
  }));
  it('boundaries belong to the shift that begins', () => {
    const at = (text: string) => shiftAt(shifts, Date.parse(text))?.shift.name;
    expect(at('2026-11-21T07:59:59.999Z')).toBe('Asia-Pacific');
    expect(at('2026-11-21T08:00:00Z')).toBe('Europe');
    expect(at('2026-11-21T00:00:00Z')).toBe('Asia-Pacific');
  });
  it('every instant has exactly one shift, also of those that pass midnight', () => {
    const night = [
      { id: 'night', name: 'night', startMinute: 1320, endMinute: 360, site: 'x' },
      { id: 'day', name: 'day', startMinute: 360, endMinute: 1320, site: 'x' },
    ];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(shifts, night), (now, list) => {
        const turn = shiftAt(list, now);
        expect(turn && turn.startsAt <= now && now < turn.endsAt).toBe(true);
      }),
    );
  });
  it('members take turns in order', () => {
    const week = 7 * 24 * 60 * minute;
    const rotation = { start: 1_000, rotation: week, members: ['a', 'b'] };
    expect(onDuty(rotation, 0)).toBeUndefined();
    expect([0, 1, 2].map((turn) => onDuty(rotation, 1_000 + turn * week))).toEqual(['a', 'b', 'a']);
    expect(turnEndsAt(rotation, 1_000)).toBe(1_000 + week);
  });
});

describe('durations', () => {
  it.each([
    [0, '00:00'],
    [672_000, '11:12'],
    [3_600_000, '1 h 00'],
    [7_680_000, '2 h 08'],
    [93_600_000, '1 d 2 h'],
    [-5, '00:00'],
  ])('%i ms reads %s', (ms, text) => expect(durationText(ms)).toBe(text));
  it('says sentences and days', () => {
    expect(sentenceText(252_000)).toBe('4 min 12 s');
    expect(utcSince(openedAt, openedAt + minute)).toBe('03:05');
    expect(utcSince(openedAt - 24 * 60 * minute, openedAt)).toBe('20 Nov');
  });
});
