import { describe, expect, it } from 'vitest';
import { emptyDesk, evolve, type DeskState } from '../../../../gateway/desk/evolve.ts';
import type { DeskEvent } from '../../../../gateway/desk/events.ts';
import { differenceOf } from '../../../../gateway/handoff/difference.ts';
import { evidenceOf } from '../../../../gateway/handoff/evidence.ts';
import type { Known } from '../../../../gateway/handoff/known.ts';
import { wrongHashWords } from '../../../../gateway/health/findings.ts';
import type { ChainLink } from '../../../../shared/model/chain.ts';
import type { Channel } from '../../../../shared/model/channel.ts';
import type { Handoff, HandoffItem } from '../../../../shared/model/handoff.ts';
import type { Objective } from '../../../../shared/model/objective.ts';
import type { Service } from '../../../../shared/model/service.ts';
import { deskRules } from '../desk/deskRules.ts';
import type { RunbookRun } from '../../../../shared/model/runbookRun.ts';
import { at, begun, minuteMs, shown } from '../desk/handoffBuilder.ts';

const handoff: Handoff = shown(begun);
const now = at(-10);
const by = { kind: 'person', name: 'M. Tanaka' } as const;
const service = (name: string, over: Partial<Service> = {}): Service => ({
  ...{ id: name.toLowerCase(), name, kind: 'service', dependsOn: [], state: 'operational', since: at(-60) },
  ...{ reason: 'All checks passed', findings: [], restsOn: [], runbooks: [], ...over },
});
const link = (freshness: ChainLink['freshness']): ChainLink => ({
  ...{ id: 'probes', name: 'Health checks', kind: 'probe', freshForMs: 45_000, freshness },
});
const compliance = (over: Partial<Objective> = {}): Objective => ({
  ...{ id: 'hash/auth', objective: 'hash', name: 'Compliance', kind: 'compliance', agreement: 'sla' },
  ...{ services: ['auth'], counts: 'events', target: 1, verdict: 'holding', since: at(-60), reason: '' },
  ...{ source: 'prom', reads: 'recorded', budgets: [], pairs: [] },
  burns: [
    { windowMs: 6 * 60 * minuteMs, bad: 0, total: 10_000 },
    { windowMs: 3 * 24 * 60 * minuteMs, bad: 90, total: 100_000 },
  ],
  ...over,
});
const known = (over: Partial<Known> = {}): Known => ({
  ...{ now, desk: begun, rules: deskRules, chain: [link('fresh')], objectives: [], lines: new Map() },
  ...{ services: [service('Auth'), service('Integrity')], silences: [], channels: [], runs: [] },
  hash: { expected: 'cdd01ef066bc6cf2', asked: ['auth', 'integrity'] },
  ...over,
});
const look = (kind: HandoffItem['evidence'], over: Partial<Known> = {}, one = handoff) =>
  evidenceOf(known(over), one, { id: kind, name: kind, evidence: kind, unticked: [] });
const desk = (...events: readonly DeskEvent[]): DeskState => events.reduce(evolve, begun);
const unheard = { chain: [link('silent')] };

describe('evidence of system health', () => {
  it.each([
    ['good', {}, '2 operational. Chain fresh, 1 link'],
    ['bad', { services: [service('Auth', { state: 'degraded' })] }, '1 degraded (Auth). Chain fresh, 1 link'],
    [
      'stale',
      { services: [service('Auth'), service('Db', { state: 'unknown' })] },
      '1 operational, 1 unknown (Db). Chain fresh, 1 link',
    ],
    ['stale', unheard, '2 operational. Health checks silent'],
    ['stale', { services: [] }, 'No service is known. Chain fresh, 1 link'],
  ] as const)('is %s', (state, over, text) => {
    expect(look('health', over)).toMatchObject({ state, text });
  });

  it('has another mark when another service is down, though as many are', () => {
    const down = (name: string) => [
      service('Auth', name === 'Auth' ? { state: 'down' } : {}),
      service('Db', name === 'Db' ? { state: 'down' } : {}),
    ];
    expect(look('health', { services: down('Auth') }).mark).not.toBe(
      look('health', { services: down('Db') }).mark,
    );
    expect(look('health').mark).toBe(look('health', { now: now + 5_000 }).mark);
  });
});

