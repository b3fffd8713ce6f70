import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { deskFigures, type FiguresAsked } from '../../../../gateway/figures/deskFigures.ts';
import type { Records } from '../../../../gateway/figures/incidentRecords.ts';
import { loadPolicy } from '../../../../gateway/policy/loadPolicy.ts';
import { deskFiguresSchema, figureNames, type DeskFigures } from '../../../../shared/model/deskFigures.ts';
import { handMade, handMadeEvents, recordsFrom, utc } from './handMade.ts';

const loaded = await loadPolicy('assets/policy/acgs.yaml', {});
if (!loaded.ok) throw new Error(JSON.stringify(loaded.error));
const { policy } = loaded.value;
const minuteMs = 60_000;
const now = utc('11-10 12:00');
const october = { from: utc('10-01 00:00'), to: utc('11-01 00:00') };

function figures(records: Records, asked: FiguresAsked = october, at = now): DeskFigures {
  const answered = deskFigures(records, policy, asked, at);
  if (!answered.ok) throw new Error(answered.error);
  return deskFiguresSchema.parse(answered.value.figures);
}
const all = handMade();
const { total, kpis, incidents, ...rest } = figures(all);
const row = (id: number) => incidents.find((incident) => incident.id === `INC-${id}`);
const min = (minutes: number): number => minutes * minuteMs;

