import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { BudgetLine, Objective } from '../../shared/model/objective.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { countedObjectives, type CountedObjective } from '../../shared/policy/objectiveList.ts';
import type { Signal } from '../desk/signal.ts';
import { prometheusLink } from '../sources/assignment.ts';
import type { Observation } from '../sources/source.ts';
import { burnSignalKey, burnSignals } from './burnSignals.ts';
import { CapacityKeeper } from './capacityKeeper.ts';
import { boundOnly, describeObjective } from './describeObjective.ts';
import { ObjectiveKeeper } from './objectiveKeeper.ts';

/** The part of the policy that says what is promised. */
export type BurnPolicy = Pick<Policy, 'objectives' | 'burn' | 'estate' | 'sources' | 'alerts' | 'compliance'>;

/** All objectives at one instant. */
export interface BurnView {
  readonly objectives: readonly Objective[];
  readonly lines: readonly BudgetLine[];
  readonly signals: readonly Signal[];
}

/** Takes in what sources report of objectives, and says how the budgets are. */
export class BurnKeeper {
  readonly #policy: BurnPolicy;
  readonly #keepers: ReadonlyMap<string, ObjectiveKeeper>;
  readonly #capacity: CapacityKeeper;
  readonly #boundsOnly: { readonly counted: CountedObjective; shown: Objective }[] = [];

  /** `isBad` tells whether the desk's journal knows a signal as bad: an episode outlives a restart. */
  constructor(policy: BurnPolicy, startedAt: Instant, isBad: (signalKey: string) => boolean) {
    this.#policy = policy;
    const tierOf = new Map(policy.estate.services.map(({ id, tier }) => [id, tier]));
    const keepers = new Map<string, ObjectiveKeeper>();
    for (const counted of countedObjectives(policy)) {
      const { target, tier, sli } = counted.objective;
      const described = describeObjective(counted, {
        tier: tier ?? tierOf.get(counted.service ?? ''),
        source: prometheusLink(policy, sli.source) ?? '',
      });
      if (target === undefined) {
        this.#boundsOnly.push({ counted, shown: boundOnly(described, startedAt) });
        continue;
      }
      const keeper = new ObjectiveKeeper({
        counted: { ...counted, target },
        described,
        burn: policy.burn,
        startedAt,
        wasBurning: (pair) => isBad(burnSignalKey(counted.id, pair)),
      });
      keepers.set(counted.id, keeper);
    }
    this.#keepers = keepers;
    this.#capacity = new CapacityKeeper(policy);
  }

  /** One objective by its id. */
  get(id: string): ObjectiveKeeper | undefined {
    return this.#keepers.get(id);
  }

  /** Takes in observations of objectives; others are none of its business. */
  observe(observation: Observation): void {
    if (observation.kind === 'hourly') this.#capacity.observe(observation);
    if ('objective' in observation) this.#keepers.get(observation.objective)?.observe(observation);
  }

  /** The clock was set back: what was counted last is asked anew. */
  forgetNow(): void {
    for (const keeper of this.#keepers.values()) keeper.forgetNow();
  }

  /** All objectives at `now`, by the freshness of the chain. */
  view(chain: readonly ChainLink[], now: Instant): BurnView {
    const links = new Map(chain.map((link) => [link.id, link]));
    const objectives: Objective[] = [];
    for (const one of this.#boundsOnly) {
      const capacity = this.#capacity.of(one.counted, now);
      // The same object while nothing changed.
      if (one.shown.capacity !== capacity) one.shown = { ...one.shown, capacity };
      objectives.push(one.shown);
    }
    const lines: BudgetLine[] = [];
    const signals: Signal[] = [];
    for (const keeper of this.#keepers.values()) {
      const capacity = this.#capacity.of(keeper.counted, now);
      const { entity, line } = keeper.view(links.get(keeper.source), now, capacity);
      objectives.push(entity);
      lines.push(line);
      signals.push(...burnSignals(entity, this.#policy, now));
    }
    return { objectives, lines, signals };
  }
}