describe('evidence of constitutional compliance', () => {
  const wrong = service('Auth', {
    state: 'down',
    findings: [
      {
        kind: 'probe',
        state: 'down',
        text: `${wrongHashWords}: constitutional hash is 0, expected 1`,
        since: now,
      },
    ],
  });
  const unanswered = service('Auth', {
    state: 'down',
    findings: [{ kind: 'probe', state: 'down', text: '3 health checks failed: HTTP 503', since: now }],
  });
  it.each([
    ['good', {}, /^2 of 2 services answer cdd01ef066bc6cf2$/],
    ['good', { objectives: [compliance()] }, /100 % valid over 6 h$/],
    ['bad', { services: [wrong, service('Integrity')] }, /^1 of 2 services answer/],
    ['stale', { services: [unanswered, service('Integrity')] }, /^1 of 2 services answer/],
    ['stale', { services: [service('Auth', { state: 'unknown' })] }, /^0 of 1 services answer/],
    [
      'bad',
      { objectives: [compliance({ burns: [{ windowMs: 6 * 60 * minuteMs, bad: 1, total: 100_000 }] })] },
      /99\.99 % valid over 6 h$/,
    ],
    ['stale', { objectives: [compliance({ verdict: 'unknown' })] }, /How much was valid is not known$/],
  ] as const)('is %s', (state, over, text) => {
    const seen = look('compliance', over);
    expect(seen.state).toBe(state);
    expect(seen.text).toMatch(text);
  });
});

describe('evidence of active incidents', () => {
  const opened = (severity: string): DeskEvent => ({
    ...{ at: at(-20), by, type: 'incident.opened', incident: 'INC-2001', title: 'Auth is slow', severity },
    ...{ cause: 'x', firstSignalAt: at(-20), text: 'Opened', alerts: [], runbooks: [] },
  });
  const owned: DeskEvent = {
    at: at(-11),
    by,
    type: 'incident.assigned',
    incident: 'INC-2001',
    assignee: 'L. Meyer',
  };
  it.each([
    ['good', [], 'None open'],
    ['good', [opened('P2')], '1 open: INC-2001 (P2)'],
    ['bad', [opened('P1')], '1 open: INC-2001 (P1). INC-2001 has no owner'],
    ['bad', [opened('P1'), owned], '1 open: INC-2001 (P1). INC-2001: acknowledge was due 07:45 UTC'],
  ] as const)('is %s', (state, events, text) => {
    expect(look('incidents', { desk: desk(...events) })).toMatchObject({ state, text });
  });

  it('is stale while what would open one is not heard', () => {
    expect(look('incidents', unheard)).toMatchObject({
      state: 'stale',
      text: 'None open. Health checks is silent',
    });
  });
});

describe('evidence of alerting channels', () => {
  const channels: readonly Channel[] = [
    { id: 'ops', name: 'Ops', kind: 'chat', isInUse: true, waiting: 0, dead: 0 },
  ];
  const due: DeskEvent = {
    ...{ at: at(-12), by, type: 'notice.due' },
    notice: {
      ...{ id: 'NTC-1', channel: 'ops', kind: 'test', urgency: 'info', subject: 'Test', text: 'Test' },
      dueAt: at(-12),
    },
  };
  const sent = { notice: 'NTC-1', channel: 'ops', name: 'Ops', by } as const;
  const taken: DeskEvent = {
    ...sent,
    type: 'notice.delivered',
    at: at(-11),
    attempt: 1,
    lateMs: 0,
    detail: 'HTTP 200',
  };
  const dead: DeskEvent = { ...sent, type: 'notice.dead', at: at(-11), problem: 'HTTP 410' };
  it.each([
    ['stale', [], -10, 'Not tested since this handoff began: Ops'],
    ['stale', [due], -11, '0 of 1 channels took the test. Ops: sent 07:48:00 UTC, waits for its result'],
    ['bad', [due], -10, '0 of 1 channels took the test. Ops: no result within 2 min'],
    ['good', [due, taken], -10, '1 of 1 channels took the test'],
    ['bad', [due, dead], -10, '0 of 1 channels took the test. Ops: failed at 07:49:00 UTC: HTTP 410'],
  ] as const)('is %s', (state, events, minute, text) => {
    expect(look('channels', { desk: desk(...events), channels, now: at(minute) })).toMatchObject({
      state,
      text,
    });
  });

  it('counts no test of an earlier handoff, and none where there is no channel', () => {
    const later = { ...handoff, begun: { at: at(-5), by } };
    expect(look('channels', { desk: desk(due, taken), channels }, later).state).toBe('stale');
    expect(look('channels')).toMatchObject({ state: 'bad', text: 'The policy has no channel' });
  });
});