describe('the figures of October, made by hand', () => {
  it('count what the span holds', () => {
    // Opened: 1-10, 12, 13, 15, 17-23, 25-36, 38, 40, 42 and 44 are 10 + 3 + 7 + 12 + 4. 37 was merged.
    expect(all.incidents.size).toBe(43);
    expect(rest).toMatchObject({ opened: 36, resolved: 34, reopened: 2, merged: 1, stillOpen: 2 });
    // All that were open in it: the 36, the merged one, and 11, which ended in it.
    expect(rest.incidentCount).toBe(38);
    expect(incidents[0]?.id).toBe('INC-12');
    expect(rest.recordsSince).toBe(utc('10-01 00:00'));
  });

  it('time to detect: all that signals opened', () => {
    // 1-10: 2+4+1+3+1+1+1+6+6+4.5 = 29.5; 12, 13, 15: 5+10+5 = 20; 17-20: 8; 21-23: 9; 25-30: 6; 33-36: 3.5;
    // 38: 5; 40, 42: 2; 44: 2. Together 85 min of 34: 2.5 min.
    // In order: 0.5, fifteen 1, six 2 (17th to 22nd), four 3, 4, 4.5, three 5 (29th to 31st), 6, 6, 10.
    expect(total.mttd).toEqual({
      value: min(2.5),
      median: min(2),
      p90: min(5),
      counted: 34,
      of: 36,
      leftOut: [{ why: 'declared by a person, so there was no signal', count: 2 }],
      doubtful: 0,
    });
  });

  it('time to acknowledge: the first acknowledgement, whatever came after', () => {
    // 1-10: 3+5+100+717+14+15+16+60+61+10 = 1001; 12, 13, 15: 65; 21, 22: 20; 25-28: 255; 29, 30: 20; 31-36:
    // 1+2+1+1+1+0 = 6; 38: 5; 40, 42: 20; 44: 3. Together 1395 min of 31: 45 min.
    // The 16th of 31 is 10 (12th to 18th are), the 28th is 100 (before 110, 120 and 717).
    expect(total.mtta).toEqual({
      value: min(45),
      median: min(10),
      p90: min(100),
      counted: 31,
      of: 36,
      leftOut: [
        { why: 'resolved without being acknowledged', count: 4 },
        { why: 'not acknowledged yet', count: 1 },
      ],
      doubtful: 1,
    });
  });

  it('time to resolve: what ended in the span, to its last end', () => {
    // 1-10: 12+18+120+900+30+18+40+61+70+50 = 1319; 11: 40; 13, 15: 105; 17-20: 370; 21: 90; 25-28: 350; 29, 30: 40;
    // 31, 32: 53; 33-36: 10+10+10+0 = 30; 38: 25; 40, 42: 120; 44: 8. Together 2550 min of 34: 75 min.
    // The 17th of 34 is 30, the 18th 31; the 31st is 130 (before 130, 300 and 900).
    expect(total.mttr).toEqual({
      value: min(75),
      median: min(30.5),
      p90: min(130),
      counted: 34,
      of: 36,
      leftOut: [{ why: 'still open', count: 2 }],
      doubtful: 1,
    });
  });

  it('recurrence: the same service and cause within 30 d of the end', () => {
    // 6, 7, 9, 18, 20, 22, 26, 27, 28, 30, 40 and 44 of the 34 that nobody declared.
    expect(total.recurrence).toMatchObject({ value: 12 / 34, counted: 34, of: 36 });
    expect(incidents.flatMap(({ id, recurrenceOf }) => (recurrenceOf === undefined ? [] : [id]))).toEqual(
      [44, 28, 40, 27, 26, 30, 22, 20, 18, 9, 7, 6]
        .map((id) => ({ id, at: row(id)?.openedAt ?? 0 }))
        .sort((one, other) => other.at - one.at)
        .map(({ id }) => `INC-${id}`),
    );
    expect([row(44), row(7), row(12), row(42)].map((one) => one?.recurrenceOf)).toEqual([
      'INC-1',
      'INC-6',
      undefined,
      undefined,
    ]);
  });

  it('response time: by the severities that it had until then', () => {
    // Missed: 7 and 9 by a minute, 18, 20, 23, 27, 28. Left out: 19 and 35. Met: the other 27.
    expect(total.responseCompliance).toMatchObject({ value: 27 / 34, counted: 34, of: 36, doubtful: 1 });
    expect(total.responseCompliance.leftOut).toEqual([
      { why: 'of a severity without a response time in the policy', count: 1 },
      { why: 'over by itself before a response was due', count: 1 },
    ]);
    const missed = incidents.filter(({ response }) => response === 'missed').map(({ id }) => id);
    expect(missed.sort()).toEqual([18, 20, 23, 27, 28, 7, 9].map((id) => `INC-${id}`));
    // An hour after it opened, nobody owed 23 a response yet.
    const then = figures(all, october, utc('10-17 11:00'));
    expect(then.incidents.find(({ id }) => id === 'INC-23')?.response).toBe('notDue');
  });

  it('change success: completed, with no incident put down to it', () => {
    // 101, 105 and 107 of the seven that ended.
    expect(total.changeSuccess).toMatchObject({
      value: 3 / 7,
      counted: 7,
      of: 8,
      leftOut: [{ why: 'not ended yet', count: 1 }],
    });
  });

  it("the policy's key figures are in its units, against its targets", () => {
    const told = Object.fromEntries(kpis.map(({ id, value, met }) => [id, [value, met]]));
    expect(told).toEqual({
      mttd: [2.5, true],
      mttr: [75, false],
      'change-success': [expect.closeTo(42.857, 3), false],
      recurrence: [expect.closeTo(35.294, 3), false],
      // 1, 5, 6, 7: 100; 20, 25-28: 370; 32-34: 42; 44: 8. Together 520 min of 13.
      'mttr-p0': [40, false],
      'mttd-team': [2.5, true],
      'change-success-team': [expect.closeTo(42.857, 3), false],
      // 33 and 34: 0.5 and 1 min.
      'violation-detection': [0.75, true],
      'response-compliance': [expect.closeTo(79.412, 3), false],
      'sla-compliance': [undefined, undefined],
      'action-items': [undefined, undefined],
      'incident-reduction': [undefined, undefined],
      uptime: [undefined, undefined],
      'hash-validation': [undefined, undefined],
      'audit-completeness': [undefined, undefined],
      'audit-completeness-team': [undefined, undefined],
    });
    for (const { value, why, counted } of kpis) {
      if (value === undefined) expect([why?.endsWith('.'), counted]).toEqual([true, 0]);
    }
  });

  it('by severity and service: each part by itself', () => {
    expect(rest.bySeverity.map(({ severity }) => severity)).toEqual(['P0', 'P1', 'P2', 'P3', 'SEVX']);
    expect(rest.bySeverity[0]?.figures.mttr).toMatchObject({ value: min(40), counted: 13 });
    expect(rest.bySeverity[0]?.figures.changeSuccess).toMatchObject({
      counted: 0,
      why: 'Changes have no severity.',
    });
    expect(rest.byService.map(({ service }) => service)).toEqual([
      'auth',
      'cache',
      'gw',
      'pg',
      'ui',
      undefined,
    ]);
    const of = (service?: string) => rest.byService.find((part) => part.service === service)?.figures;
    // 5, 6, 7: 3; 8, 9: 12; 10: 4.5; 34, 40, 42: 3. Together 22.5 min of 9.
    expect(of('pg')?.mttd).toMatchObject({ value: min(2.5), counted: 9 });
    // 101 succeeded, 106 did not.
    expect(of('pg')?.changeSuccess).toMatchObject({ value: 0.5, counted: 2 });
    // 29, 30 and 32: 10 + 10 + 2.
    expect(of(undefined)?.mtta).toMatchObject({ value: min(22) / 3, counted: 3 });
    for (const name of figureNames.filter((figure) => figure !== 'changeSuccess')) {
      for (const parts of [rest.bySeverity, rest.byService]) {
        const sum = parts.reduce((counted, part) => counted + part.figures[name].counted, 0);
        expect(sum).toBe(total[name].counted);
      }
    }
  });
});

