import type { Policy, PolicyObjective } from './index.ts';

/** One objective as it is counted: for one service, or once for all where its queries do not tell them apart. */
export interface CountedObjective {
  /** `<objective>/<service>`, or the objective's own id where it is counted once. */
  readonly id: string;
  readonly objective: PolicyObjective;
  /** The services it is for; exactly one where it is counted for each. */
  readonly services: readonly string[];
  /** What stands for `$service`; absent where the queries have none. */
  readonly service?: string;
}

/** Everything that is counted, in the policy's order. */
export function countedObjectives(
  policy: Pick<Policy, 'objectives' | 'estate'>,
): readonly CountedObjective[] {
  return policy.objectives.flatMap((objective): CountedObjective[] => {
    const services =
      objective.services ??
      policy.estate.services.filter(({ tier }) => tier === objective.tier).map(({ id }) => id);
    const { sli } = objective;
    const queries = sli.kind === 'ratio' ? [sli.good, sli.total] : [sli.query];
    if (!queries.some((query) => query.includes('$service'))) {
      return [{ id: objective.id, objective, services }];
    }
    return services.map((service) => ({
      id: `${objective.id}/${service}`,
      objective,
      services: [service],
      service,
    }));
  });
}
