import type { PolicySource } from '../../shared/policy/index.ts';
import { startBurn } from './burn/startBurn.ts';
import type { SourceDependencies } from './dependencies.ts';
import { forEachBounded, startLoop } from './loop.ts';
import { readRules, type RuleHealth } from './prometheusAnswer.ts';
import { prometheusClient } from './prometheusClient.ts';
import { HoursReader } from './prometheusHours.ts';
import { askFigurePast, askUpPast, pastStepMs } from './prometheusPast.ts';
import { askPresent } from './prometheusPresent.ts';
import type { PrometheusQuestions } from './prometheusQueries.ts';
import type { Observation, Source } from './source.ts';

const rulesEveryMs = 30_000;
const hourMs = 3_600_000;
const pastLanes = 2;

/**
 * Reads a Prometheus. It counts as heard when a round of queries was answered; what it says besides (a rule that
 * fails, a query that it refuses) follows as 'failed', which names a problem and leaves the freshness alone.
 */
export function createPrometheusSource(
  policy: Extract<PolicySource, { kind: 'prometheus' }>,
  questions: PrometheusQuestions,
  deps: SourceDependencies,
): Source {
  const { id: source, name = policy.id, interval, freshFor } = policy;
  const { clock } = deps;
  let partial: string | undefined;
  const ask = prometheusClient(policy, deps, (sentence) => (partial = sentence));
  // Of an objective, not of the source: what is partial there is told there.
  const askBurn = prometheusClient(policy, deps, () => undefined);
  const isAsked = questions.ups.length + questions.figures.length > 0;
  let stops: (() => Promise<void>)[] = [];
  let ruleProblem: string | undefined;
  let mostRules = 0;
  let isWell = true;
  let hoursReadAt = Number.NEGATIVE_INFINITY;

  const start = (sink: (observation: Observation) => void): void => {
    const fail = (problem: string): void => sink({ kind: 'failed', source, at: clock.now(), problem });
    const present = async (signal: AbortSignal): Promise<void> => {
      const round = await askPresent(ask, {
        source,
        questions,
        freshForMs: freshFor,
        now: () => clock.now(),
        signal,
      });
      if (signal.aborted) return;
      if (isAsked) isWell = round.failure === undefined;
      for (const observation of round.observations) sink(observation);
      if (round.failure !== undefined) return fail(round.failure);
      const remarks = [partial, ...round.warnings, ruleProblem].filter((remark) => remark !== undefined);
      partial = undefined;
      const [first, ...others] = remarks;
      // Without queries of its own, the rules' answer is what shows that it lives.
      if (isAsked) sink({ kind: 'heard', source, at: clock.now() });
      if (first !== undefined) fail(others.length === 0 ? first : `${first} (and ${others.length} more)`);
    };
    const rules = async (signal: AbortSignal): Promise<void> => {
      const data = await ask('/api/v1/rules', {}, signal);
      const health = data.ok ? readRules(data.value.data) : data;
      if (signal.aborted) return;
      if (!isAsked) isWell = health.ok;
      const known = health.ok
        ? { rules: health.value.alerting }
        : { rules: [], problem: health.error.sentence };
      sink({ kind: 'rules', source, at: clock.now(), ...known });
      if (!health.ok) {
        if (!isAsked) fail(health.error.sentence);
        return;
      }
      ruleProblem = sentenceOf(health.value, mostRules);
      mostRules = Math.max(mostRules, health.value.count);
      if (isAsked) return;
      sink({ kind: 'heard', source, at: clock.now() });
      if (ruleProblem !== undefined) fail(ruleProblem);
    };
    const past = async (signal: AbortSignal): Promise<void> => {
      const now = clock.now();
      // Another hour, not a later one: our clock may have been set back.
      const isHourDue = Math.floor(now / hourMs) !== Math.floor(hoursReadAt / hourMs);
      const all = [
        ...questions.figures
          .filter(({ headline }) => headline)
          .map((question) => () => askFigurePast(ask, { source, question, now, signal })),
        ...(isHourDue
          ? questions.ups.map((question) => () => askUpPast(ask, { source, question, now, signal }))
          : []),
      ];
      let goesOn = true;
      await forEachBounded(all, pastLanes, async (askOne) => {
        if (!goesOn || signal.aborted) return;
        const read = await askOne();
        if (read.ok) sink(read.value);
        else goesOn = goesOn && read.error.refused;
      });
      if (goesOn) hoursReadAt = now;
    };
    const hours = new HoursReader({
      ask: askBurn,
      source,
      clock,
      questions: questions.capacities,
      isWell: () => isWell,
      sink,
    });
    stops = [
      startLoop(clock, { everyMs: interval }, present, fail),
      startLoop(clock, { everyMs: Math.max(interval, Math.min(rulesEveryMs, freshFor / 2)) }, rules, fail),
      startLoop(clock, { everyMs: pastStepMs }, past, fail),
      startLoop(clock, { everyMs: pastStepMs }, (signal) => hours.round(signal), fail),
      ...startBurn({
        ask: askBurn,
        source,
        questions: questions.burns,
        intervalMs: interval,
        clock,
        isWell: () => isWell,
        sink,
        onDefect: fail,
      }),
    ];
  };
  return {
    id: source,
    name,
    kind: 'prometheus',
    freshForMs: freshFor,
    start,
    async stop() {
      await Promise.all(stops.splice(0).map((end) => end()));
    },
  };
}

function sentenceOf({ count, failing }: RuleHealth, mostRules: number): string | undefined {
  const [first, ...others] = failing;
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    return `rule ${first.name} fails: ${first.error}${more}`;
  }
  return count === 0 && mostRules > 0 ? `it has no rules any more; it had ${mostRules}` : undefined;
}
