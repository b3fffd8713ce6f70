import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../../../shared/bridge.ts';
import { drillReportSchema, mostInDrill } from '../../../../shared/model/drill.ts';
import {
  drillBegun,
  drillEnded,
  drillReport,
  drillTallySchema,
  isSettled,
  withOutgoing,
  withUse,
  type DrillTally,
  type DrillUse,
} from '../../../../shared/rules/drill.ts';

const begun = drillBegun({
  ...{ drill: 'drill-0001', gateway: 'ws://noc-gw-1:8450/feed', from: 1_000, plannedMs: 60_000 },
  readiness: { usable: 12, rules: 13 },
});
const act = (id: string, state: Outgoing['state'], over: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id, name: 'incident.acknowledge', params: { incident: 'INC-2044' }, givenAt: 2_000, state },
  ...over,
});
const nobody = (): boolean => false;
const reported = (tally: DrillTally) => drillReportSchema.parse(drillReport(tally, 'desktop', undefined));

describe('what is held of a drill', () => {
  it('is a runbook once, and words that go on as one search', () => {
    const uses: readonly DrillUse[] = [
      { kind: 'runbook', id: 'high-latency', title: 'High latency' },
      { kind: 'search', words: 'post', found: 3 },
      { kind: 'search', words: 'postgre', found: 2 },
      { kind: 'search', words: 'redis', found: 1 },
      { kind: 'runbook', id: 'high-latency', title: 'High latency' },
    ];
    const tally = uses.reduce(withUse, begun);
    expect(tally.runbooks).toHaveLength(1);
    expect(tally.searches).toEqual([
      { words: 'postgre', found: 2 },
      { words: 'redis', found: 1 },
    ]);
  });

  it('is each act given meanwhile with its fate, also one that comes after the end; none from before or after', () => {
    const isKnown = (id: string): boolean => id === 'before';
    const given = withOutgoing(
      begun,
      [act('before', 'queued'), act('one', 'queued'), act('two', 'queued')],
      isKnown,
    );
    // Nothing to be written anew.
    expect(withOutgoing(given, [act('one', 'queued'), act('two', 'queued')], isKnown)).toBe(given);
    const withdrawn = withOutgoing(given, [act('before', 'queued'), act('one', 'queued')], isKnown);
    const ended = drillEnded(withdrawn, 61_000, 'time');
    expect(isSettled(ended)).toBe(false);
    const refused = act('one', 'refused', { message: 'INC-2044 was acknowledged by J. Rao.' });
    const settled = withOutgoing(ended, [act('before', 'done'), refused, act('after', 'queued')], isKnown);
    expect(isSettled(settled)).toBe(true);
    expect(reported(settled)).toMatchObject({
      ...{ from: 1_000, to: 61_000, ended: 'time', actsTotal: 2, ticks: 0 },
      acts: [
        { what: 'Acknowledge INC-2044', fate: 'refused', message: 'INC-2044 was acknowledged by J. Rao.' },
        { what: 'Acknowledge INC-2044', fate: 'withdrawn' },
      ],
    });
  });

  it('names a runbook as carried out only where its run ended well, and the desk took that', () => {
    const finish = (id: string, outcome: string, state: Outgoing['state']): Outgoing =>
      act(id, state, {
        name: 'runbook.finish',
        params: { incident: 'INC-2044', runbook: id, title: `Runbook ${id}`, outcome },
      });
    const opened = withUse(begun, { kind: 'runbook', id: 'worked', title: 'Runbook worked' });
    const given = ['worked', 'refused', 'stopped'].map((id) =>
      finish(id, id === 'stopped' ? 'stopped' : 'worked', 'queued'),
    );
    const ended = drillEnded(withOutgoing(opened, given, nobody), 5_000, 'person');
    const answers = given.map(
      (one) => ({ ...one, state: one.id === 'refused' ? 'refused' : 'done' }) as const,
    );
    expect(reported(withOutgoing(ended, answers, nobody)).runbooks).toEqual([
      { id: 'worked', title: 'Runbook worked', isCarriedOut: true },
    ]);
  });

  it('whatever is tried, fits its command, can be kept and read again, and ends once', () => {
    const use = fc.oneof(
      fc.record({
        kind: fc.constant('runbook' as const),
        id: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
        title: fc.string({ minLength: 1, maxLength: 300 }).filter((title) => title.trim() !== ''),
      }),
      fc.record({
        kind: fc.constant('search' as const),
        words: fc.string({ maxLength: 300 }),
        found: fc.nat(999),
      }),
    );
    const states = fc.constantFrom('queued', 'pending', 'done', 'refused', 'failed');
    const acts = fc.uniqueArray(
      fc.record({ id: fc.uuid(), state: states, message: fc.string({ maxLength: 400 }) }),
      { selector: ({ id }) => id, maxLength: 60 },
    );
    fc.assert(
      fc.property(
        fc.array(use, { maxLength: 60 }),
        fc.array(acts, { maxLength: 4 }),
        fc.nat(),
        (uses, lists, at) => {
          const used = uses.reduce<DrillTally>(withUse, begun);
          const tally = lists.reduce(
            (before, list) =>
              withOutgoing(
                before,
                list.map(({ id, ...over }) => act(id, over.state, over)),
                nobody,
              ),
            used,
          );
          const ended = drillEnded(drillEnded(tally, at, 'person'), at + 9, 'time');
          expect(ended.ended?.how).toBe('person');
          // What is not answered yet is answered now, or gone.
          const settled = withOutgoing(ended, [], nobody);
          expect(isSettled(settled)).toBe(true);
          const report = reported(settled);
          expect(report.to).toBeGreaterThanOrEqual(report.from);
          expect(report.runbooks.length).toBeLessThanOrEqual(mostInDrill);
          expect(report.actsTotal).toBe(Object.keys(tally.acts).length);
          expect(drillTallySchema.parse(JSON.parse(JSON.stringify(settled)))).toEqual(
            JSON.parse(JSON.stringify(settled)),
          );
        },
      ),
    );
  });
});
