import type { Burn, BurnPair, Verdict } from '../model/objective.ts';

/** Bad and all events (or slices of time) over some window. */
export interface Counts {
  readonly bad: number;
  readonly total: number;
}

/** What stands for a burn without bound: a target of 100 % leaves no budget, and any bad event spends it. */
export const boundlessBurn = 1e9;

/** A smaller share of bad events is what the subtraction of two floating-point counts leaves, and none at all. */
const dust = 1e-12;

/**
 * Burn rate: (bad / total) / (1 - target), after the Google SRE workbook, ch. 5. 1 spends the budget in exactly its
 * window. Undefined where there was no event: nothing is not a hundred per cent.
 */
export function burnRate({ bad, total }: Counts, target: number): number | undefined {
  if (!(total > 0)) return undefined;
  if (bad <= total * dust) return 0;
  const allowed = 1 - target;
  return allowed <= 0 ? boundlessBurn : Math.min(boundlessBurn, bad / total / allowed);
}

/** What a pair of windows is told by the policy. */
export type PairRule = Omit<BurnPair, 'burning'>;

/**
 * Whether a pair burns: it begins when both windows exceed the factor, and ends only when neither does. A window without
 * events says nothing, and neither begins nor ends anything.
 */
export function pairBurns(
  { longMs, shortMs, factor }: PairRule,
  burns: readonly Burn[],
  wasBurning: boolean,
): boolean {
  const exceeds = (windowMs: number): boolean | undefined => {
    const rate = burns.find((burn) => burn.windowMs === windowMs)?.rate;
    return rate === undefined ? undefined : rate > factor;
  };
  const long = exceeds(longMs);
  const short = exceeds(shortMs);
  if (long === true && short === true) return true;
  if (long === false && short === false) return false;
  return wasBurning;
}

/** What the pairs add up to. `burning` pairs whose short window has calmed are recovering. */
export function verdictOf(pairs: readonly BurnPair[], burns: readonly Burn[]): Verdict {
  if (burns.every(({ rate }) => rate === undefined)) return 'idle';
  const isHot = ({ shortMs, factor }: BurnPair): boolean =>
    (burns.find(({ windowMs }) => windowMs === shortMs)?.rate ?? 0) > factor;
  const burning = pairs.filter((pair) => pair.burning);
  if (burning.some((pair) => pair.severity === 'page' && isHot(pair))) return 'critical';
  if (burning.some(isHot)) return 'burning';
  return burning.length > 0 ? 'recovering' : 'holding';
}

/** The burn that counts for the future: the short window's of the fastest pair that burns. */
export function leadingBurn(pairs: readonly BurnPair[], burns: readonly Burn[]): Burn | undefined {
  const [fastest] = pairs
    .filter(({ burning }) => burning)
    .toSorted((one, other) => other.factor - one.factor);
  return burns.find(({ windowMs }) => windowMs === fastest?.shortMs);
}

/**
 * When the budget is used up: now + left x window / burn, at current traffic. Undefined where nothing burns, or where
 * it is gone already.
 */
export function exhaustedAt(
  left: number | undefined,
  lengthMs: number,
  burn: Burn | undefined,
  now: number,
): number | undefined {
  if (left === undefined || left <= 0 || burn?.rate === undefined || burn.rate <= 0) return undefined;
  return Math.round(now + (left * lengthMs) / burn.rate);
}
