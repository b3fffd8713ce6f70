import type { Policy, PolicyFigure } from '../../shared/policy/index.ts';
import { countedObjectives, type CountedObjective } from '../../shared/policy/objectiveList.ts';
import { prometheusLink } from './assignment.ts';

/** A figure whose past hours say what the next day may bring. */
export interface CapacityQuestion {
  readonly service: string;
  readonly figure: PolicyFigure;
}

const capacityKinds: readonly string[] = [
  'throughput',
  'cache',
] satisfies CountedObjective['objective']['kind'][];

/** The figures that an objective on throughput or cache names, one for each of its services. */
export function capacityFigures(
  { estate }: Pick<Policy, 'estate'>,
  { objective, services }: CountedObjective,
): readonly CapacityQuestion[] {
  if (!capacityKinds.includes(objective.kind)) return [];
  return services.flatMap((service) =>
    (estate.services.find(({ id }) => id === service)?.figures ?? [])
      .filter(({ id }) => id === objective.figure)
      .map((figure) => ({ service, figure })),
  );
}

/** What one Prometheus is asked for them; a figure that two objectives name is asked once. */
export function capacityQuestions(
  policy: Pick<Policy, 'estate' | 'objectives' | 'sources'>,
  source: string,
): readonly CapacityQuestion[] {
  const all = countedObjectives(policy)
    .flatMap((counted) => capacityFigures(policy, counted))
    .filter(({ figure }) => prometheusLink(policy, figure.source) === source)
    .map((question) => [`${question.service}/${question.figure.id}`, question] as const);
  return [...new Map(all).values()];
}
