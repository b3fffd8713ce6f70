import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type {
  BudgetLine,
  BurnPair,
  Capacity,
  Forecast,
  Objective,
  Verdict,
} from '../../shared/model/objective.ts';
import type { Policy } from '../../shared/policy/index.ts';
import {
  boundlessBurn,
  exhaustedAt,
  leadingBurn,
  pairBurns,
  verdictOf,
  type PairRule,
} from '../../shared/rules/burn.ts';
import type { Observation } from '../sources/source.ts';
import { budgetLineOf, budgetsOf, forecastOf } from './budgets.ts';
import { burnOver, countsSince, type BurnNow, type CountedPast } from './countedPast.ts';
import type { BudgetedObjective, DescribedObjective } from './describeObjective.ts';
import { doubtOf, type Doubt } from './doubt.ts';
import { SliceStore } from './slices.ts';

const hourMs = 3_600_000;

/** One objective as of an instant. */
export interface ObjectiveView {
  readonly entity: Objective;
  readonly line: BudgetLine;
}

interface KeeperOptions {
  readonly counted: BudgetedObjective;
  readonly described: DescribedObjective;
  readonly burn: Policy['burn'];
  readonly startedAt: Instant;
  /** Whether a pair (by its position in the policy) was burning when the gateway last ran. */
  readonly wasBurning: (pair: number) => boolean;
}

/** Everything that is known of one objective; judges it anew when it hears of it, or when what it knows grows old. */
export class ObjectiveKeeper {
  readonly #options: KeeperOptions;
  readonly #slices = new SliceStore();
  readonly #rules: readonly PairRule[];
  #now: BurnNow | undefined;
  #failure: { readonly since: Instant; readonly problem: string } | undefined;
  #burning: readonly boolean[] | undefined;
  #standing: { readonly verdict: Verdict; readonly since: Instant };
  #measured: Measured | undefined;
  #shown:
    | { readonly measured: Measured | undefined; readonly reason: string; readonly view: ObjectiveView }
    | undefined;
  #forecast: { readonly hour: number; readonly value: Forecast | undefined } | undefined;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#rules = options.burn.windows.map(({ long, short, factor, severity }) => ({
      longMs: long,
      shortMs: short,
      factor,
      severity,
    }));
    this.#standing = { verdict: 'unknown', since: options.startedAt };
  }

  get counted(): BudgetedObjective {
    return this.#options.counted;
  }

  /** The link that it rests on. */
  get source(): string {
    return this.#options.described.source;
  }

  /** What it rests on; undefined before the first figures. */
  get past(): CountedPast | undefined {
    return this.#now === undefined ? undefined : { slices: this.#slices, now: this.#now };
  }

  /** Takes in what its source told of it. */
  observe(observation: Extract<Observation, { objective: string }>): void {
    switch (observation.kind) {
      case 'slices':
        this.#slices.put(observation.startsAt, observation.bad, observation.total);
        break;
      case 'burn':
        if (observation.at < (this.#now?.at ?? 0)) return;
        this.#now = observation;
        this.#failure = undefined;
        break;
      case 'burn-failed':
        this.#failure = {
          since: this.#failure?.since ?? observation.at,
          problem: observation.problem,
        };
        return;
    }
    this.#measured = undefined;
  }

  /** The clock was set back: the last counts would look newer than all that come now. Whole slices stay true. */
  forgetNow(): void {
    this.#now = undefined;
    this.#failure = undefined;
    this.#measured = undefined;
  }

  /** The objective at `now`. While it is in doubt, its last figures stay as they were. */
  view(link: ChainLink | undefined, now: Instant, capacity?: Capacity): ObjectiveView {
    const doubt = doubtOf(
      { link, figures: this.#now, failure: this.#failure, startedAt: this.#options.startedAt },
      now,
    );
    const measured = this.#measure();
    const reason = reasonOf(measured, doubt);
    const verdict = doubt === undefined && measured !== undefined ? measured.verdict : 'unknown';
    // The same objects while nothing changed: there are hundreds, and they are asked for all the time.
    const shown = this.#shown;
    const isSame = shown?.measured === measured && shown?.reason === reason;
    if (isSame && shown?.view.entity.capacity === capacity && shown !== undefined) return shown.view;
    // What is unknown has been so since its doubt began, whenever this was asked.
    if (doubt !== undefined) this.#standing = { verdict, since: doubt.since };
    else if (verdict !== this.#standing.verdict) this.#standing = { verdict, since: now };
    const { since } = this.#standing;
    const view = {
      entity: { ...this.#options.described, ...this.#figures(measured), verdict, since, reason, capacity },
      line: measured?.line ?? { id: this.counted.id, stepMs: hourMs, endsAt: now, left: [] },
    };
    this.#shown = { measured, reason, view };
    return view;
  }

  #figures(measured: Measured | undefined): Figures {
    if (measured === undefined) return { reads: 'direct', budgets: [], burns: [], pairs: [] };
    const { verdict: _verdict, line: _line, ...figures } = measured;
    return figures;
  }

  /** The figures of the last counts; kept until the next ones. */
  #measure(): Measured | undefined {
    const { past } = this;
    if (past === undefined) return undefined;
    this.#measured ??= this.#measureAnew(past);
    return this.#measured;
  }

  #measureAnew(past: CountedPast): Measured {
    const { counted, wasBurning } = this.#options;
    const { target } = counted;
    const { at, reads } = past.now;
    const lengths = new Set(this.#rules.flatMap(({ longMs, shortMs }) => [shortMs, longMs]));
    const burns = [...lengths]
      .sort((one, other) => one - other)
      .map((windowMs) => burnOver(past, windowMs, target));
    const pairs = this.#rules.map((rule, index): BurnPair => {
      const before = this.#burning?.[index] ?? wasBurning(index);
      // Some minutes of history say nothing about an hour: an episode begins only once the short window is filled.
      const isYoung = countsSince(past, at - rule.longMs).coveredMs < rule.shortMs;
      return { ...rule, burning: isYoung ? before : pairBurns(rule, burns, before) };
    });
    this.#burning = pairs.map(({ burning }) => burning);
    const budgets = budgetsOf(past, counted);
    const [own] = budgets;
    const lengthMs = target >= 1 || own === undefined ? 0 : own.allowedMs / (1 - target);
    return {
      verdict: verdictOf(pairs, burns),
      asOf: at,
      reads,
      budgets: [...budgets],
      burns,
      pairs,
      exhaustedAt: exhaustedAt(own?.left, lengthMs, leadingBurn(pairs, burns), at),
      forecast: this.#forecastAt(past),
      line: budgetLineOf(past, counted),
    };
  }

  /** Once an hour: it rests on whole hours. */
  #forecastAt(past: CountedPast): Forecast | undefined {
    const hour = Math.floor(past.now.at / hourMs);
    if (this.#forecast?.hour !== hour) this.#forecast = { hour, value: forecastOf(past, this.counted) };
    return this.#forecast.value;
  }
}

