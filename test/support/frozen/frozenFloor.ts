import type { Service } from '../../../shared/model/service.ts';
import { frozenFigure, frozenService, type FrozenService } from './frozenEstate.ts';

/** The estate of the reference boards: one down, two degraded, one unknown, one in maintenance. */
export const liveFloor: readonly FrozenService[] = [
  frozenService({
    id: 'policy-governance',
    dependsOn: ['auth', 'constitutional-ai', 'postgresql'],
    name: 'Policy Governance',
    tier: 'critical',
    state: 'down',
    since: '03:05:44',
    reason: '3 health checks failed: HTTP 503',
    hours: ['degraded', 'down'],
  }),
  frozenService({
    id: 'constitutional-ai',
    dependsOn: ['auth', 'postgresql', 'redis'],
    name: 'Constitutional AI',
    tier: 'critical',
    state: 'degraded',
    since: '03:12:48',
    reason: 'p99 7.8 ms, target below 5 ms',
    p99: 7.8,
    hours: ['degraded', 'operational', 'operational', 'degraded'],
  }),
  frozenService({
    id: 'auth',
    dependsOn: ['postgresql', 'redis'],
    name: 'Auth Service',
    tier: 'critical',
    perSecond: 1_204,
  }),
  frozenService({
    id: 'governance-synthesis',
    name: 'Governance Synthesis',
    tier: 'core',
    p99: 3.4,
    hours: ['degraded', 'operational', 'operational', 'operational'],
  }),
  frozenService({
    id: 'integrity',
    dependsOn: ['auth', 'postgresql'],
    name: 'Integrity Service',
    tier: 'core',
    state: 'unknown',
    since: '03:14:46',
    reason: 'Prometheus B is silent',
    hours: ['unknown', 'unknown'],
  }),
  frozenService({
    id: 'formal-verification',
    dependsOn: ['auth', 'policy-governance'],
    name: 'Formal Verification',
    tier: 'supporting',
    p99: 4,
    perSecond: 18,
  }),
  frozenService({
    id: 'evolution-oversight',
    name: 'Evolution Oversight',
    tier: 'supporting',
    state: 'maintenance',
    since: '02:00:00',
    reason: 'CHG-118 until 04:00 UTC',
    hours: ['maintenance', 'maintenance'],
  }),
  frozenService({
    id: 'api-gateway',
    name: 'API gateway',
    headline: frozenFigure({ id: 'rps', name: 'requests', unit: 'req/s', value: 1_854, headline: true }),
  }),
  frozenService({
    id: 'postgresql',
    name: 'PostgreSQL',
    headline: frozenFigure({ id: 'lag', name: 'replica lag', unit: 's', value: 0.2, headline: true }),
  }),
  frozenService({
    id: 'redis',
    name: 'Redis',
    state: 'degraded',
    since: '01:08:00',
    reason: 'hit rate 82.1 %, target above 85 %',
    headline: frozenFigure({
      id: 'hits',
      name: 'hit rate',
      unit: '%',
      value: 82.1,
      target: { above: 85 },
      headline: true,
    }),
  }),
  frozenService({
    id: 'dashboard',
    name: 'Dashboard',
    headline: frozenFigure({ id: 'p95', name: 'p95', unit: 's', value: 1.3, headline: true }),
  }),
];

/** The same estate on a quiet night. */
export const quietFloor: readonly FrozenService[] = liveFloor.map(({ service: { id, name, tier } }) =>
  frozenService({ id, name, tier }),
);

/** The same estate with every source silent. */
export const unknownFloor: readonly FrozenService[] = liveFloor.map(({ service: { id, name, tier } }) =>
  frozenService({
    id,
    name,
    tier,
    state: 'unknown',
    since: '03:14:46',
    reason: 'Prometheus A and B are silent',
    hours: ['unknown'],
  }),
);

const longName = 'Cross-regional constitutional compliance reconciliation and evidence service';
const crowdStates: Readonly<Record<number, Service['state']>> = {
  0: 'down',
  3: 'degraded',
  7: 'unknown',
  11: 'maintenance',
  14: 'degraded',
};

/** Forty services in three tiers and ten platform parts; some names are far too long. */
export const crowdedFloor: readonly FrozenService[] = Array.from({ length: 50 }, (_, place) => {
  const state = crowdStates[place] ?? 'operational';
  return frozenService({
    id: `service-${place}`,
    name: place % 7 === 0 ? `${longName} ${place}` : `Service ${place}`,
    tier: place >= 40 ? undefined : (['critical', 'core', 'supporting'] as const)[place % 3],
    state,
    since: '03:05:44',
    reason:
      state === 'operational'
        ? undefined
        : 'Error ratio 12.4 % over 5 min on 3 of 14 instances, target below 0.1 % for 2 min',
    perSecond: 1_234_567,
    p99: 1.1 + (place % 4),
  });
});
