import { mostPassed, type DeskBetween, type Passed } from '../../../shared/model/between.ts';
import { clock, frozenAt } from './frozenEstate.ts';

const minuteMs = 60_000;

const passed = (part: Partial<Passed> & Pick<Passed, 'kind' | 'id' | 'title'>): Passed => ({
  ...{ state: 'open', from: clock('02:50:00'), lastAt: clock('03:10:00'), times: 1, acts: [], actCount: 0 },
  ...part,
});

const items: readonly Passed[] = [
  passed({
    ...{ kind: 'incident', id: 'INC-2044', title: 'Policy Governance does not answer', severity: 'P0' },
    ...{
      service: 'policy-governance',
      state: 'acknowledged',
      from: clock('03:05:44'),
      lastAt: clock('03:13:30'),
    },
    acts: [
      { at: clock('03:05:44'), text: 'opened as P1' },
      { at: clock('03:07:00'), text: 'P1 to P0: 3 health checks failed, which the policy rates P0' },
      { at: clock('03:10:44'), text: 'escalated to Incident Commander, L. Meyer' },
      { at: clock('03:13:30'), by: 'J. Rao', text: 'acknowledged' },
    ],
    actCount: 7,
    signals: [{ text: '3 health checks failed: HTTP 503', times: 1, state: 'bad' }],
  }),
  passed({
    ...{
      kind: 'service',
      id: 'policy-governance down',
      title: 'Policy Governance',
      service: 'policy-governance',
    },
    ...{ state: 'down', from: clock('03:05:44'), lastAt: clock('03:05:44') },
    acts: [{ at: clock('03:05:44'), text: 'down: 3 health checks failed: HTTP 503' }],
    actCount: 1,
  }),
  passed({
    ...{
      kind: 'alert',
      id: 'am/77',
      title: 'Queue of decisions deeper than 500',
      severity: 'P2',
      service: 'auth',
    },
    ...{
      state: 'resolved',
      from: clock('02:41:10'),
      to: clock('03:04:30'),
      lastAt: clock('03:04:30'),
      times: 7,
    },
    acts: [
      { at: clock('02:58:10'), to: clock('02:59:00'), text: 'firing' },
      { at: clock('03:03:40'), to: clock('03:04:30'), text: 'firing' },
    ],
    actCount: 7,
  }),
  passed({
    ...{ kind: 'service', id: 'unknown', title: '3 services', state: 'unknown', lastAt: clock('03:04:00') },
    ...{ from: clock('03:01:00'), to: clock('03:04:00') },
    acts: ['Dashboard', 'Integrity Service', 'Redis'].map((name) => ({
      ...{ at: clock('03:01:00'), to: clock('03:04:00') },
      text: `${name} unknown: Prometheus B is silent`,
    })),
    actCount: 3,
  }),
  passed({
    ...{ kind: 'incident', id: 'INC-2042', title: 'Dashboard slow', severity: 'P2', service: 'dashboard' },
    ...{
      state: 'resolved',
      from: clock('02:36:00'),
      to: clock('02:55:00'),
      lastAt: clock('02:55:00'),
      times: 2,
    },
    acts: [
      { at: clock('02:36:00'), text: 'opened as P2' },
      { at: clock('02:38:00'), by: 'L. Meyer', text: 'acknowledged' },
      { at: clock('02:55:00'), by: 'L. Meyer', text: 'resolved: Index rebuilt' },
    ],
    actCount: 3,
    signals: [{ text: 'p95 2.4 s, target below 2 s', times: 2, state: 'clear' }],
  }),
  passed({
    ...{ kind: 'silence', id: 'am/s1', title: 'alertname="HighErrorRate", canary="true"', state: 'active' },
    ...{ from: clock('02:50:00'), lastAt: clock('02:50:00') },
    acts: [{ at: clock('02:50:00'), by: 'M. Tanaka', text: 'silence in force: Canary' }],
    actCount: 1,
  }),
  passed({
    ...{ kind: 'run', id: 'RUN-104', title: 'Restart the cache', service: 'redis', state: 'done' },
    ...{ from: clock('02:44:00'), to: clock('02:45:12'), lastAt: clock('02:45:12') },
    acts: [{ at: clock('02:45:12'), text: 'All 2 actions done' }],
    actCount: 1,
  }),
];

/** What came and went in the pictures' night: one flapped, and a source was silent for three minutes. */
export const frozenBetween = (from: number, to: number): DeskBetween => ({
  ...{ from, to, asOf: frozenAt },
  counts: {
    ...{ opened: 2, acknowledged: 2, escalated: 1, reopened: 0, resolved: 1, flapped: 1 },
    ...{ alerts: 1, services: 2, silences: 1, runs: 1, changes: 0 },
  },
  blind: [
    {
      ...{ kind: 'source', name: 'Prometheus B', from: clock('03:01:00'), to: clock('03:04:00') },
      problem: 'connect ECONNREFUSED 10.0.3.7:9090',
    },
  ],
  blindCount: 1,
  items: [...items],
  itemCount: items.length,
});

/** More than an answer holds, with titles that are far too long. */
export const crowdedBetween = (from: number, to: number): DeskBetween => ({
  ...frozenBetween(from, to),
  items: Array.from({ length: mostPassed }, (_, place) =>
    passed({
      ...{
        kind: place % 3 === 0 ? 'incident' : 'alert',
        id: place % 3 === 0 ? `INC-${123_400 + place}` : `am/${place}`,
      },
      title:
        place % 4 === 0
          ? 'Constitutional compliance reconciliation refuses 12.4 % of all decisions of tenants in eu-central-1 and ap-southeast-1 since the rollout of policy bundle 2026-11-20.3'
          : `Latency of service ${place} above its target`,
      ...{
        severity: `P${place % 4}`,
        state: 'resolved',
        times: place % 9,
        lastAt: frozenAt - place * minuteMs,
      },
      ...{ from: frozenAt - (place + 5) * minuteMs, to: frozenAt - place * minuteMs },
    }),
  ),
  itemCount: mostPassed + 312,
});
