import type { Alert } from '../../shared/model/alert.ts';
import type { Change } from '../../shared/model/change.ts';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Service } from '../../shared/model/service.ts';
import type { History, Telemetry } from '../../shared/model/telemetry.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { changesInForce } from '../../shared/rules/maintenance.ts';
import { AlertKeeper } from '../alerts/alertKeeper.ts';
import { SteadyAlerts } from '../alerts/steadyAlerts.ts';
import type { AlertChange } from '../alerts/applyAlerts.ts';
import type { Signal } from '../desk/signal.ts';
import { restsOn } from '../sources/assignment.ts';
import type { Observation, Source } from '../sources/source.ts';
import { ChainKeeper } from './chainKeeper.ts';
import { signalsOf } from './deskSignals.ts';
import { evaluateService, type Evaluation } from './evaluateService.ts';
import { dependencyFindings, type Evidence } from './findings.ts';
import { HistoryKeeper } from './historyKeeper.ts';
import { foldSignals, noSignals, type ServiceSignals } from './serviceSignals.ts';
import { telemetryOf } from './telemetry.ts';

/** The part of the policy by which the estate is judged. */
export type EstatePolicy = Pick<
  Policy,
  'estate' | 'sources' | 'alerts' | 'compliance' | 'severities' | 'probes'
>;

/** The estate at one instant. */
export interface EstateView {
  readonly chain: readonly ChainLink[];
  readonly services: readonly Service[];
  readonly telemetry: readonly Telemetry[];
  readonly histories: readonly History[];
  readonly alerts: readonly Alert[];
  readonly signals: readonly Signal[];
  /** What each service was judged by. */
  readonly evidence: readonly Evidence[];
  /** What happened to alerts since the last view; `to` absent for those that are kept no longer. */
  readonly alertChanges: readonly AlertChange[];
}

/** Takes in what all sources report, and says how the estate is. */
export class EstateKeeper {
  readonly #policy: EstatePolicy;
  readonly #chain: ChainKeeper;
  readonly #alerts: AlertKeeper;
  readonly #shownAlerts = new SteadyAlerts();
  readonly #freshForMs: ReadonlyMap<string, number>;
  readonly #signals = new Map<string, ServiceSignals>();
  readonly #services = new Map<string, Service>();
  readonly #histories: ReadonlyMap<string, HistoryKeeper>;
  readonly #restsOn: ReadonlyMap<string, readonly string[]>;
  #changes: AlertChange[] = [];

  constructor(
    policy: EstatePolicy,
    sources: readonly Pick<Source, 'id' | 'name' | 'kind' | 'freshForMs'>[],
    startedAt: Instant,
  ) {
    const { services } = policy.estate;
    this.#policy = policy;
    this.#chain = new ChainKeeper(sources, startedAt);
    this.#alerts = new AlertKeeper({
      alerts: policy.alerts,
      services: new Set(services.map(({ id }) => id)),
    });
    this.#freshForMs = new Map(sources.map(({ id, freshForMs }) => [id, freshForMs]));
    this.#histories = new Map(services.map((service) => [service.id, new HistoryKeeper(service)]));
    this.#restsOn = new Map(services.map((service) => [service.id, restsOn(policy, service)]));
  }

  /** Takes lost alerts of an earlier run. */
  recall(alerts: readonly Alert[]): void {
    this.#alerts.recall(alerts);
  }

  /** Takes in one observation; `view` then tells what it means. */
  observe(observation: Observation): void {
    this.#chain.observe(observation);
    if (observation.kind === 'alerts') {
      const freshForMs = this.#freshForMs.get(observation.source) ?? 60_000;
      this.#changes.push(...this.#alerts.observe(observation, freshForMs));
    }
    if (!('service' in observation)) return;
    const service = this.#policy.estate.services.find(({ id }) => id === observation.service);
    if (service === undefined) return;
    this.#signals.set(
      service.id,
      foldSignals(this.#signals.get(service.id) ?? noSignals, observation, service),
    );
    this.#histories.get(service.id)?.observe(observation);
  }

  /** The chain alone, for the feed's beat. */
  links(now: Instant): readonly ChainLink[] {
    return this.#chain.links(now, this.#alerts.missingWatchdogs(now));
  }

  /** The estate at `now`. Call it after observations and at least every few seconds: silence is news too. */
  view(now: Instant, changes: readonly Change[] = []): EstateView {
    const chain = this.links(now);
    this.#changes.push(...this.#alerts.age(chain, now));
    const { alerts } = this.#alerts;
    const evaluations = this.#evaluations(chain, alerts, now);
    // Twice: what a service is by itself, planned or not, decides what it does to those that depend on it.
    const alone = new Map(
      evaluations.map((one) => {
        const change = changesInForce(changes, one.service.id, now)[0]?.id;
        return [one.service.id, { ...evaluateService(one), change }];
      }),
    );
    const services = evaluations.map((one) =>
      evaluateService({ ...one, changes, dependencies: dependencyFindings(one.service, alone) }),
    );
    for (const service of services) {
      this.#services.set(service.id, service);
      const isWaiting = chain.some(
        ({ id, freshness }) => freshness === 'waiting' && service.restsOn.includes(id),
      );
      // The first seconds after a start say nothing about the hour.
      if (!isWaiting) this.#histories.get(service.id)?.noteState(service.state, now);
    }
    const alertChanges = this.#changes;
    this.#changes = [];
    return {
      chain,
      services,
      telemetry: evaluations.map((one) => telemetryOf(one, this.#policy)),
      histories: [...this.#histories.values()].map((keeper) => keeper.history(now)),
      alerts: this.#shownAlerts.show(alerts),
      signals: signalsOf(evaluations, alerts, this.#policy),
      evidence: evaluations,
      alertChanges,
    };
  }

  #evaluations(chain: readonly ChainLink[], alerts: readonly Alert[], now: Instant): readonly Evaluation[] {
    return this.#policy.estate.services.map((service) => {
      const rests = this.#restsOn.get(service.id) ?? [];
      return {
        service,
        signals: this.#signals.get(service.id) ?? noSignals,
        alerts: alerts.filter((alert) => alert.service === service.id),
        chain: chain.filter(({ id }) => rests.includes(id)),
        restsOn: rests,
        policy: this.#policy,
        now,
        previous: this.#services.get(service.id),
      };
    });
  }
}
