import type { DeskRules } from '../../../../gateway/desk/rules.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** A small policy's part for the desk: four severities, two people, one service, the ladders of P0 and P2. */
export const deskRules: DeskRules = {
  severities: [
    { id: 'P0', rank: 0, responseMs: 15 * minuteMs, rtoMs: 15 * minuteMs },
    { id: 'P1', rank: 1, responseMs: hourMs, rtoMs: hourMs },
    { id: 'P2', rank: 2, responseMs: 4 * hourMs, rtoMs: 4 * hourMs },
    { id: 'P3', rank: 3, responseMs: 24 * hourMs, rtoMs: 24 * hourMs },
  ],
  duties: {
    acknowledgeMs: 5 * minuteMs,
    assessMs: 10 * minuteMs,
    updateMs: 30 * minuteMs,
    documentMs: 24 * hourMs,
  },
  escalation: [
    {
      severity: 'P0',
      stopsOn: 'resolved',
      steps: [
        { afterMs: 0, role: 'On-call Engineer' },
        { afterMs: 15 * minuteMs, role: 'Engineering Manager' },
        { afterMs: 30 * minuteMs, role: 'VP Engineering' },
        { afterMs: hourMs, role: 'CTO' },
      ],
    },
    {
      severity: 'P2',
      stopsOn: 'acknowledged',
      steps: [
        { afterMs: 0, role: 'On-call Engineer' },
        { afterMs: 15 * minuteMs, role: 'Team Lead' },
      ],
    },
  ],
  holderOf: (role) =>
    role === 'On-call Engineer' ? 'M. Tanaka' : role === 'CTO' ? undefined : `The ${role}`,
  rotaLists: () => [],
  rotaApprovers: { titles: [], persons: [], roles: [] },
  persons: [
    { id: 'tanaka', name: 'M. Tanaka' },
    { id: 'meyer', name: 'L. Meyer' },
  ],
  changeCategories: [{ id: 'standard', name: 'Standard' }],
  services: new Map([
    ['auth', { name: 'Auth Service', runbooks: ['service-unavailable'], dependsOn: [] }],
    ['gateway', { name: 'API gateway', runbooks: [], dependsOn: ['auth'] }],
    ['dashboard', { name: 'Dashboard', runbooks: [], dependsOn: ['gateway'] }],
    // These two need each other.
    ['blue', { name: 'Blue', runbooks: [], dependsOn: ['green', 'blue'] }],
    ['green', { name: 'Green', runbooks: [], dependsOn: ['blue'] }],
  ]),
  foldWithinMs: 10 * minuteMs,
  standsAlone: ({ cause, category }) => category === 'compliance' || cause.endsWith(':constitutional-hash'),
  channels: [{ id: 'ops', name: 'Ops' }],
  categories: [
    { id: 'system', name: 'System Health' },
    { id: 'compliance', name: 'Compliance' },
    { id: 'privacy', name: 'Privacy' },
  ],
  procedures: [
    {
      id: 'breach',
      name: 'Compliance Breach',
      severity: 'P0',
      categories: ['compliance'],
      teams: [{ name: 'NOC', channels: [] }],
      runbook: 'constitutional-violation',
    },
    {
      id: 'privacy-violation',
      name: 'Privacy Violation',
      categories: ['privacy'],
      teams: [
        { name: 'Security', channels: [] },
        { name: 'Legal', channels: ['legal'] },
      ],
    },
  ],
  silencers: ['am'],
  handoff: {
    shifts: [
      { id: 'shift-1', name: 'Shift 1', startMinute: 0, endMinute: 480, site: 'asia-pacific' },
      { id: 'shift-2', name: 'Shift 2', startMinute: 480, endMinute: 960, site: 'europe' },
      { id: 'shift-3', name: 'Shift 3', startMinute: 960, endMinute: 1440, site: 'us-east' },
    ],
    sites: new Map([
      ['asia-pacific', 'Asia-Pacific'],
      ['europe', 'Europe'],
      ['us-east', 'US East Coast'],
    ]),
    beginsMs: 30 * minuteMs,
    accepts: ['P0', 'P1'],
    severity: 'P1',
    overdue: [
      { afterMs: 15 * minuteMs, role: 'Team Lead' },
      { afterMs: 30 * minuteMs, role: 'Engineering Manager' },
    ],
    recordChannels: ['chat'],
    testTimeoutMs: 2 * minuteMs,
    checklist: [
      { id: 'incidents', name: 'Review active incidents', evidence: 'incidents' },
      { id: 'notes', name: 'Update on-call notes', evidence: 'notes' },
    ],
  },
};
