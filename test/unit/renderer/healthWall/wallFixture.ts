import type { DeskInfo } from '../../../../shared/model/desk.ts';
import type { Incident } from '../../../../shared/model/incident.ts';
import type { Service } from '../../../../shared/model/service.ts';
import type { Figure } from '../../../../shared/model/telemetry.ts';

/** The instant of the design: 03:16:56 UTC. */
export const now = Date.UTC(2026, 10, 20, 3, 16, 56);
const minute = 60_000;

/** An operational service, but for what is given. */
export const service = (id: string, change: Partial<Service> = {}): Service => ({
  id,
  name: id,
  kind: 'service',
  dependsOn: [],
  state: 'operational',
  since: now - 3_600_000,
  reason: 'All checks passed',
  findings: [],
  restsOn: [],
  runbooks: [],
  ...change,
});

/** A headline p99, but for what is given. */
export const figure = (change: Partial<Figure> = {}): Figure => ({
  id: 'p99',
  name: 'p99',
  value: 2.1,
  unit: 'ms',
  at: now,
  source: 'a',
  headline: true,
  ...change,
});

/** An open P0, but for what is given. */
export const incident = (id: string, change: Partial<Incident> = {}): Incident => ({
  id,
  title: 'Policy Governance is unavailable',
  severity: 'P0',
  status: 'open',
  cause: id,
  firstSignalAt: now - 11 * minute,
  openedAt: now - 11 * minute,
  alerts: [],
  timeline: [],
  timelineTotal: 0,
  runbooks: [],
  ...change,
});

/** A desk with one tier and two severities. */
export const desk: DeskInfo = {
  id: 'desk',
  title: 'NOC',
  simulated: false,
  policyDigest: '',
  gatewayName: 'gw',
  sites: [],
  tiers: [{ id: 'critical', name: 'Critical', rank: 1, availability: 0.9995 }],
  severities: [
    { id: 'P0', rank: 0, name: 'P0', meaning: '', responseMs: 5 * minute, rtoMs: 15 * minute },
    { id: 'P1', rank: 1, name: 'P1', meaning: '', responseMs: 15 * minute, rtoMs: 60 * minute },
  ],
  duties: {
    acknowledgeMs: 5 * minute,
    assessMs: 10 * minute,
    updateMs: 30 * minute,
    documentMs: 24 * 60 * minute,
  },
  shifts: [],
  escalation: [
    {
      severity: 'P0',
      stopsOn: 'resolved',
      steps: [{ afterMs: 15 * minute, role: 'Engineering Manager', person: 'A. Okafor' }],
    },
  ],
  people: [],
  onCall: [],
};
