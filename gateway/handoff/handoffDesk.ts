import type { ChainLink } from '../../shared/model/chain.ts';
import type { EntityKind, EntityOf } from '../../shared/model/entities.ts';
import type { Handoff } from '../../shared/model/handoff.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { openHandoffs } from '../../shared/rules/handoffs.ts';
import { decideHandoffTime } from '../desk/decideHandoffTime.ts';
import type { DeskEvent } from '../desk/events.ts';
import type { DeskState } from '../desk/evolve.ts';
import { promisesSince } from '../desk/evolveHandoff.ts';
import type { HandoffFacts } from '../desk/handoffRules.ts';
import type { DeskRules } from '../desk/rules.ts';
import { sidesOnCall } from '../desk/sidesOnCall.ts';
import type { World } from '../world.ts';
import { differenceOf } from './difference.ts';
import { evidenceOf } from './evidence.ts';
import type { Known } from './known.ts';

/** Handoffs that consoles hold: the newest open ones, and the last records for reading without a gateway. */
const shownOpen = 3;
const shownClosed = 10;

/** What the handoffs of a desk rest on. */
export interface HandoffDeskOptions {
  readonly policy: Policy;
  readonly rules: DeskRules;
  readonly world: World;
  readonly chain: (now: Instant) => readonly ChainLink[];
  readonly desk: () => DeskState;
  readonly record: (events: readonly DeskEvent[]) => boolean;
}

/** Handoffs from end to end: what begins by itself, what is known beside each item, and what consoles see. */
export class HandoffDesk {
  readonly #options: HandoffDeskOptions;
  readonly #asked: readonly string[];

  constructor(options: HandoffDeskOptions) {
    this.#options = options;
    this.#asked = options.policy.estate.services
      .filter(({ probe }) => probe?.expectHash === true)
      .map(({ id }) => id);
  }

  /** Records what follows from time and evidence, and shows it. To be called when all else is published. */
  act(now: Instant): void {
    const { desk, rules, record } = this.#options;
    record(decideHandoffTime(desk(), rules, this.facts(now), now));
    this.publish(now);
  }

  /** What the gateway knows at `now`: what consoles see, so that a record holds what they saw. */
  facts(now: Instant): HandoffFacts {
    const known = this.#known(now);
    return {
      evidenceOf: (handoff, item) => evidenceOf(known, handoff, item),
      differenceOf: (handoff) => differenceOf(known, handoff),
    };
  }

  /** Shows the handoffs as they are. */
  publish(now: Instant): void {
    const { desk, world } = this.#options;
    const { handoffs } = desk();
    const all = Object.values(handoffs.all);
    const closed = all
      .filter((handoff) => handoff.closed !== undefined)
      .toSorted((one, other) => other.boundaryAt - one.boundaryAt);
    const open = openHandoffs(all).slice(0, shownOpen);
    const known = open.length === 0 ? undefined : this.#known(now);
    const shown = [
      ...(known === undefined ? [] : open.map((handoff) => this.#live(handoff, known))),
      ...closed.slice(0, shownClosed),
    ];
    for (const handoff of shown) world.upsert('handoff', handoff.id, handoff);
    const kept = new Set(shown.map(({ id }) => id));
    for (const id of world.ids('handoff')) if (!kept.has(id)) world.remove('handoff', id);
  }

  #live(handoff: Handoff, known: Known): Handoff {
    const live = handoff.items.map((item) => [item.id, evidenceOf(known, handoff, item)] as const);
    return {
      ...handoff,
      live: Object.fromEntries(live),
      difference: differenceOf(known, handoff),
      promises: [...promisesSince(known.desk.handoffs, handoff.since.at)],
      rota: sidesOnCall(known.desk, known.rules, handoff.boundaryAt),
    };
  }

  #known(now: Instant): Known {
    const { chain, desk, policy, rules } = this.#options;
    const lines = this.#all('budgetLine').map((line) => [line.id, line] as const);
    return {
      ...{ now, desk: desk(), rules, chain: chain(now) },
      services: this.#all('service'),
      objectives: this.#all('objective'),
      lines: new Map(lines),
      silences: this.#all('silence'),
      channels: this.#all('channel'),
      runs: this.#all('run'),
      hash: { expected: policy.compliance.expectedHash, asked: this.#asked },
    };
  }

  #all<Kind extends EntityKind>(kind: Kind): readonly EntityOf<Kind>[] {
    const { world } = this.#options;
    return world.ids(kind).flatMap((id) => world.get(kind, id) ?? []);
  }
}
