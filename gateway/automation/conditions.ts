import type { Alert } from '../../shared/model/alert.ts';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { PolicyTrigger } from '../../shared/policy/index.ts';
import { spanText } from '../../shared/rules/durations.ts';
import { episodeKey } from '../desk/evolveAutomation.ts';
import { isBelieved, type Evidence } from '../health/findings.ts';
import { counted, figureText } from '../health/wording.ts';

/**
 * Where a trigger's condition stands for a service. `met` may start an episode, and only `not` ends one: `pending` (bad,
 * but not for long enough) and `unknown` (its source is stale, or was never heard) do neither.
 */
export type Standing =
  | {
      readonly state: 'met';
      readonly since: Instant;
      readonly text: string;
      readonly alert?: Alert | undefined;
    }
  | { readonly state: 'pending'; readonly since: Instant }
  | { readonly state: 'not'; readonly text: string }
  | { readonly state: 'unknown' };

/** Standings by trigger and service; a pair whose condition can't be read there is absent. */
export type Standings = ReadonlyMap<string, Standing>;

const unknown: Standing = { state: 'unknown' };

/** Every trigger for every service; `before` is what the last call answered. Pure. */
export function readConditions(
  triggers: readonly PolicyTrigger[],
  evidence: readonly Evidence[],
  before: Standings,
): Standings {
  const standings = new Map<string, Standing>();
  for (const trigger of triggers) {
    for (const one of evidence) {
      const { id } = one.service;
      if (trigger.services !== undefined && !trigger.services.includes(id)) continue;
      const key = episodeKey(trigger.id, id);
      const standing = standingOf(trigger.condition, one, before.get(key));
      if (standing !== undefined) standings.set(key, standing);
    }
  }
  return standings;
}

type Condition = PolicyTrigger['condition'];
type ConditionOf<Kind extends Condition['kind']> = Extract<Condition, { kind: Kind }>;

/** One condition for one service; undefined where it can't be read for that service. */
export function standingOf(
  condition: Condition,
  evidence: Evidence,
  before: Standing | undefined,
): Standing | undefined {
  switch (condition.kind) {
    case 'probe-failures':
      return probeStanding(condition, evidence);
    case 'hash-mismatch':
      return hashStanding(evidence);
    case 'figure':
      return figureStanding(condition, evidence, before);
    case 'alert':
      return alertStanding(condition, evidence);
  }
}

/** Its last health check, while that is believed. */
function believedProbe(evidence: Evidence) {
  const { probe } = evidence.signals;
  const check = evidence.service.probe;
  if (probe === undefined || check === undefined) return undefined;
  const ageMs = 3 * check.interval + check.timeout;
  return isBelieved(evidence, probe.source, probe.at, ageMs) ? probe : undefined;
}

function probeStanding({ atLeast }: ConditionOf<'probe-failures'>, evidence: Evidence): Standing | undefined {
  if (evidence.service.probe === undefined) return undefined;
  const probe = believedProbe(evidence);
  if (probe === undefined) return unknown;
  if (probe.ok) return { state: 'not', text: `Health check answers: ${probe.text}` };
  const since = probe.failingSince ?? probe.at;
  if (probe.failuresInRow < atLeast) return { state: 'pending', since };
  const text = `${counted(probe.failuresInRow, 'health check')} failed: ${probe.text}`;
  return { state: 'met', since, text };
}

function hashStanding(evidence: Evidence): Standing | undefined {
  if (evidence.service.probe?.expectHash !== true) return undefined;
  const probe = believedProbe(evidence);
  // While it doesn't answer, nothing is known of its hash.
  if (probe === undefined || !probe.ok) return unknown;
  const { wrongHash } = probe;
  if (wrongHash === undefined) return { state: 'not', text: 'Constitutional hash is right' };
  const { expected, found = 'no hash', since } = wrongHash;
  return { state: 'met', since, text: `It says ${found}, expected ${expected}` };
}

function figureStanding(
  condition: ConditionOf<'figure'>,
  evidence: Evidence,
  before: Standing | undefined,
): Standing | undefined {
  const figure = evidence.service.figures.find(({ id }) => id === condition.figure);
  if (figure === undefined) return undefined;
  const { value, at, source } = evidence.signals.figures[figure.id] ?? {};
  if (value === undefined || source === undefined || at === undefined) return unknown;
  if (!isBelieved(evidence, source, at)) return unknown;
  const { below, above, for: forMs = 0 } = condition;
  const crossed =
    above !== undefined && value > above
      ? `above ${figureText(above, figure.unit)}`
      : below !== undefined && value < below
        ? `below ${figureText(below, figure.unit)}`
        : undefined;
  const is = `${figure.name} ${figureText(value, figure.unit)}`;
  if (crossed === undefined) return { state: 'not', text: is };
  // The policy's bound may differ from the figure's target, so how long is counted here; what was unknown counts for nothing.
  const isGoingOn = before?.state === 'met' || before?.state === 'pending';
  const since = isGoingOn ? before.since : at;
  if (evidence.now - since < forMs) return { state: 'pending', since };
  return { state: 'met', since, text: `${is}, ${crossed}${forMs === 0 ? '' : ` for ${spanText(forMs)}`}` };
}

const isAlertmanager = ({ kind, id }: ChainLink): boolean =>
  kind === 'alertmanager' || (kind === 'simulator' && id.endsWith('-alertmanager'));

function alertStanding({ alertname }: ConditionOf<'alert'>, evidence: Evidence): Standing | undefined {
  const links = evidence.chain.filter(isAlertmanager);
  if (links.length === 0) return undefined;
  const named = evidence.alerts.filter(({ name }) => name === alertname);
  const firing = named.find(
    ({ state, source }) => state === 'firing' && isBelieved(evidence, source, evidence.now),
  );
  if (firing !== undefined) {
    return { state: 'met', since: firing.startsAt, text: `Alert ${alertname} is firing`, alert: firing };
  }
  // Silenced: nobody is to be called for it, and it did not end. Lost or stale: nobody knows.
  const isOver = named.every(({ state }) => state === 'resolved');
  if (!isOver || links.some(({ freshness }) => freshness !== 'fresh')) return unknown;
  return { state: 'not', text: `Alert ${alertname} is not firing` };
}
