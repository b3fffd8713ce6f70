import type { Alert } from '../../../shared/model/alert.ts';
import type { Flood } from '../../../shared/model/flood.ts';
import type { Incident, TimelineEntry } from '../../../shared/model/incident.ts';
import { clock, frozenAt } from './frozenEstate.ts';

const hourMs = 3_600_000;

const said = (at: string, kind: TimelineEntry['kind'], text: string, name = 'M. Tanaka'): TimelineEntry => ({
  at: clock(at),
  kind,
  text,
  by: { kind: name === 'gateway' ? 'gateway' : 'person', name },
});

const alert = (place: number, name: string, incident: string, state: Alert['state'] = 'firing'): Alert => ({
  id: `am/${place}`,
  source: 'am',
  fingerprint: String(place),
  name,
  labels: { alertname: name },
  annotations: { summary: name },
  state,
  severity: 'P1',
  severityGuessed: false,
  startsAt: clock('03:05:14'),
  // Each was renewed at another time; the last but one by nobody for long.
  leaseUntil: clock(place === 1 ? '03:17:20' : '03:20:14'),
  renewedAt: clock(place === 1 ? '03:13:20' : '03:16:14'),
  lastSeenAt: clock('03:16:44'),
  silencedBy: [],
  inhibitedBy: [],
  incident,
});

/** The alerts behind the open incidents; one of them was lost. */
export const liveAlerts: readonly Alert[] = [
  alert(0, 'ServiceDown', 'INC-2041'),
  alert(1, 'HighErrorRate', 'INC-2041'),
  alert(2, 'ProbeFailed', 'INC-2041', 'lost'),
  alert(3, 'HighLatency', 'INC-2044'),
  alert(4, 'HighErrorRate', 'INC-2044', 'suppressed'),
  alert(5, 'TargetMissing', 'INC-2043'),
  alert(6, 'CacheHitRateLow', 'INC-2038'),
];

const alertsOf = (id: string): readonly string[] =>
  liveAlerts.filter(({ incident }) => incident === id).map((one) => one.id);

type Shape = Pick<Incident, 'title' | 'severity' | 'openedAt'> & Partial<Incident>;

/** An incident, but for what is given; the gateway's own entry opens its timeline. */
export function frozenIncident(number: number, shape: Shape): Incident {
  const { openedAt, title } = shape;
  const opened: TimelineEntry = {
    at: openedAt,
    kind: 'opened',
    text: `Opened: ${title}`,
    by: { kind: 'gateway', name: 'gateway' },
  };
  const timeline = shape.timeline ?? [opened];
  return {
    id: `INC-${number}`,
    status: shape.acknowledged === undefined ? 'open' : 'acknowledged',
    cause: `cause-${number}`,
    firstSignalAt: openedAt - 30_000,
    alerts: [...alertsOf(`INC-${number}`)],
    timelineTotal: timeline.length,
    runbooks: [],
    ...shape,
    timeline,
  };
}

/** The P0 of the reference boards: acknowledged, assessed, with its story so far. */
export const worstIncident = frozenIncident(2041, {
  title: 'Policy Governance is unavailable',
  severity: 'P0',
  category: 'system',
  service: 'policy-governance',
  openedAt: clock('03:05:44'),
  acknowledged: { at: clock('03:07:24'), by: 'M. Tanaka' },
  assignee: 'M. Tanaka',
  assignedAt: clock('03:07:24'),
  assessed: {
    at: clock('03:12:30'),
    by: 'M. Tanaka',
    impact: 'All policy checks refused, 3 tenants affected',
  },
  updatedAt: clock('03:11:05'),
  escalations: [
    {
      at: clock('03:05:44'),
      dueAt: clock('03:05:44'),
      severity: 'P0',
      afterMs: 0,
      role: 'On-call Engineer',
      person: 'M. Tanaka',
    },
  ],
  runbooks: ['postgresql-failover', 'https://runbooks.example/service-unavailable'],
  timeline: [
    said('03:05:44', 'opened', '3 health checks failed: HTTP 503', 'gateway'),
    said('03:05:44', 'escalated', 'Paged On-call Engineer, M. Tanaka', 'gateway'),
    said('03:07:24', 'acknowledged', 'Acknowledged'),
    said('03:09:40', 'signal', 'Alert HighErrorRate joined', 'gateway'),
    said('03:11:05', 'update', 'Stakeholder update: policy checks are refused, failing over'),
    said('03:12:30', 'assessed', 'Assessed: all policy checks refused, 3 tenants affected'),
    said('03:16:02', 'note', 'Rolled back policy-governance to 4.18.2; the standby database is primary now'),
  ],
});

