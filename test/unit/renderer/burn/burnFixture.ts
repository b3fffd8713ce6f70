import type { Budget, Burn, BurnPair, Objective } from '../../../../shared/model/objective.ts';
import type { ObjectiveHistory } from '../../../../shared/model/objectiveHistory.ts';

/** The instant of the design: 03:16:56 UTC. */
export const now = Date.UTC(2026, 10, 20, 3, 16, 56);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** An instant of that day: `clock('03:05')`. */
export const clock = (text: string): number => Date.parse(`2026-11-20T${text.padEnd(8, ':00')}Z`);

/** A rolling budget of 30 d at 99.95 % of which a share is left, but for what is given. */
export function budget(left: number | undefined, change: Partial<Budget> = {}): Budget {
  const allowedMs = change.allowedMs ?? 21.6 * minute;
  return {
    window: { kind: 'rolling', lengthMs: 30 * day },
    bad: left === undefined ? 0 : Math.max(0, (1 - left) * 0.0005 * 1e6),
    total: left === undefined ? 0 : 1e6,
    ...(left === undefined ? {} : { left }),
    usedMs: left === undefined ? 0 : Math.max(0, (1 - left) * allowedMs),
    allowedMs,
    coveredMs: 30 * day,
    ...change,
  };
}

const longShort = [
  [hour, 5 * minute, 14.4, 'page'],
  [6 * hour, 30 * minute, 6, 'page'],
  [3 * day, 6 * hour, 1, 'ticket'],
] as const;

/** The three pairs of the Google SRE workbook; those whose long window is named burn. */
export const pairs = (...burning: readonly number[]): BurnPair[] =>
  longShort.map(([longMs, shortMs, factor, severity]) => ({
    longMs,
    shortMs,
    factor,
    severity,
    burning: burning.includes(longMs),
  }));

/** Burns over 1 h, 6 h and 3 d, and their short windows; each of 12,430 events at 99.95 %. */
export const burns = (...rates: readonly (number | undefined)[]): Burn[] =>
  [hour, 6 * hour, 3 * day, 5 * minute, 30 * minute].map((windowMs, index) => {
    const rate = rates[index] ?? rates[index - 3];
    return {
      windowMs,
      bad: (rate ?? 0) * 0.0005 * 12_430,
      total: rate === undefined ? 0 : 12_430,
      ...(rate === undefined ? {} : { rate }),
    };
  });

/** An availability agreement of one service that holds, but for what is given. */
export const objective = (service: string, change: Partial<Objective> = {}): Objective => ({
  id: `sla-availability/${service}`,
  objective: 'sla-availability',
  name: 'Critical services availability',
  kind: 'availability',
  agreement: 'sla',
  services: [service],
  tier: 'critical',
  counts: 'events',
  target: 0.9995,
  verdict: 'holding',
  since: now - day,
  reason: 'No pair of windows burns',
  source: 'prometheus-a',
  asOf: now - 10_000,
  reads: 'recorded',
  budgets: [budget(0.82)],
  burns: burns(0.1, 0.1, 0.3),
  pairs: pairs(),
  ...change,
});

/** The rows of the reference picture. */
export const referenceObjectives: readonly Objective[] = [
  objective('policy-governance', {
    verdict: 'critical',
    budgets: [
      budget(-0.4 / 21.6, { spentAt: clock('03:16') }),
      budget(0.12, { window: month(), allowedMs: 21.6 * minute, coveredMs: 19 * day }),
    ],
    burns: burns(61.2, 11.4, 2.1),
    pairs: pairs(hour, 6 * hour, 3 * day),
    since: clock('03:05:44'),
  }),
  objective('constitutional-ai', {
    verdict: 'burning',
    budgets: [budget(0.31)],
    burns: burns(9.8, 6.3, 1.6),
    pairs: pairs(6 * hour, 3 * day),
    exhaustedAt: clock('04:20'),
  }),
  objective('redis', {
    id: 'sla-cache-hit-rate/redis',
    objective: 'sla-cache-hit-rate',
    name: 'Cache hit rate',
    kind: 'cache',
    tier: undefined,
    target: 0.85,
    figure: 'hits',
    verdict: 'burning',
    budgets: [budget(0.44, { allowedMs: 108 * hour })],
    burns: burns(2.2, 1.8, 1.4),
    pairs: pairs(3 * day),
    exhaustedAt: Date.UTC(2026, 10, 24, 12),
  }),
  objective('integrity', {
    tier: 'core',
    target: 0.999,
    verdict: 'unknown',
    since: clock('03:14'),
    asOf: clock('03:14'),
    reason: 'Prometheus B is silent',
    budgets: [budget(0.71, { allowedMs: 43.2 * minute })],
  }),
  objective('governance-synthesis', {
    tier: 'core',
    target: 0.999,
    budgets: [budget(0.64, { allowedMs: 43.2 * minute })],
    burns: burns(0.3, 0.9, 1.1),
  }),
  objective('api-gateway', {
    id: 'slo-availability/api-gateway',
    objective: 'slo-availability',
    name: 'API Gateway availability',
    agreement: 'slo',
    tier: undefined,
    target: 0.999,
    budgets: [budget(0.81, { allowedMs: 43.2 * minute })],
    burns: burns(0.2, 0.2, 0.4),
  }),
  objective('auth'),
  objective('auth', {
    id: 'sla-api-response-time/auth',
    objective: 'sla-api-response-time',
    name: 'API response time',
    kind: 'latency',
    statement: 'P99 < 5ms, component-level latency',
    tier: undefined,
    target: 0.99,
    figure: 'p99',
    budgets: [budget(0.9, { allowedMs: 7.2 * hour })],
  }),
];

/** November 2026. */
export function month(): Extract<Budget['window'], { kind: 'month' }> {
  return { kind: 'month', startsAt: Date.UTC(2026, 10, 1), endsAt: Date.UTC(2026, 11, 1) };
}

/** A history of equal steps: `bad` of 100 in each, one of them unknown, one without traffic. */
export function history(
  id: string,
  from: number,
  to: number,
  change: Partial<ObjectiveHistory> = {},
): ObjectiveHistory {
  const stepMs = Math.max(minute, Math.round((to - from) / 120 / minute) * minute);
  const count = Math.floor((to - from) / stepMs);
  const steps = Array.from({ length: count }, (_, index) => index);
  const bad = steps.map((step) => (step === 3 ? null : step > count * 0.85 ? 4 : 0));
  let spent = 0;
  return {
    objective: id,
    stepMs,
    startsAt: from,
    bad,
    total: steps.map((step) => (step === 3 ? null : step === 5 ? 0 : 100)),
    left: bad.map((count_) => {
      spent += (count_ ?? 0) / 60;
      return count_ === null ? null : 0.6 - spent;
    }),
    intervals: [
      { from: to - 11 * minute, to, bad: 44, total: 1_100, badMs: 10.5 * minute },
      { from: to - 5 * day, to: to - 5 * day + 12 * minute, bad: 40, total: 1_000, badMs: 11.5 * minute },
    ],
    intervalCount: 2,
    queries: [
      { windowMs: hour, query: 'sum(rate(bad[1h])) / sum(rate(all[1h]))' },
      { windowMs: 6 * hour, query: 'sum(rate(bad[6h])) / sum(rate(all[6h]))' },
    ],
    ...change,
  };
}
