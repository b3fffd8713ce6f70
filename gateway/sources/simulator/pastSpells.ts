import type { Policy } from '../../../shared/policy/index.ts';
import { countedObjectives } from '../../../shared/policy/objectiveList.ts';
import { noise } from './noise.ts';
import type { Condition } from './script.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const monthMs = 30 * dayMs;
/** Further back than any slice is asked. */
const longAgoMs = -33 * dayMs;

/** A time before the start (or across it) in which a service did worse; of two that overlap the later one counts. */
export interface Spell {
  readonly service: string;
  readonly condition: Condition;
  /** Since the start, ms: negative. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Burn rate in it; all is bad where it is down. */
  readonly burn?: number;
}

/** The part of the policy that tells whose budget is how small. */
export type BudgetPolicy = Pick<Policy, 'estate' | 'objectives'>;

/** Down time that the strictest availability target of a service allows in 30 days, ms. */
function allowedMs(policy: BudgetPolicy, service: string): number {
  const targets = countedObjectives(policy)
    .filter(({ objective, services }) => objective.kind === 'availability' && services.includes(service))
    .flatMap(({ objective: { target } }) => (target === undefined ? [] : [target]));
  return monthMs * (1 - Math.max(0.995, ...targets));
}

/** A few outages of each service in the last month, none in its last days. */
export function usualPast(policy: BudgetPolicy, seed: number, without: readonly string[]): readonly Spell[] {
  return policy.estate.services.flatMap(({ id: service }) => {
    if (without.includes(service)) return [];
    const own = (what: string): number => noise(seed, `past/${service}/${what}`);
    const count = Math.floor(own('count') * 4);
    return Array.from({ length: count }, (_, index) => {
      const share = 0.03 + 0.08 * own(`share/${index}`);
      return outage(policy, service, -(4 + 25 * own(`day/${index}`)) * dayMs, share);
    });
  });
}

/** An outage that takes a share of the service's budget; to the second. */
function outage(policy: BudgetPolicy, service: string, fromMs: number, share: number): Spell {
  const from = Math.round(fromMs / 1000) * 1000;
  const toMs = from + Math.round((share * allowedMs(policy, service)) / 1000) * 1000;
  return { service, condition: 'down', fromMs: from, toMs };
}

/** A month that left little: the next minutes of down time spend the budget. */
export const nearlySpent = (policy: BudgetPolicy, service: string): readonly Spell[] => [
  outage(policy, service, -21.3 * dayMs, 0.23),
  outage(policy, service, -12.6 * dayMs, 0.1),
  outage(policy, service, -6.1 * dayMs, 0.27),
  outage(policy, service, -3.4 * dayMs, 0.3),
];

/** A budget that burns since this morning, and faster since the last hours. */
export const burning = (service: string, untilMs: number): readonly Spell[] =>
  spells(service, 'slow', [
    [longAgoMs, 0, 0.3],
    [-17 * dayMs, -15 * dayMs, 3.3],
    [-3 * dayMs, 0, 1.5],
    [-5 * hourMs, untilMs, 5.5],
  ]);

/** A budget that has been burning slowly for days. */
export const slowBurning = (service: string, untilMs: number): readonly Spell[] =>
  spells(service, 'few-hits', [
    [longAgoMs, 0, 0.45],
    [-4 * dayMs, untilMs, 1.25],
  ]);

function spells(
  service: string,
  condition: Condition,
  list: readonly (readonly [fromMs: number, toMs: number, burn: number])[],
): readonly Spell[] {
  return list.map(([fromMs, toMs, burn]) => ({ service, condition, fromMs, toMs, burn }));
}