/** What an operator declared, with a procedure of its own and notes in Markdown. */
export const safetyIncident = frozenIncident(2046, {
  title: 'Decisions differ for the same input',
  severity: 'P0',
  category: 'ai-safety',
  procedure: {
    id: 'ai-safety-incident',
    name: 'AI Safety Incident',
    teams: ['AI Safety Team', 'Legal Team'],
  },
  service: 'policy-governance',
  openedAt: clock('03:01:10'),
  declaredBy: 'M. Tanaka',
  timeline: [
    said('03:01:10', 'opened', 'Declared P0 by M. Tanaka'),
    said('03:01:10', 'escalated', 'Procedure AI Safety Incident: tell AI Safety Team and Legal Team'),
    said(
      '03:14:02',
      'note',
      'Compared **two replicas**:\n\n- `pg-0` decides as before\n- `pg-1` does not\n\n```\nhash pg-1 9af1\n```\nSee [the log](https://kibana.example/pg-1)',
    ),
  ],
});

/** Seven open incidents of every severity and one that was closed. */
export const liveQueue: readonly Incident[] = [
  worstIncident,
  frozenIncident(2044, {
    title: 'p99 latency 7.8 ms, target below 5 ms',
    severity: 'P1',
    service: 'constitutional-ai',
    openedAt: clock('03:12:48'),
  }),
  frozenIncident(2043, {
    title: 'Integrity Service not heard from',
    severity: 'P1',
    service: 'integrity',
    openedAt: clock('03:14:46'),
    acknowledged: { at: clock('03:15:30'), by: 'J. Rao' },
    assignee: 'J. Rao',
  }),
  frozenIncident(2038, {
    title: 'Cache hit rate 82.1 %, target above 85 %',
    severity: 'P2',
    service: 'redis',
    openedAt: clock('01:08:00'),
    acknowledged: { at: clock('01:10:00'), by: 'L. Meyer' },
    assignee: 'L. Meyer',
    assessed: { at: clock('01:14:00'), by: 'L. Meyer', impact: 'Policy reads are slower' },
    updatedAt: clock('02:59:16'),
    timeline: [said('02:59:16', 'update', 'Stakeholder update: cache warmed', 'L. Meyer')],
  }),
  frozenIncident(2036, {
    title: 'Replica lag above 2 s for 10 min',
    severity: 'P2',
    service: 'postgresql',
    openedAt: frozenAt - 4.6 * hourMs,
    acknowledged: { at: frozenAt - 4.5 * hourMs, by: 'A. Duarte' },
    assignee: 'A. Duarte',
    assessed: { at: frozenAt - 4.45 * hourMs, by: 'A. Duarte', impact: 'Reads from the replica are stale' },
    updatedAt: clock('03:02:00'),
    timeline: [said('03:02:00', 'update', 'Stakeholder update: replica rebuilt', 'A. Duarte')],
  }),
  frozenIncident(2031, {
    title: 'Certificate ends in 13 d',
    severity: 'P3',
    service: 'api-gateway',
    openedAt: frozenAt - 19 * hourMs,
    acknowledged: { at: frozenAt - 18 * hourMs, by: 'S. Lindqvist' },
    assignee: 'S. Lindqvist',
    timeline: [said('03:00:00', 'note', 'Order placed', 'S. Lindqvist')],
  }),
  frozenIncident(2029, {
    title: 'Backup took 48 min, usually 31',
    severity: 'P3',
    service: 'postgresql',
    openedAt: frozenAt - 26 * hourMs,
    acknowledged: { at: frozenAt - 25.9 * hourMs, by: 'A. Duarte' },
    assignee: 'A. Duarte',
  }),
];

