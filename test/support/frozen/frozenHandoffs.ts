import type { Evidence, Handoff, HandoffItem } from '../../../shared/model/handoff.ts';
import { clock } from './frozenEstate.ts';

const evidence = (
  text: string,
  state: Evidence['state'] = 'good',
  facts: readonly string[] = [],
): Evidence => ({
  ...{ text, state, facts: [...facts] },
  mark: `${state} ${text}`,
});

const names = {
  incidents: 'Review active incidents',
  health: 'Check system health status',
  compliance: 'Verify constitutional compliance',
  maintenance: 'Review scheduled maintenance',
  notes: 'Update on-call notes',
  channels: 'Test alerting channels',
} as const;

const live = {
  incidents: evidence(
    '4 open: INC-2041 (P0), INC-2044 (P1), INC-2043 (P2), INC-2038 (P2). INC-2044: update was due 03:15 UTC',
    'bad',
    [
      'INC-2041 P0 Policy Governance is unavailable: M. Tanaka, RTO due 03:20 UTC',
      'INC-2044 P1 Constitutional AI p99 above target: J. Rao, update due 03:15 UTC',
    ],
  ),
  health: evidence(
    '7 operational, 1 maintenance (Evolution Oversight), 2 degraded (Constitutional AI, Redis), 1 down (Policy Governance). Chain fresh, 4 links',
    'bad',
  ),
  compliance: evidence('7 of 7 services answer cdd01ef066bc6cf2. 100 % valid over 6 h'),
  maintenance: evidence('CHG-118 running. CHG-118 runs past its end, 03:00 UTC', 'bad'),
  notes: evidence('Revision 2 by M. Tanaka, 03:12 UTC'),
  channels: evidence('Not tested since this handoff began: #acgs-alerts, On-call mail, Pager', 'stale'),
} as const;

type Name = keyof typeof names;

const item = (name: Name, ticked?: string, over: Partial<HandoffItem> = {}): HandoffItem => ({
  ...{ id: name, name: names[name], evidence: name, unticked: [] },
  ...(ticked === undefined
    ? {}
    : {
        tick: {
          ...{ at: clock(ticked), by: 'M. Tanaka', evidence: { ...live[name], asOf: clock(ticked) } },
          ...(live[name].state === 'good' ? {} : { comment: 'Known, and in the notes' }),
        },
      }),
  ...over,
});

const ticked = (except: readonly Name[] = []): HandoffItem[] =>
  (['incidents', 'health', 'compliance', 'maintenance', 'notes', 'channels'] as const).map((name, place) =>
    item(name, except.includes(name) ? undefined : `03:0${place + 4}:10`),
  );

const notes = `Constitutional AI. Slow since 03:12, after the failover. Plans went bad on the new primary: ANALYZE helped, the index rebuild is booked for 09:00 with A. Duarte.

Do not fail back before the rebuild.`;

const base: Handoff = {
  id: 'HND-2026-11-20T0335',
  boundaryAt: clock('03:35:00'),
  nextEndsAt: clock('11:35:00'),
  from: { shift: 'shift-1', name: 'Shift 1', site: 'Singapore' },
  to: { shift: 'shift-2', name: 'Shift 2', site: 'Berlin' },
  begun: { at: clock('03:05:00'), by: { kind: 'gateway', name: 'gateway' } },
  accepts: ['P0', 'P1'],
  since: { at: clock('00:00:00') - 200_000, handoff: 'HND-2026-11-19T1935' },
  items: ticked(['notes', 'channels']),
  notes: { revision: 2, text: notes, last: { at: clock('03:12:10'), by: 'M. Tanaka' } },
  acceptances: [],
  questions: [],
  escalations: [],
  difference: {
    total: 6,
    lines: [
      {
        kind: 'opened',
        subject: 'INC-2041',
        severity: 'P0',
        text: 'Policy Governance is unavailable. Tried: restart-service failed; moved traffic to its standby. Next: RTO due 03:20 UTC, M. Tanaka',
      },
      {
        kind: 'still-open',
        subject: 'INC-2038',
        severity: 'P2',
        text: 'Redis hit rate below target. Tried: warm_cache done. Next: update due 03:38 UTC, L. Meyer',
      },
      {
        kind: 'lapses',
        subject: 'Silence',
        text: 'alertname="PostgreSQLReplicaLag" ends 09:15 UTC: 1 alert would come back. By M. Tanaka',
      },
      {
        kind: 'change',
        subject: 'CHG-118',
        text: 'Upgrade Evolution Oversight: running, was to end 03:00 UTC',
      },
      { kind: 'budget', subject: 'Budget', text: 'Availability policy-governance: 49 % to 0 % left' },
      {
        kind: 'runbook',
        subject: 'RUN-101',
        text: 'Service unavailable: Restart the service failed: waiting for health',
      },
    ],
  },
  promises: [
    {
      id: 'PRM-7',
      handoff: 'HND-2026-11-19T1935',
      at: clock('00:10:00'),
      by: 'M. Tanaka',
      text: 'A line on INC-2041 for the customer desk by 09:30; the wording is in the incident',
    },
  ],
  live: { ...live },
  rota: {
    outgoing: [
      { list: 'primary', name: 'Primary On-Call', person: 'M. Tanaka' },
      { list: 'secondary', name: 'Secondary On-Call', person: 'A. Duarte' },
    ],
    incoming: [
      { list: 'primary', name: 'Primary On-Call', person: 'J. Rao' },
      { list: 'secondary', name: 'Secondary On-Call', hole: 'its calendar names nobody' },
    ],
  },
};

