import type { Instant } from '../../shared/model/instant.ts';
import type { Objective } from '../../shared/model/objective.ts';
import type { CountedObjective } from '../../shared/policy/objectiveList.ts';

/** An objective that is counted, and has a target. */
export type BudgetedObjective = CountedObjective & { readonly target: number };

/** What the policy says of an objective, as consoles see it. */
export type DescribedObjective = Pick<
  Objective,
  | 'id'
  | 'objective'
  | 'name'
  | 'kind'
  | 'agreement'
  | 'statement'
  | 'services'
  | 'tier'
  | 'counts'
  | 'target'
  | 'figure'
  | 'source'
>;

/** The part of an objective that no figure changes. `tier` is that of its service, `source` the link it rests on. */
export function describeObjective(
  { id, objective, services }: CountedObjective,
  { tier, source }: Pick<Objective, 'tier' | 'source'>,
): DescribedObjective {
  const { name, kind, agreement, statement, figure, sli, target } = objective;
  const counts = sli.kind === 'ratio' ? 'events' : 'time';
  return {
    id,
    objective: objective.id,
    name,
    kind,
    agreement,
    statement,
    services: [...services],
    tier,
    counts,
    target,
    figure,
    source,
  };
}

/** An objective without a target: it has no budget, and its service's figure alone says how it does. */
export const boundOnly = (described: DescribedObjective, since: Instant): Objective => ({
  ...described,
  verdict: 'idle',
  since,
  reason: 'It has a bound and no budget: its figure says how it does',
  reads: 'direct',
  budgets: [],
  burns: [],
  pairs: [],
});