/** Far more alerts than the queue has incidents; the first was not of the worst one. */
export const frozenFlood: Flood = {
  id: 'flood',
  since: clock('03:12:51'),
  alerts: 143,
  withinMs: 600_000,
  firstAlert: 'alertmanager/first',
  firstIncident: 'INC-2043',
};

const needed = (number: number, service: string, title: string): Incident =>
  frozenIncident(number, {
    title,
    severity: 'P2',
    service,
    openedAt: clock('03:06:10'),
    foldedUnder: {
      incident: 'INC-2041',
      at: clock('03:06:10'),
      reason: 'Policy Governance is down, which it depends on',
    },
    timeline: [
      said('03:06:10', 'opened', 'Opened as P2', 'gateway'),
      said(
        '03:06:10',
        'note',
        'Folded under INC-2041: Policy Governance is down, which it depends on',
        'gateway',
      ),
    ],
  });

/** The same, with what the outage brings about folded under it, and one incident merged into it. */
export const foldedQueue: readonly Incident[] = [
  ...liveQueue.map((incident) =>
    incident.id === worstIncident.id ? { ...incident, mergedFrom: ['INC-2039'] } : incident,
  ),
  needed(2045, 'constitutional-ai', 'Error rate 11 %, target below 1 %'),
  needed(2046, 'api-gateway', 'API gateway is unavailable'),
  needed(2047, 'dashboard', 'p99 latency 4.1 s, target below 800 ms'),
];

/** Nothing open; one incident was closed 14 hours ago. */
export const closedQueue: readonly Incident[] = [
  frozenIncident(2027, {
    title: 'Dashboard slow',
    severity: 'P2',
    service: 'dashboard',
    status: 'resolved',
    openedAt: frozenAt - 16 * hourMs,
    assignee: 'L. Meyer',
    resolved: { at: frozenAt - 14 * hourMs, by: 'L. Meyer', note: 'Index rebuilt.' },
  }),
];

const longTitle =
  'Constitutional compliance reconciliation refuses 12.4 % of all decisions of tenants in eu-central-1 and ap-southeast-1 since the rollout of policy bundle 2026-11-20.3, and retries make it worse';

/** A hundred and twenty incidents of every severity and age; some titles and names are far too long. */
export const crowdedQueue: readonly Incident[] = Array.from({ length: 120 }, (_, place) => {
  const isOwned = place % 3 !== 0;
  const openedAt = frozenAt - (place + 1) * 0.23 * hourMs;
  const assignee = place % 5 === 0 ? 'Wilhelmina Konstantinopoulou-Featherstonehaugh' : 'J. Rao';
  return frozenIncident(123_400 + place, {
    title: place % 4 === 0 ? longTitle : `Latency of service ${place} above its target`,
    severity: place === 0 ? 'P0' : `P${1 + (place % 3)}`,
    service: `service-${place % 50}`,
    openedAt,
    ...(isOwned
      ? { acknowledged: { at: openedAt + 60_000, by: assignee }, assignee, assignedAt: openedAt + 60_000 }
      : {}),
  });
});

/** What changed in the live queue while the feed was lost, as a snapshot carries it. */
export const changedMeanwhile: Readonly<Record<string, Incident>> = Object.fromEntries(
  [
    frozenIncident(2050, {
      title: 'Carrier lost at Frankfurt',
      severity: 'P2',
      service: 'postgresql',
      openedAt: clock('03:19:30'),
    }),
    frozenIncident(2044, {
      title: 'p99 latency 7.8 ms, target below 5 ms',
      severity: 'P1',
      service: 'constitutional-ai',
      openedAt: clock('03:12:48'),
      acknowledged: { at: clock('03:21:14'), by: 'J. Rao' },
      assignee: 'J. Rao',
      timeline: [
        said('03:21:14', 'acknowledged', 'Acknowledged', 'J. Rao'),
        said('03:21:26', 'note', 'Traffic moved to the other three replicas', 'J. Rao'),
      ],
    }),
  ].map((incident) => [`incident:${incident.id}`, incident]),
);
