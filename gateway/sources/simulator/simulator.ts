import type { Instant } from '../../../shared/model/instant.ts';
import type { Policy, PolicySource } from '../../../shared/policy/index.ts';
import {
  linksOfRole,
  prometheusLink,
  simulatedLinkId,
  simulatedRoles,
  type SourceRole,
} from '../assignment.ts';
import type { SourceDependencies } from '../dependencies.ts';
import { startLoop } from '../loop.ts';
import { hourMs } from '../prometheusHours.ts';
import { pastPoints, pastStepMs } from '../prometheusPast.ts';
import type { Observation, Source, SourceAlert } from '../source.ts';
import { figureValue } from './figureValue.ts';
import { playHours } from './hourPlayer.ts';
import { noise } from './noise.ts';
import { ObjectivePlayer } from './objectivePlayer.ts';
import { simulatedRules } from './rules.ts';
import { conditionOf, isLost, writeScript, type Script } from './script.ts';

type SimulatorPolicy = Extract<PolicySource, { kind: 'simulator' }>;
type EstatePolicy = Pick<Policy, 'estate' | 'sources' | 'alerts' | 'compliance' | 'objectives' | 'burn'>;

const leaseMs = 4 * 60_000;
/** What is said of a link that plays lost. */
const silence = 'no answer in 5 s';
const names = {
  prometheus: 'Prometheus',
  alertmanager: 'Alertmanager',
  probe: 'Health checks',
} satisfies Record<SourceRole, string>;

/** One moment of the night. */
export interface Moment {
  readonly source: string;
  readonly seed: number;
  readonly script: Script;
  readonly startedAt: Instant;
  readonly now: Instant;
  readonly policy: EstatePolicy;
}

/**
 * Plays one script as three links of the chain, so that the loss of one looks as it would with real ones.
 * The same seed and start play the same night.
 */
export function createSimulator(
  simulator: SimulatorPolicy,
  policy: EstatePolicy,
  deps: Pick<SourceDependencies, 'clock'>,
): readonly Source[] {
  const { id, interval, freshFor, seed, scenario } = simulator;
  const { clock } = deps;
  const script = writeScript(scenario, seed, policy);
  let startedAt: Instant | undefined;
  return simulatedRoles.map((role): Source => {
    const source = simulatedLinkId(id, role);
    let end: () => Promise<void> = async () => undefined;
    return {
      id: source,
      name: names[role],
      kind: 'simulator',
      freshForMs: freshFor,
      start(sink) {
        const beganAt = (startedAt ??= clock.now());
        let pastSlot = -1;
        let hour = -1;
        let toldRules: 'known' | 'lost' | undefined;
        const tellRules = (at: Instant, known: 'known' | 'lost'): void => {
          if (role !== 'prometheus' || toldRules === known) return;
          toldRules = known;
          if (known === 'known') sink({ kind: 'rules', source, at, rules: simulatedRules });
          else sink({ kind: 'rules', source, at, rules: [], problem: silence });
        };
        const objectives = new ObjectivePlayer(source, policy, { seed, script, startedAt: beganAt });
        const round = async (): Promise<void> => {
          const now = clock.now();
          if (isLost(script, role, now - beganAt)) {
            sink({ kind: 'failed', source, at: now, problem: silence });
            tellRules(now, 'lost');
            return;
          }
          tellRules(now, 'known');
          const moment = { source, seed, script, startedAt: beganAt, now, policy };
          for (const observation of rounds[role](moment)) sink(observation);
          if (role === 'prometheus') for (const observation of objectives.round(now)) sink(observation);
          if (role === 'prometheus' && Math.floor(now / pastStepMs) !== pastSlot) {
            pastSlot = Math.floor(now / pastStepMs);
            for (const observation of pasts(moment)) sink(observation);
          }
          if (role === 'prometheus' && Math.floor(now / hourMs) !== hour) {
            hour = Math.floor(now / hourMs);
            for (const observation of playHours(moment)) sink(observation);
          }
          sink({ kind: 'heard', source, at: now });
        };
        const fail = (problem: string): void => sink({ kind: 'failed', source, at: clock.now(), problem });
        end = startLoop(clock, { everyMs: Math.min(interval, 5_000) }, round, fail);
      },
      stop: () => end(),
    };
  });
}