describe('evidence of notes and of what has none', () => {
  it('is stale until something is written', () => {
    expect(look('notes')).toMatchObject({ state: 'stale', text: 'No notes are written yet' });
    const written = {
      ...handoff,
      notes: { revision: 2, text: 'Do not fail back', last: { at: at(-12), by: 'J. Rao' } },
    };
    expect(look('notes', {}, written)).toMatchObject({
      state: 'good',
      text: 'Revision 2 by J. Rao, 07:48 UTC',
    });
    expect(look('none').state).toBe('good');
  });
});

describe('the difference', () => {
  it('says what lapses in the next shift, and how budgets moved', () => {
    const silence = (name: string, endsAt: number) => ({
      ...{ id: `am/${name}`, source: 'am', startsAt: at(-60), endsAt, createdBy: 'J. Rao', comment: '' },
      matchers: [{ name: 'alertname', value: name, isRegex: false, isEqual: true }],
      ...{ state: 'active' as const, hides: [], hidesTotal: name === 'Lag' ? 1 : 0 },
    });
    const objective = compliance({
      name: 'Availability',
      budgets: [
        {
          window: { kind: 'rolling', lengthMs: 1 },
          bad: 0,
          total: 1,
          left: 0.3,
          usedMs: 0,
          allowedMs: 1,
          coveredMs: 1,
        },
      ],
    });
    const line = {
      id: objective.id,
      stepMs: 60 * minuteMs,
      endsAt: at(0),
      left: [0.6, 0.5, 0.49, null, 0.4, 0.3, 0.3, 0.3, 0.3, 0.3],
    };
    const told = differenceOf(
      known({
        desk: { ...emptyDesk, handoffs: begun.handoffs },
        silences: [silence('Lag', at(75)), silence('Later', at(9 * 60)), silence('Now', at(30))],
        objectives: [objective],
        lines: new Map([[objective.id, line]]),
      }),
      handoff,
    );
    expect(handoff.since.at).toBe(at(-8 * 60));
    expect(told).toEqual({
      total: 3,
      lines: [
        {
          kind: 'lapses',
          subject: 'Silence',
          text: 'alertname="Now" ends 08:30 UTC: it hides nothing now. By J. Rao',
        },
        {
          kind: 'lapses',
          subject: 'Silence',
          text: 'alertname="Lag" ends 09:15 UTC: 1 alert would come back. By J. Rao',
        },
        { kind: 'budget', subject: 'Budget', text: 'Availability auth: 50 % to 30 % left' },
      ],
    });
  });

  it('has the runbooks that were followed since, those found wanting first', () => {
    const run = (runbook: string, minutes: number, end?: RunbookRun['end']): RunbookRun => ({
      ...{ id: `INC-2001/${runbook}`, incident: 'INC-2001', runbook, title: runbook, steps: 6, end },
      ...{ begun: { at: at(minutes), by: 'L. Meyer' }, marks: [] },
    });
    const runs = [
      run('old', -9 * 60),
      run('open', -20),
      run('mended', -30, { outcome: 'wanting', note: 'Names the old host.', at: at(-5), by: 'L. Meyer' }),
    ];
    const runbookRuns = Object.fromEntries(runs.map((one) => [one.id, one]));
    const { lines } = differenceOf(known({ desk: { ...emptyDesk, runbookRuns } }), handoff);
    expect(lines.map(({ text }) => text)).toEqual([
      'mended: found wanting, said L. Meyer: Names the old host.',
      'open: 0 of 6 steps marked, not ended',
    ]);
  });
});
