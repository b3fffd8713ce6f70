import { utcSecond } from '../../shared/rules/durations.ts';
import { budgetWindowText } from '../../shared/rules/objectiveFigures.ts';
import { hasBudget, ownBudget, standingOf, type Standing } from '../../shared/rules/objectiveOrder.ts';
import type { Objective } from '../../shared/model/objective.ts';

/** The posture of all budgets in words. */
export interface BurnPosture {
  /** "1 budget spent, 2 burning". */
  readonly title: string;
  /** "worst first · rolling 30 d · 1 unknown". */
  readonly context: string;
}

/** Words for how all budgets stand; `asOf` is given where the feed is lost, and nothing is current. */
export function burnPostureOf(objectives: readonly Objective[], asOf?: number): BurnPosture {
  const judged = objectives.filter(hasBudget);
  if (judged.length === 0)
    return { title: 'No error budgets', context: 'the policy has no objective with a target' };
  const counts = new Map<Standing, number>();
  for (const objective of judged) {
    const standing = standingOf(objective);
    counts.set(standing, (counts.get(standing) ?? 0) + 1);
  }
  const of = (...some: readonly Standing[]): number =>
    some.reduce((sum, standing) => sum + (counts.get(standing) ?? 0), 0);
  const title = abnormalText(of) ?? quietText(of('holding'), judged.length);
  const quiet = [
    [of('unknown'), 'unknown'],
    [of('idle'), 'without traffic'],
  ] as const;
  const context = [
    'worst first',
    ...windowsOf(judged),
    ...quiet.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`),
  ];
  if (asOf === undefined) return { title, context: context.join(' · ') };
  const words = `Last known: ${title.charAt(0).toLowerCase()}${title.slice(1)}`;
  return { title: words, context: asOf > 0 ? `at ${utcSecond(asOf)} UTC` : '' };
}

type CountOf = (...some: readonly Standing[]) => number;

/** "1 budget spent, 2 burning, 1 recovering"; undefined where there is none of them. */
function abnormalText(of: CountOf): string | undefined {
  const parts = [
    [of('spent'), 'spent'],
    [of('critical', 'burning'), 'burning'],
    [of('recovering'), 'recovering'],
  ] as const;
  const said = parts.filter(([count]) => count > 0);
  if (said.length === 0) return undefined;
  return said
    .map(([count, what], index) => `${count}${index > 0 ? '' : count === 1 ? ' budget' : ' budgets'} ${what}`)
    .join(', ');
}

/** It says "all" only of budgets that are known. */
function quietText(holding: number, all: number): string {
  if (holding < all) return holding === 0 ? 'No budget is known' : `${holding} of ${all} budgets hold`;
  return all === 1 ? 'The one budget holds' : `All ${all} budgets hold`;
}

/** The windows of the budgets, where they all have the same. */
function windowsOf(objectives: readonly Objective[]): readonly string[] {
  const windows = new Set(
    objectives.flatMap((objective) => {
      const budget = ownBudget(objective);
      return budget === undefined ? [] : [budgetWindowText(budget.window)];
    }),
  );
  if (windows.size === 0) return [];
  return windows.size === 1 ? [...windows] : ['each over its own window'];
}