const rounds = {
  prometheus: present,
  alertmanager: (moment) => [alertList(moment)],
  probe: probes,
} satisfies Record<SourceRole, (moment: Moment) => readonly Observation[]>;

function present({ source, seed, script, startedAt, now: at, policy }: Moment): readonly Observation[] {
  return policy.estate.services.flatMap((service): Observation[] => {
    const condition = conditionOf(script, service.id, at - startedAt);
    const ups: Observation[] =
      service.up !== undefined && prometheusLink(policy, service.up.source) === source
        ? [{ kind: 'up', source, service: service.id, at, up: condition !== 'down' }]
        : [];
    const figures = service.figures
      .filter((figure) => prometheusLink(policy, figure.source) === source)
      .map((figure): Observation => {
        const value = figureValue(figure, { seed, service: service.id, now: at, condition });
        return { kind: 'figure', source, service: service.id, figure: figure.id, at, value };
      });
    return [...ups, ...figures];
  });
}

function pasts({ source, seed, script, startedAt, now, policy }: Moment): readonly Observation[] {
  const endsAt = Math.floor(now / pastStepMs) * pastStepMs;
  return policy.estate.services.flatMap((service) =>
    service.figures
      .filter((figure) => figure.headline && prometheusLink(policy, figure.source) === source)
      .map((figure): Observation => {
        const points = Array.from({ length: pastPoints }, (_, index) => {
          const at = endsAt - (pastPoints - 1 - index) * pastStepMs;
          const condition = conditionOf(script, service.id, at - startedAt);
          return figureValue(figure, { seed, service: service.id, now: at, condition }) ?? null;
        });
        return {
          kind: 'past',
          source,
          service: service.id,
          figure: figure.id,
          stepMs: pastStepMs,
          endsAt,
          points,
        };
      }),
  );
}

function probes({ source, seed, script, startedAt, now: at, policy }: Moment): readonly Observation[] {
  if (linksOfRole(policy, 'probe')[0] !== source) return [];
  return policy.estate.services.flatMap(({ id: service, probe }): Observation[] => {
    if (probe === undefined) return [];
    const base = { kind: 'probe', source, service, at } as const;
    const condition = conditionOf(script, service, at - startedAt);
    if (condition === 'down') return [{ ...base, ok: false, text: 'HTTP 503', latencyMs: 2 }];
    const latencyMs = Math.round((condition === 'slow' ? 12 : 2) + noise(seed, `probe/${service}/${at}`) * 3);
    const expected = policy.compliance.expectedHash;
    const hash = probe.expectHash ? { hash: { expected, found: expected } } : {};
    return [{ ...base, ok: true, text: 'HTTP 200', latencyMs, ...hash }];
  });
}

function alertList({ source, script, startedAt, now: at, policy }: Moment): Observation {
  const elapsedMs = at - startedAt;
  const watchdog = policy.alerts.watchdog?.alertname;
  const scripted = script.alerts
    .filter(
      ({ firesAfterMs, endsAfterMs = Infinity }) => elapsedMs >= firesAfterMs && elapsedMs < endsAfterMs,
    )
    .map(({ name, service, severity, firesAfterMs, summary }) =>
      alert(name, service, startedAt + firesAfterMs, { [policy.alerts.severityLabel]: severity }, summary),
    );
  const always =
    watchdog === undefined ? [] : [alert(watchdog, undefined, startedAt, {}, 'Fires always: alerting works')];
  const alerts = [...always, ...scripted].map((one): SourceAlert => ({ ...one, endsAt: at + leaseMs }));
  return { kind: 'alerts', source, at, complete: true, restarted: false, alerts };

  function alert(
    name: string,
    service: string | undefined,
    startsAt: Instant,
    labels: Readonly<Record<string, string>>,
    summary: string,
  ): SourceAlert {
    const [serviceLabel = 'service'] = policy.alerts.serviceLabels;
    return {
      fingerprint: `${name}-${service ?? 'all'}`,
      labels: { alertname: name, ...labels, ...(service === undefined ? {} : { [serviceLabel]: service }) },
      annotations: { summary },
      state: 'firing',
      startsAt,
      silencedBy: [],
      inhibitedBy: [],
    };
  }
}
