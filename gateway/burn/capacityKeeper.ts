import type { Instant } from '../../shared/model/instant.ts';
import type { Capacity } from '../../shared/model/objective.ts';
import type { CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { worstHour } from '../../shared/rules/capacity.ts';
import { capacityFigures, type CapacityQuestion } from '../sources/capacityQuestions.ts';
import type { Observation } from '../sources/source.ts';

const dayMs = 86_400_000;
type Hourly = Extract<Observation, { kind: 'hourly' }>;

const keyOf = (service: string, figure: string): string => `${service}/${figure}`;

/** Keeps what the next 24 h may bring to the figures of objectives on throughput and cache. */
export class CapacityKeeper {
  readonly #policy: Pick<Policy, 'estate'>;
  readonly #byFigure = new Map<string, Capacity>();

  constructor(policy: Pick<Policy, 'estate' | 'objectives'>) {
    this.#policy = policy;
  }

  /** Takes in the hours of a figure. Without enough of them nothing is said. */
  observe({ service, figure: id, endsAt, points }: Hourly): void {
    const figures = this.#policy.estate.services.find((one) => one.id === service)?.figures ?? [];
    const figure = figures.find((one) => one.id === id);
    const range = figure === undefined ? undefined : capacityOf({ service, figure }, points);
    if (range === undefined) this.#byFigure.delete(keyOf(service, id));
    else this.#byFigure.set(keyOf(service, id), { ...range, at: endsAt + dayMs });
  }

  /** Of an objective, that of the service with the least headroom; undefined where none is known, or its day is over. */
  of(counted: CountedObjective, now: Instant): Capacity | undefined {
    return capacityFigures(this.#policy, counted)
      .flatMap(({ service, figure }) => this.#byFigure.get(keyOf(service, figure.id)) ?? [])
      .filter(({ at }) => at > now)
      .toSorted((one, other) => (one.headroom ?? Infinity) - (other.headroom ?? Infinity))[0];
  }
}

function capacityOf(
  { service, figure: { unit, target } }: CapacityQuestion,
  points: Hourly['points'],
): Omit<Capacity, 'at'> | undefined {
  const { above, below } = target ?? {};
  // Both kinds fall short by being low; a bound above which it must not go is the exception.
  const worst = above === undefined && below !== undefined ? 'highest' : 'lowest';
  const range = worstHour(
    points.map((point) => point ?? undefined),
    worst,
  );
  if (range === undefined) return undefined;
  const bound = worst === 'lowest' ? above : below;
  const keptBy =
    bound === undefined ? undefined : worst === 'lowest' ? range.low - bound : bound - range.high;
  const headroom = bound === undefined || bound === 0 || keptBy === undefined ? undefined : keptBy / bound;
  return { unit, worst, service, ...range, bound, headroom };
}
