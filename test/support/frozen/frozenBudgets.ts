import type { BudgetLine, Objective } from '../../../shared/model/objective.ts';
import type { ObjectiveHistory } from '../../../shared/model/objectiveHistory.ts';
import { clock, frozenAt } from './frozenEstate.ts';

const minuteMs = 60_000;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const rules = [
  [hourMs, 5 * minuteMs, 14.4, 'page'],
  [6 * hourMs, 30 * minuteMs, 6, 'page'],
  [3 * dayMs, 6 * hourMs, 1, 'ticket'],
] as const;

/** An objective, and its way down over 30 days. */
export interface FrozenObjective {
  readonly objective: Objective;
  readonly line?: BudgetLine;
}

interface Shape {
  /** `<objective>/<service>`. */
  readonly id: string;
  readonly name?: string;
  readonly kind?: string;
  readonly tier?: string;
  readonly target?: number;
  readonly left?: number;
  /** Over 1 h, 6 h and 3 d. */
  readonly rates?: readonly [number, number, number];
  readonly more?: Partial<Objective>;
}

function frozenObjective(shape: Shape): FrozenObjective {
  const { id, name = 'Critical services availability', kind = 'availability' } = shape;
  const { tier, target = 0.9995, left = 0.82, rates = [0.1, 0.1, 0.3], more } = shape;
  const [objective = id, service = id] = id.split('/');
  const allowedMs = (1 - target) * 30 * dayMs;
  const total = 518_400;
  const counts = (rate: number) => ({ rate, bad: Math.round(rate * (1 - target) * 12_430), total: 12_430 });
  const budget = {
    bad: Math.round((1 - left) * (1 - target) * total),
    total,
    left,
    usedMs: (1 - left) * allowedMs,
    allowedMs,
    coveredMs: 30 * dayMs,
    ...(left > 0 ? {} : { spentAt: clock('03:16:00') }),
  };
  const pairs = rules.map(([longMs, shortMs, factor, severity], index) => {
    return { longMs, shortMs, factor, severity, burning: (rates[index] ?? 0) > factor };
  });
  return {
    objective: {
      id,
      objective,
      name,
      kind,
      agreement: objective.startsWith('slo') ? 'slo' : 'sla',
      services: [service],
      ...(tier === undefined ? {} : { tier }),
      counts: 'events',
      target,
      verdict: pairs.some(({ burning }) => burning) ? 'burning' : 'holding',
      since: clock('03:05:44'),
      reason: 'No window burns above its factor',
      source: 'prom-a',
      asOf: frozenAt - 10_000,
      reads: 'recorded',
      budgets: [{ window: { kind: 'rolling', lengthMs: 30 * dayMs }, ...budget }],
      burns: rules.flatMap(([longMs, shortMs], index) => [
        { windowMs: longMs, ...counts(rates[index] ?? 0) },
        { windowMs: shortMs, ...counts(rates[index] ?? 0) },
      ]),
      pairs,
      ...more,
    },
    line: {
      id,
      stepMs: 6 * hourMs,
      endsAt: frozenAt,
      left: Array.from({ length: 120 }, (_, step) => 1 - (1 - left) * (step / 119) ** 3),
    },
  };
}

const cache = { name: 'Cache hit rate', kind: 'cache', target: 0.85 };

