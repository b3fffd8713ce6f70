import { OrderedMap } from 'immutable';
import type { Alert } from '../../shared/model/alert.ts';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Observation } from '../sources/source.ts';
import { ageAlerts, applyAlerts, type AlertChange, type Alerts } from './applyAlerts.ts';
import { isWatchdog, type AlertMapping } from './mapAlert.ts';

/** Why a link is broken though it answers: the watchdog has not come through it. */
export interface WatchdogLoss {
  /** Since when: when it was last seen, or was first waited for. */
  readonly since: Instant;
  readonly problem: string;
}

/** Keeps the alerts of all sources, and listens for the watchdog on each source that tells of alerts. */
export class AlertKeeper {
  readonly #mapping: AlertMapping;
  readonly #lastListAt = new Map<string, Instant>();
  readonly #freshSince = new Map<string, Instant>();
  readonly #watchdogAt = new Map<string, Instant>();
  #alerts: Alerts = OrderedMap();
  #recalled: readonly Alert[] = [];

  constructor(mapping: AlertMapping) {
    this.#mapping = mapping;
  }

  /** All alerts, in the order in which they came. */
  get alerts(): readonly Alert[] {
    return [...this.#alerts.values()];
  }

  /** Takes lost alerts of an earlier run; they count once their source has spoken, or has failed to. */
  recall(alerts: readonly Alert[]): void {
    this.#recalled = alerts;
  }

  #admit(source: string): void {
    const own = this.#recalled.filter((alert) => alert.source === source && !this.#alerts.has(alert.id));
    this.#recalled = this.#recalled.filter((alert) => alert.source !== source);
    for (const alert of own) this.#alerts = this.#alerts.set(alert.id, alert);
  }

  /** Takes in a list. `freshForMs` is its source's: a longer break than that is a gap, in which anything may have ended. */
  observe(heard: Extract<Observation, { kind: 'alerts' }>, freshForMs: number): readonly AlertChange[] {
    const { source, at, complete, restarted } = heard;
    if (complete) this.#admit(source);
    const lastListAt = this.#lastListAt.get(source);
    const isContinuous = lastListAt !== undefined && at - lastListAt <= freshForMs;
    if (complete) this.#lastListAt.set(source, at);
    if (restarted || !isContinuous) this.#freshSince.delete(source);
    const watchdog = heard.alerts.find((alert) => isWatchdog(alert, this.#mapping.alerts));
    if (watchdog !== undefined && watchdog.state !== 'resolved') this.#watchdogAt.set(source, at);
    else if (complete && !this.#watchdogAt.has(source)) this.#watchdogAt.set(source, at);
    const outcome = applyAlerts(this.#alerts, heard, { mapping: this.#mapping, isContinuous });
    this.#alerts = outcome.alerts;
    return outcome.changes;
  }

  /** Lets time pass: call it on each beat, with the chain of that moment. */
  age(chain: readonly ChainLink[], now: Instant): readonly AlertChange[] {
    for (const { id, freshness } of chain) {
      if (freshness === 'silent') this.#admit(id);
      if (freshness !== 'fresh') this.#freshSince.delete(id);
      else if (!this.#freshSince.has(id)) this.#freshSince.set(id, now);
    }
    const links = new Map(chain.map((link) => [link.id, link]));
    const outcome = ageAlerts(
      this.#alerts,
      (source) => {
        const link = links.get(source);
        // Without its watchdog a link reads silent too, but what it tells is still heard.
        const believedForMs = 2 * (link?.freshForMs ?? 0);
        const isHeard = link?.heardAt !== undefined && now - link.heardAt <= believedForMs;
        return link && { isSilent: !isHeard, believedForMs, freshSince: this.#freshSince.get(source) };
      },
      now,
    );
    this.#alerts = outcome.alerts;
    return outcome.changes;
  }

  /** Sources whose watchdog is missing for longer than the policy allows. */
  missingWatchdogs(now: Instant): ReadonlyMap<string, WatchdogLoss> {
    const watchdog = this.#mapping.alerts.watchdog;
    if (watchdog === undefined) return new Map();
    const problem = `${watchdog.alertname} alert is missing: Prometheus may not reach Alertmanager`;
    return new Map(
      [...this.#watchdogAt]
        .filter(([, seenAt]) => now - seenAt > watchdog.within)
        .map(([source, since]) => [source, { since, problem }]),
    );
  }
}
