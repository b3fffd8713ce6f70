import type { Policy } from '../../../shared/policy/index.ts';
import { countedObjectives, type CountedObjective } from '../../../shared/policy/objectiveList.ts';
import { prometheusLink } from '../assignment.ts';

/** Longer windows are not asked: their slices are summed. */
export const longestAskedMs = 6 * 60 * 60_000;

/** What one Prometheus is asked about one objective. */
export interface BurnQuestion {
  readonly counted: CountedObjective;
  /** Windows that are asked as of now, shortest first. */
  readonly windowsMs: readonly number[];
}

/** The part of the policy that says which objectives are counted, and over what. */
export type BurnPolicy = Pick<Policy, 'sources' | 'estate' | 'objectives' | 'burn'>;

/** The objectives that one Prometheus counts. Without a target there is no budget, and nothing to ask. */
export function burnQuestions(policy: BurnPolicy, source: string): readonly BurnQuestion[] {
  const all = policy.burn.windows.flatMap(({ long, short }) => [long, short]);
  const windowsMs = [...new Set(all)]
    .filter((windowMs) => windowMs <= longestAskedMs)
    .toSorted((one, other) => one - other);
  return countedObjectives(policy)
    .filter(
      ({ objective }) =>
        objective.target !== undefined && prometheusLink(policy, objective.sli.source) === source,
    )
    .map((counted) => ({ counted, windowsMs }));
}
