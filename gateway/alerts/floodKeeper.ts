import type { Alert } from '../../shared/model/alert.ts';
import type { Flood } from '../../shared/model/flood.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { floodAt, type FloodRule, type FloodState } from '../../shared/rules/flood.ts';

/** Judges whether the alerts of all sources are a flood, from when each started: a restart finds the same again. */
export class FloodKeeper {
  readonly #rule: FloodRule;
  #flood: FloodState | undefined;

  constructor(rule: FloodRule) {
    this.#rule = rule;
  }

  /** The flood as consoles see it; undefined while there is none. */
  judge(
    alerts: readonly Alert[],
    incidentOf: (alert: string) => string | undefined,
    now: Instant,
  ): Flood | undefined {
    // What is silenced or inhibited calls nobody, so that it floods nobody.
    const arrivals = alerts
      .filter(({ state }) => state !== 'suppressed')
      // A source's clock may be ahead of ours.
      .map(({ id, startsAt }) => ({ alert: id, at: Math.min(startsAt, now) }));
    this.#flood = floodAt(arrivals, this.#rule, now, this.#flood);
    if (this.#flood === undefined) return undefined;
    const { since, first, count } = this.#flood;
    return {
      id: 'flood',
      since,
      alerts: count,
      withinMs: this.#rule.within,
      firstAlert: first,
      firstIncident: incidentOf(first),
    };
  }
}
