import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideCommand } from '../../../../gateway/desk/decideCommand.ts';
import { decideSignals } from '../../../../gateway/desk/decideSignals.ts';
import { deskEventSchema, type DeskEvent } from '../../../../gateway/desk/events.ts';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import { withNotices, type NoticeRules } from '../../../../gateway/desk/noticesOf.ts';
import { severityAtOnce } from '../../../../gateway/desk/procedures.ts';
import { deskRulesOf, rankOf } from '../../../../gateway/desk/rules.ts';
import type { Signal } from '../../../../gateway/desk/signal.ts';
import { acgsWith } from '../../../support/writtenPolicy.ts';
import { deskRules as rules } from './deskRules.ts';

const start = Date.UTC(2026, 10, 21, 3, 5, 44);
const drift: Signal = {
  key: 'alert:am/1',
  cause: 'auth:PolicyDrift',
  state: 'bad',
  title: 'Policy drift',
  text: 'Alert PolicyDrift is firing',
  severity: 'P2',
  category: 'compliance',
  service: 'auth',
  startedAt: start,
};
const judge = (signals: readonly Signal[], before = emptyDesk): DeskState =>
  decideSignals(before, rules, signals, start).reduce(evolve, before);

function declared(params: { severity: string; category?: string }, by = rules): readonly DeskEvent[] {
  const command = { name: 'incident.declare', params: { title: 'Data was seen', ...params } } as const;
  const decided = decideCommand(emptyDesk, by, { command, person: 'M. Tanaka', now: start });
  if (!decided.ok) throw new Error(decided.error);
  return decided.value;
}

const opening = (events: readonly DeskEvent[]): DeskEvent => {
  const [event] = events;
  if (event === undefined) throw new Error('nothing was opened');
  return event;
};

describe('a procedure of the policy', () => {
  it('makes a breach of compliance a P0 at once, whatever its alert says', () => {
    const incident = judge([drift]).incidents.get('INC-2001');
    expect(incident).toMatchObject({
      severity: 'P0',
      procedure: { id: 'breach', name: 'Compliance Breach', teams: ['NOC'] },
      runbooks: ['constitutional-violation', 'service-unavailable'],
    });
    expect(incident?.timeline.map(({ text }) => text)).toEqual([
      'Opened as P0',
      'Procedure Compliance Breach: tell NOC',
      'Alert PolicyDrift is firing',
    ]);
  });

  it('raises the open incident of the same cause once it shows itself to be a breach', () => {
    const other = { ...drift, key: 'alert:am/2', category: 'system' };
    const state = judge([drift], judge([other]));
    expect(state.incidents.get('INC-2001')?.severity).toBe('P0');
  });

  it('leaves what has no procedure, and its journal of before, as they were', () => {
    const incident = judge([{ ...drift, category: 'system' }]).incidents.get('INC-2001');
    expect(incident).toMatchObject({ severity: 'P2', runbooks: ['service-unavailable'] });
    expect(incident?.procedure).toBeUndefined();
    expect(incident?.timelineTotal).toBe(2);
  });

  it('holds for what an operator declares, and says so', () => {
    const events = declared({ severity: 'P2', category: 'compliance' });
    expect(opening(events)).toMatchObject({
      severity: 'P0',
      category: 'compliance',
      text: 'Declared P2 by M. Tanaka, P0 at once by Compliance Breach',
      procedure: { id: 'breach' },
    });
    expect(deskEventSchema.parse(opening(events))).toEqual(opening(events));
    expect(opening(declared({ severity: 'P2', category: 'privacy' }))).toMatchObject({
      severity: 'P2',
      text: 'Declared P2 by M. Tanaka',
    });
    expect(() => declared({ severity: 'P2', category: 'privcy' })).toThrow(
      'The policy has no category "privcy"; choose system, compliance, privacy.',
    );
  });

  it('never makes anything less severe', () => {
    const severity = fc.constantFrom('P0', 'P1', 'P2', 'P3');
    const category = fc.constantFrom('compliance', 'privacy', 'system', undefined);
    fc.assert(
      fc.property(severity, category, (own, of) => {
        expect(rankOf(rules, severityAtOnce(rules, of, own))).toBeLessThanOrEqual(rankOf(rules, own));
      }),
    );
  });
});

describe('the teams of a procedure', () => {
  const noticeRules: NoticeRules = {
    ...rules,
    isSimulated: false,
    channels: [
      { id: 'chat', kind: 'chat', isInUse: true },
      { id: 'legal', kind: 'mail', severities: ['P0'], isInUse: true },
    ],
  };
  const told = (events: readonly DeskEvent[]) =>
    withNotices(emptyDesk, events, noticeRules).events.flatMap((event) =>
      event.type === 'notice.due' ? [event.notice] : [],
    );

  it('are told through their own channels though these take worse severities only, and named to all', () => {
    const notices = told(declared({ severity: 'P3', category: 'privacy' }));
    expect(notices.map(({ channel, to }) => [channel, to])).toEqual([
      ['chat', undefined],
      ['legal', { role: 'Legal' }],
    ]);
    for (const { text } of notices)
      expect(text).toContain('Procedure Privacy Violation: tell Security and Legal');
  });

  it('hear nothing of what is not theirs', () => {
    expect(told(declared({ severity: 'P3', category: 'system' })).map(({ channel }) => channel)).toEqual([
      'chat',
    ]);
  });

  it('hear how it ends, and the timeline says whom a channel told', () => {
    const by = { kind: 'person', name: 'M. Tanaka' } as const;
    const events = declared({ severity: 'P3', category: 'privacy' });
    const resolved: DeskEvent = {
      type: 'incident.resolved',
      at: start,
      by,
      incident: 'INC-2001',
      note: 'shut',
    };
    expect(told([...events, resolved]).filter(({ channel }) => channel === 'legal')).toHaveLength(2);
    const { state } = withNotices(emptyDesk, events, noticeRules);
    const { incidents } = evolve(state, {
      ...{ type: 'notice.delivered', at: start, by, notice: 'NTC-2', channel: 'legal', name: 'Legal mail' },
      ...{ attempt: 1, lateMs: 0, detail: '250 ok' },
    });
    expect(incidents.get('INC-2001')?.timeline.at(-1)?.text).toBe('Legal mail was told (opened, for Legal)');
  });
});

describe("ACGS's constitutional incident procedures", () => {
  it.each([
    ['compliance', 'P0', 'Constitutional Compliance Breach', ['NOC', 'SRE', 'Engineering']],
    ['ai-safety', 'P2', 'AI Safety Incident', ['AI Safety Team']],
    ['privacy', 'P2', 'Privacy Violation', ['Security Operations', 'Legal Team']],
    ['governance', 'P2', 'Governance Failure', ['Constitutional Review Board']],
  ])('%s: %s, %s', async (category, severity, name, teams) => {
    const { policy } = await acgsWith();
    expect(opening(declared({ severity: 'P2', category }, deskRulesOf(policy)))).toMatchObject({
      severity,
      procedure: { name, teams },
    });
    const procedure = policy.compliance.procedures.find((each) => each.name === name);
    expect(procedure?.steps.length).toBeGreaterThan(1);
  });
});