/** Budgets of the reference board: one spent, two that burn, one unknown, some that hold, one bound only. */
export const liveBudgets: readonly FrozenObjective[] = [
  frozenObjective({
    id: 'sla-availability/policy-governance',
    tier: 'critical',
    left: -0.02,
    rates: [61.2, 11.4, 2.1],
    more: { verdict: 'critical', reason: 'Burn 61.2× over 1 h and 118× over 5 min, limit 14.4×' },
  }),
  frozenObjective({
    id: 'sla-availability/constitutional-ai',
    tier: 'critical',
    left: 0.31,
    rates: [9.8, 6.3, 1.6],
    more: { exhaustedAt: clock('04:20:00') },
  }),
  frozenObjective({
    id: 'sla-cache-hit-rate/redis',
    ...cache,
    left: 0.44,
    rates: [2.2, 1.8, 1.4],
    more: { exhaustedAt: frozenAt + 4 * dayMs, figure: 'hits' },
  }),
  frozenObjective({
    id: 'sla-availability/integrity',
    tier: 'core',
    target: 0.999,
    left: 0.71,
    more: {
      verdict: 'unknown',
      since: clock('03:14:46'),
      asOf: clock('03:14:31'),
      reason: 'Prometheus B is silent',
    },
  }),
  frozenObjective({
    id: 'sla-api-response-time/constitutional-ai',
    name: 'API response time',
    kind: 'latency',
    target: 0.99,
    left: 0.58,
    more: { figure: 'p99' },
  }),
  frozenObjective({ id: 'sla-availability/auth', tier: 'critical' }),
  frozenObjective({ id: 'slo-availability/governance-synthesis', target: 0.999, left: 0.64 }),
  frozenObjective({ id: 'slo-availability/api-gateway', target: 0.999, left: 0.81 }),
  {
    objective: {
      ...frozenObjective({ id: 'sla-throughput/api-gateway', name: 'Throughput', kind: 'throughput' })
        .objective,
      target: undefined,
      figure: 'rps',
      verdict: 'idle',
      reason: 'It has a bound and no budget: its figure says how it does',
      budgets: [],
      burns: [],
      pairs: [],
      capacity: {
        unit: 'req/s',
        worst: 'lowest',
        service: 'api-gateway',
        low: 1_180,
        high: 1_320,
        at: clock('03:00:00') + dayMs,
        bound: 100,
        headroom: 10.8,
        triedDays: 7,
        heldDays: 6,
      },
    },
  },
];

/** The same on a quiet night. */
export const quietBudgets: readonly FrozenObjective[] = liveBudgets.map(({ objective: { id, tier } }) =>
  frozenObjective({ id, ...(tier === undefined ? {} : { tier }) }),
);

/** The same with every source silent. */
export const unknownBudgets: readonly FrozenObjective[] = liveBudgets
  .filter(({ line }) => line !== undefined)
  .map(({ objective, line }) => ({
    objective: {
      ...objective,
      verdict: 'unknown',
      since: clock('03:14:46'),
      asOf: clock('03:14:31'),
      reason: 'Prometheus A silent since 03:14 UTC',
    },
    ...(line === undefined ? {} : { line }),
  }));

/** Sixty, of the services with far too long names. */
export const crowdedBudgets: readonly FrozenObjective[] = Array.from({ length: 60 }, (_, place) =>
  frozenObjective({
    id: `${place < 40 ? 'sla-availability' : 'sla-response'}/service-${place % 40}`,
    ...(place < 40 ? { tier: 'critical' } : { name: 'End-to-end response time', kind: 'latency' }),
    left: place % 9 === 0 ? -3.4 : 0.05 * (place % 20),
    rates: place % 5 === 0 ? [123.4, 45.6, 12.3] : [0.1, 0.2, 0.3],
    more: place % 5 === 0 ? { exhaustedAt: frozenAt + place * hourMs } : {},
  }),
);

/** What the gateway answers when it is asked for an objective's past. */
export function frozenHistory(objective: string, from: number, to: number): ObjectiveHistory {
  const stepMs = Math.max(minuteMs, Math.round((to - from) / 120 / minuteMs) * minuteMs);
  const count = Math.floor((to - from) / stepMs);
  const bad = Array.from({ length: count }, (_, step) => (step > count * 0.9 ? 6 : step % 40 === 7 ? 1 : 0));
  let spent = 0;
  return {
    objective,
    stepMs,
    startsAt: from,
    bad,
    total: bad.map(() => 100),
    left: bad.map((one) => {
      spent += one;
      return 0.6 - spent / 200;
    }),
    intervals: [
      { from: clock('03:05:00'), to: clock('03:15:00'), bad: 600, total: 1_000, badMs: 10 * minuteMs },
    ],
    intervalCount: 1,
    queries: [
      { windowMs: hourMs, query: 'sum(increase(errors_total[1h])) / sum(increase(requests_total[1h]))' },
    ],
  };
}
