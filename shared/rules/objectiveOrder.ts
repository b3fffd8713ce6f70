import type { Budget, Objective } from '../model/objective.ts';

/** How an objective stands: its verdict, but for a budget that is spent, which is worse than any burn. */
export const standings = [
  'spent',
  'critical',
  'burning',
  'recovering',
  'unknown',
  'idle',
  'holding',
] as const;
export type Standing = (typeof standings)[number];

/** The budget that an objective is judged by: its own window's. */
export const ownBudget = ({ budgets }: Objective): Budget | undefined => budgets[0];

/** Share of its own budget that is left; undefined where nothing was counted. */
export const leftOf = (objective: Objective): number | undefined => ownBudget(objective)?.left;

/** How an objective stands. What is not heard is unknown, whatever was left of it. */
export function standingOf(objective: Objective): Standing {
  const left = leftOf(objective);
  if (objective.verdict !== 'unknown' && left !== undefined && left <= 0) return 'spent';
  return objective.verdict;
}

/** True where the standing needs nobody: nothing burns, and what is to be known is known. */
export const isQuiet = (standing: Standing): boolean => standing === 'holding' || standing === 'idle';

/** True for an objective with an error budget; the others only bound a figure. */
export const hasBudget = ({ target }: Objective): boolean => target !== undefined;

/** The quiet ones share a rank: among them only the budget left counts. */
const rankOf = (objective: Objective): number => {
  const standing = standingOf(objective);
  return isQuiet(standing) ? standings.length : standings.indexOf(standing);
};

/** Worst first: by standing, then by budget left, agreements before objectives, then by name and id. */
export function compareObjectives(one: Objective, other: Objective): number {
  return (
    rankOf(one) - rankOf(other) ||
    byLeft(one, other) ||
    one.agreement.localeCompare(other.agreement) ||
    one.name.localeCompare(other.name) ||
    one.id.localeCompare(other.id)
  );
}

/** The order of a wall: worst first, and among the unknown and the quiet ones the agreed availabilities first. */
export function compareForWall(one: Objective, other: Objective): number {
  const rank = rankOf(one);
  const isLoud = rank < standings.indexOf('unknown');
  if (isLoud || rankOf(other) !== rank) return compareObjectives(one, other);
  const isLess = ({ kind, agreement }: Objective): number =>
    kind === 'availability' && agreement === 'sla' ? 0 : 1;
  return isLess(one) - isLess(other) || compareObjectives(one, other);
}

function byLeft(one: Objective, other: Objective): number {
  const [left, otherLeft] = [leftOf(one) ?? Infinity, leftOf(other) ?? Infinity];
  return left === otherLeft ? 0 : left - otherLeft;
}