type Figures = Pick<Objective, 'asOf' | 'reads' | 'budgets' | 'burns' | 'pairs' | 'exhaustedAt' | 'forecast'>;

interface Measured extends Figures {
  readonly verdict: Verdict;
  readonly line: BudgetLine;
}

function reasonOf(measured: Measured | undefined, doubt: Doubt | undefined): string {
  if (doubt !== undefined) return doubt.reason;
  switch (measured?.verdict) {
    case 'critical':
    case 'burning':
    case 'recovering':
      return burningReason(measured);
    case 'idle':
      return 'No event in any window, so nothing to judge by';
    default:
      return 'No window burns above its factor';
  }
}

function burningReason({ pairs, burns }: Measured): string {
  const rateOf = (windowMs: number): string => {
    const rate = burns.find((burn) => burn.windowMs === windowMs)?.rate;
    if (rate === undefined) return '?';
    return rate >= boundlessBurn ? '∞' : `${Number(rate.toPrecision(3))}×`;
  };
  const [pair] = pairs.filter(({ burning }) => burning).sort((one, other) => other.factor - one.factor);
  if (pair === undefined) return '';
  const { longMs, shortMs, factor } = pair;
  return `Burn ${rateOf(longMs)} over ${spanOf(longMs)} and ${rateOf(shortMs)} over ${spanOf(shortMs)}, limit ${factor}×`;
}

const spanOf = (ms: number): string =>
  ms < hourMs ? `${ms / 60_000} min` : ms < 48 * hourMs ? `${ms / hourMs} h` : `${ms / (24 * hourMs)} d`;