describe('edges', () => {
  it('times run in UTC, over midnight and over the end of summer time', () => {
    expect([row(13)?.resolveMs, row(15)?.resolveMs]).toEqual([min(60), min(45)]);
    const november = figures(all, { from: utc('11-01 00:00'), to: utc('11-02 00:00') });
    // 12 (40), 14 (6) and 16 (44) ended on 1 November.
    expect(november.total.mttr).toMatchObject({ value: min(30), counted: 3, of: 3 });
  });

  it('a reopened incident counts from its opening to its last end, and its first acknowledgement stands', () => {
    expect(row(21)).toMatchObject({ reopened: 1, resolveMs: min(90), acknowledgeMs: min(10) });
    expect(row(22)).toMatchObject({ reopened: 1, acknowledgeMs: min(10) });
    expect(row(22)?.resolvedAt).toBeUndefined();
  });

  it('a clock that was set back gives no time below zero, and is told', () => {
    expect(row(36)).toMatchObject({
      acknowledgeMs: 0,
      resolveMs: 0,
      doubtful: ['acknowledge', 'resolve'],
      response: 'met',
    });
  });

  it('the worst severity counts, the one at its opening stays known', () => {
    expect(row(26)).toMatchObject({ severity: 'P0', severityAtOpening: 'P3' });
    expect(row(28)).toMatchObject({ severity: 'P0', severityAtOpening: 'P0' });
  });

  it('nothing is made of nothing', () => {
    const none = figures(recordsFrom([]));
    expect(none.recordsSince).toBeUndefined();
    for (const name of figureNames) {
      const { value, why, counted } = none.total[name];
      expect([value, counted, why]).toEqual([
        undefined,
        0,
        name === 'changeSuccess' ? 'No change in this span.' : 'No incident in this span.',
      ]);
    }
    const declared = figures(all, { from: utc('10-23 00:00'), to: utc('10-24 00:00') }).total.mttd;
    expect([declared.value, declared.why]).toEqual([
      undefined,
      'None of 2 incidents counts: 2 declared by a person, so there was no signal.',
    ]);
  });

  it('quarters are compared where the journal holds both, whatever the span', () => {
    const reduction = (records: Records, to: number, at = now) =>
      figures(records, { from: to - min(1), to }, at).kpis.find(({ id }) => id === 'incident-reduction');
    const before = reduction(all, utc('11-01 00:00'));
    expect(before).toMatchObject({ why: 'The journal does not hold the last two whole quarters.' });
    // As if the journal began the day before 1 April.
    const since = { ...all, since: utc('03-31 23:59') };
    // 43 in August, 39, 41 and 11 in September; none from April to June.
    expect(reduction(since, utc('12-31 00:00'))?.why).toMatch(/^No incident in the quarter before the last/);
    // From October to December: the 36 of October, 14 and 16.
    const later = reduction(since, Date.UTC(2027, 0, 1), Date.UTC(2027, 0, 1));
    expect(later).toMatchObject({ value: expect.closeTo(100 * (1 - 38 / 4), 6), counted: 42, met: false });
    const fewer = reduction(since, Date.UTC(2027, 3, 1), Date.UTC(2027, 3, 1));
    expect(fewer).toMatchObject({ value: 100, counted: 38, met: true });
  });

  it('one severity or service may be asked for, and what is unknown is refused', () => {
    const p0 = figures(all, { ...october, severity: 'P0' });
    expect(p0.total.mttr).toMatchObject({ value: min(40) });
    expect(p0.total.changeSuccess.why).toBe('Changes have no severity.');
    // The earlier incident may have had another severity: 20 follows 19, which was P3.
    expect(p0.incidents.find(({ id }) => id === 'INC-20')?.recurrenceOf).toBe('INC-19');
    const pg = figures(all, { ...october, service: 'pg' });
    expect(pg.total.mttd).toMatchObject({ value: min(2.5) });
    expect(pg.byService.map(({ service }) => service)).toEqual(['pg']);
    const refused = (asked: object) => deskFigures(all, policy, { ...october, ...asked }, now);
    expect(refused({ severity: 'P9' })).toMatchObject({ error: expect.stringMatching(/choose P0, P1/) });
    expect(refused({ service: 'nope' })).toMatchObject({ error: expect.stringMatching(/"nope"/) });
    expect(refused({ to: october.from })).toMatchObject({ ok: false });
  });

  it('at most 500 rows are sent, and how many there are is told', () => {
    const opened = handMadeEvents()[0]?.[0];
    if (opened?.type !== 'incident.opened') throw new Error('the first event opens');
    const many = Array.from({ length: 501 }, (_, index) => ({ ...opened, incident: `INC-${index}` }));
    const { incidents: sent, incidentCount } = figures(recordsFrom(many));
    expect([sent.length, incidentCount]).toEqual([500, 501]);
  });
});

