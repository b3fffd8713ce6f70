import type { Instant } from '../../shared/model/instant.ts';
import type { BudgetWindow } from '../../shared/model/objective.ts';
import type { ObjectiveHistory } from '../../shared/model/objectiveHistory.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { errorRatioQuery } from '../../shared/rules/indicatorQuery.ts';
import { windowsOf } from './budgets.ts';
import type { BurnKeeper } from './burnKeeper.ts';
import { badIntervals, budgetPath, piecesOf, type CountedPast } from './countedPast.ts';
import { historyMs, sliceMs } from './slices.ts';

const mostPoints = 360;
const mostIntervals = 200;

/** Answers with the past of one objective over a span, in at most some hundred steps. */
export function objectiveHistory(
  burn: BurnKeeper,
  pairs: Policy['burn']['windows'],
  asked: { readonly objective: string; readonly from: Instant; readonly to: Instant },
): Result<ObjectiveHistory> {
  const keeper = burn.get(asked.objective);
  if (keeper === undefined) return err(`The policy has no objective "${asked.objective}" with a budget.`);
  const { past, counted } = keeper;
  if (past === undefined)
    return err('Nothing is known of it yet; ask again when its first figures are here.');
  const { at } = past.now;
  if (!(asked.from < asked.to)) return err('The span ends before it begins.');
  const from = Math.max(asked.from, at - historyMs);
  const to = Math.min(asked.to, at);
  if (from >= to) return err('The span holds nothing that is kept: 32 days until now.');
  const [window] = windowsOf(counted, at);
  const intervals = badIntervals(past, window);
  const lengths = new Set(pairs.flatMap(({ long, short }) => [short, long]));
  if (window.kind === 'rolling') lengths.add(window.lengthMs);
  return ok({
    objective: counted.id,
    ...stepsOf(past, from, to),
    ...pathOf(past, { from, to, window, target: counted.target }),
    intervals: intervals.slice(-mostIntervals).reverse(),
    intervalCount: intervals.length,
    queries: [...lengths]
      .sort((one, other) => one - other)
      .map((windowMs) => ({ windowMs, query: errorRatioQuery(counted, windowMs) })),
  });
}

interface Steps {
  readonly stepMs: number;
  readonly startsAt: Instant;
  readonly count: number;
}

/** Steps are whole slices, and begin with one. */
function gridOf(from: Instant, to: Instant): Steps {
  const stepMs = Math.ceil((to - from) / mostPoints / sliceMs) * sliceMs;
  const startsAt = Math.floor(from / stepMs) * stepMs;
  return { stepMs, startsAt, count: Math.ceil((to - startsAt) / stepMs) };
}

function stepsOf(
  past: CountedPast,
  from: Instant,
  to: Instant,
): Pick<ObjectiveHistory, 'stepMs' | 'startsAt' | 'bad' | 'total'> {
  const { stepMs, startsAt, count } = gridOf(from, to);
  const bad = Array.from({ length: count }, (): number | null => null);
  const total = Array.from({ length: count }, (): number | null => null);
  for (const piece of piecesOf(past, startsAt)) {
    const index = Math.floor((piece.startsAt - startsAt) / stepMs);
    if (index < 0 || index >= count) continue;
    bad[index] = (bad[index] ?? 0) + piece.bad;
    total[index] = (total[index] ?? 0) + piece.total;
  }
  return { stepMs, startsAt, bad, total };
}

function pathOf(
  past: CountedPast,
  asked: {
    readonly from: Instant;
    readonly to: Instant;
    readonly window: BudgetWindow;
    readonly target: number;
  },
): Pick<ObjectiveHistory, 'left'> {
  const { stepMs, startsAt, count } = gridOf(asked.from, asked.to);
  const left = Array.from({ length: count }, (): number | null => null);
  for (const point of budgetPath(past, asked.window, asked.target)) {
    const index = Math.floor((point.at - 1 - startsAt) / stepMs);
    if (index >= 0 && index < count) left[index] = point.left;
  }
  return { left };
}
