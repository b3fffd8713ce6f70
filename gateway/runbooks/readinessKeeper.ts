import { mostAlertRules, type AlertRule, type Readiness } from '../../shared/model/readiness.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { runbookNamed } from '../../shared/rules/runbookFit.ts';
import { linksOfRole } from '../sources/assignment.ts';
import type { Observation, Source } from '../sources/source.ts';

type Known = Pick<Extract<Observation, { kind: 'rules' }>, 'rules' | 'problem'>;
type Limits = Pick<Readiness, 'reviewEveryMs' | 'drillEveryMs'>;

const mostNamed = 200;

/** Keeps the alert rules of each Prometheus as last told: one that is not heard has none that are known. */
export class ReadinessKeeper {
  readonly #sources: readonly Pick<Source, 'id' | 'name'>[];
  readonly #alerts: Policy['alerts'];
  readonly #limits: Limits;
  readonly #known = new Map<string, Known>();

  constructor(
    policy: Pick<Policy, 'alerts' | 'runbooks' | 'sources'>,
    sources: readonly Pick<Source, 'id' | 'name'>[],
  ) {
    const { alerts, runbooks } = policy;
    const asked = linksOfRole(policy, 'prometheus');
    this.#sources = sources.filter(({ id }) => asked.includes(id));
    this.#alerts = alerts;
    this.#limits = { reviewEveryMs: runbooks?.reviewEvery, drillEveryMs: runbooks?.drillEvery };
  }

  /** Takes what a source said of its rules; true where there is something to tell. */
  observe(observation: Observation): boolean {
    if (observation.kind !== 'rules') return false;
    this.#known.set(observation.source, observation);
    return true;
  }

  /** What consoles are told. */
  readiness(): Readiness {
    const rules = this.#sources.flatMap(({ id }) => this.#rulesOf(id));
    return {
      sources: this.#sources.map(({ id, name }) => {
        const known = this.#known.get(id);
        const problem = known === undefined ? 'not asked yet' : known.problem;
        return { id, name, problem };
      }),
      rules: rules.slice(0, mostAlertRules),
      rulesTotal: rules.length,
      ...this.#limits,
    };
  }

  /** Each name once for each runbook: the rules of one alert by severity or window are one thing to whoever is called. */
  #rulesOf(source: string): readonly AlertRule[] {
    const known = this.#known.get(source)?.rules ?? [];
    const rules = new Map<string, AlertRule>();
    for (const { name, runbookUrl } of known) {
      // It tells of nothing but that alerts arrive.
      if (name === this.#alerts.watchdog?.alertname) continue;
      const runbook = runbookUrl === undefined ? undefined : runbookNamed(runbookUrl).slice(0, mostNamed);
      rules.set(JSON.stringify([name, runbook]), { source, name: name.slice(0, mostNamed), runbook });
    }
    return [...rules.values()].sort((one, other) => one.name.localeCompare(other.name));
  }
}