const meyer = (at: string) => ({ at: clock(at), by: 'L. Meyer' });
const accepted = (incident: string, title: string, severity: string, at: string) => ({
  ...meyer(at),
  ...{ incident, title, severity },
});
const question = {
  ...{ id: 1, ...meyer('03:14:20'), incident: 'INC-2044' },
  text: 'is the index rebuild safe under load?',
};
const acceptedP0 = accepted('INC-2041', 'Policy Governance is unavailable', 'P0', '03:15:00');

/** Four of six items are ticked, one has changed since, and the incoming side has begun to accept. */
export const handoffUnderWay: Handoff = {
  ...base,
  items: base.items.map((one) => {
    if (one.id !== 'health' || one.tick === undefined) return one;
    const seen = evidence('10 operational, 1 degraded (Redis). Chain fresh, 4 links', 'bad');
    return {
      ...one,
      tick: { ...one.tick, evidence: { ...seen, asOf: one.tick.at } },
      changed: { ...live.health, at: clock('03:15:40') },
    };
  }),
  acceptances: [acceptedP0],
  questions: [question],
};

/** The outgoing side has signed; the incoming one owes an acceptance. */
export const handoffSigned: Handoff = {
  ...base,
  items: ticked(),
  outgoing: { at: clock('03:14:02'), by: 'M. Tanaka', onRota: true },
  acceptances: [acceptedP0],
  questions: [
    { ...question, answer: { at: clock('03:15:10'), by: 'M. Tanaka', text: 'Yes, it is throttled.' } },
  ],
};

/** Nobody has signed, 16 minutes after the end of the shift. */
export const handoffOverdue: Handoff = {
  ...base,
  ...{ id: 'HND-2026-11-20T03', boundaryAt: clock('03:00:00') },
  begun: { at: clock('02:30:00'), by: { kind: 'gateway', name: 'gateway' } },
  notes: { revision: 0, text: '' },
  live: { ...live, notes: evidence('No notes are written yet', 'stale') },
  items: base.items.map(({ tick: _tick, ...one }) => one),
  escalations: [
    {
      afterMs: 900_000,
      at: clock('03:15:00'),
      dueAt: clock('03:15:00'),
      role: 'Team Lead',
      person: 'A. Duarte',
    },
  ],
};

const { live: _live, ...record } = handoffSigned;
/** Both have signed. */
export const handoffComplete: Handoff = {
  ...record,
  acceptances: [
    ...record.acceptances,
    accepted('INC-2044', 'Constitutional AI p99 above target', 'P1', '03:15:40'),
  ],
  incoming: { ...meyer('03:16:02'), onRota: false },
  closed: { at: clock('03:16:02'), outcome: 'complete' },
};

const shiftMs = 8 * 3_600_000;
const firstBoundary = Date.UTC(2026, 10, 19, 19, 35);

/** Records of earlier shifts, the newest first; each tells of other evidence than the one before. */
export const earlierRecords: readonly Handoff[] = Array.from({ length: 14 }, (_, place) => {
  const boundaryAt = firstBoundary - place * shiftMs;
  const id = `HND-${new Date(boundaryAt).toISOString().slice(0, 13)}35`;
  return {
    ...handoffComplete,
    ...{ id, boundaryAt, nextEndsAt: boundaryAt + shiftMs, promises: [] },
    from: { shift: 'shift-2', name: 'Shift 2', site: 'Berlin' },
    to: { shift: 'shift-3', name: 'Shift 3', site: 'Denver' },
    notes: { revision: 1, text: 'Quiet. علي حسن watches the replica: לא לגעת before 09:00.' },
    items: ticked().map((one) =>
      one.id === 'health' && one.tick !== undefined
        ? { ...one, tick: { ...one.tick, evidence: { ...evidence('11 operational'), asOf: boundaryAt } } }
        : one,
    ),
    outgoing: { at: boundaryAt - 300_000, by: 'L. Meyer', onRota: true },
    incoming: { at: boundaryAt + 60_000, by: 'J. Rao', onRota: true },
    closed: { at: boundaryAt + 60_000, outcome: place === 3 ? 'taken-over' : 'complete' },
  };
});