const comparable = (records: Records): object => {
  const { recordsSince: _, kpis: told, ...compared } = figures(records);
  // How far back is looked depends on when the records begin.
  return { ...compared, kpis: told.map(({ since: __, ...kpi }) => kpi) };
};
/** Puts the events of several incidents into one journal, keeping each one's order. */
function interleave(queues: readonly (readonly DeskEvent[])[], choices: readonly number[]): DeskEvent[] {
  const waiting = queues.map((queue) => [...queue]);
  const merged: DeskEvent[] = [];
  for (let step = 0; waiting.some((queue) => queue.length > 0); step += 1) {
    const open = waiting.filter((queue) => queue.length > 0);
    const next = open[(choices[step % choices.length] ?? 0) % open.length]?.shift();
    if (next !== undefined) merged.push(next);
  }
  return merged;
}

describe('for any journal', () => {
  const instants = fc.integer({ min: utc('08-01 00:00'), max: utc('11-09 00:00') });

  it('a span cut in two counts the same in its parts together', () => {
    fc.assert(
      fc.property(fc.uniqueArray(instants, { minLength: 3, maxLength: 3 }), (cuts) => {
        const [from = 0, middle = 0, to = 0] = [...cuts].sort((one, other) => one - other);
        const [whole, early, late] = [
          { from, to },
          { from, to: middle },
          { from: middle, to },
        ].map((span) => figures(all, span));
        for (const name of figureNames) {
          for (const part of ['counted', 'of', 'doubtful'] as const) {
            expect((early?.total[name][part] ?? 0) + (late?.total[name][part] ?? 0)).toBe(
              whole?.total[name][part],
            );
          }
        }
        expect((early?.opened ?? 0) + (late?.opened ?? 0)).toBe(whole?.opened);
        expect((early?.resolved ?? 0) + (late?.resolved ?? 0)).toBe(whole?.resolved);
      }),
    );
  });

  it('the order of events of different incidents does not matter', () => {
    const expected = comparable(all);
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 50 }), (choices) => {
        expect(comparable(recordsFrom(interleave(handMadeEvents(), choices)))).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('an incident of another service changes nothing for the others', () => {
    const before = figures(all);
    fc.assert(
      fc.property(instants, fc.nat(100_000), fc.constantFrom('P0', 'P3'), (at, minutes, severity) => {
        const base = { by: { kind: 'person', name: 'A. Silva' } as const, incident: 'INC-9999' };
        const after = figures(
          recordsFrom([
            ...handMadeEvents().flat(),
            {
              ...base,
              type: 'incident.opened',
              at,
              title: 'other',
              severity,
              service: 'other',
              cause: 'other:x',
              firstSignalAt: at,
              text: '',
              alerts: [],
              runbooks: [],
            },
            { ...base, type: 'incident.resolved', at: at + min(minutes), note: '' },
          ]),
        );
        expect(after.incidents.filter(({ id }) => id !== 'INC-9999')).toEqual(before.incidents);
        expect(after.byService.filter(({ service }) => service !== 'other')).toEqual(before.byService);
      }),
      { numRuns: 50 },
    );
  });
});

describe('beside the figures of a span', () => {
  it('twelve weeks tell the time to acknowledge as their own spans would', () => {
    const { weeks = [] } = figures(all);
    expect(weeks).toHaveLength(12);
    expect(weeks.at(-1)).toMatchObject({ from: utc('10-26 00:00'), to: utc('11-02 00:00') });
    for (const { from, to, mtta } of weeks) expect(mtta).toEqual(figures(all, { from, to }).total.mtta);
    expect(weeks.some(({ mtta }) => mtta.value === undefined)).toBe(true);
  });

  it('each key figure with a value says since when it stands so', () => {
    for (const { met, since } of kpis) expect(since === undefined).toBe(met === undefined);
    const late = { from: utc('10-30 00:00'), to: utc('11-06 00:00') };
    const earlier = { from: utc('10-29 00:00'), to: utc('11-05 00:00') };
    const metOf = (asked: FiguresAsked, figure: string) =>
      figures(all, asked).kpis.find((kpi) => kpi.figure === figure && kpi.severity === undefined);
    for (const name of ['mttd', 'mttr', 'recurrence']) {
      const [one, before] = [metOf(late, name), metOf(earlier, name)];
      const hasTurned = one?.met !== before?.met;
      if (one?.met !== undefined) expect(one.since?.at === late.to).toBe(hasTurned);
    }
  });
});
