import { serviceStates, type Finding, type Service, type ServiceState } from '../../shared/model/service.ts';
import type { Change } from '../../shared/model/change.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { changeFindings } from './changeFindings.ts';
import {
  alertFindings,
  figureFindings,
  freshnessFindings,
  isBelieved,
  probeFindings,
  upFindings,
  type Evidence,
  type Judged,
} from './findings.ts';

/** Evidence, and what is known besides. */
export interface Evaluation extends Evidence {
  /** Ids of all links that it rests on. */
  readonly restsOn: readonly string[];
  /** What its dependencies add; none in a first pass. */
  readonly dependencies?: readonly Judged[];
  /** Changes that may concern it. */
  readonly changes?: readonly Change[];
  readonly previous?: Service | undefined;
}

/**
 * Judges one service. Operational only while every link that it rests on is fresh. Down and degraded win over unknown
 * where a source says so that is still fresh: a dead source never hides a live one. A change in force accounts for
 * down and degraded, and makes it maintenance; it does not account for what is unknown, which nobody can vouch for.
 */
export function evaluateService(evaluation: Evaluation): Service {
  const { service, restsOn, previous, now, dependencies = [], changes = [] } = evaluation;
  const findings = [
    ...probeFindings(evaluation),
    ...upFindings(evaluation),
    ...alertFindings(evaluation),
    ...figureFindings(evaluation),
    ...dependencies,
    ...freshnessFindings(evaluation),
    ...unwatched(evaluation),
    ...changeFindings(changes, service.id, now),
  ].sort(bySeverity);
  const deciding = decide(findings);
  const state = deciding?.state ?? 'operational';
  return {
    id: service.id,
    name: service.name,
    kind: service.kind,
    tier: service.tier,
    owner: service.owner,
    dependsOn: [...service.dependsOn],
    state,
    since: beginOf(state, deciding, previous, now),
    reason: reasonOf(evaluation, deciding, findings),
    findings: findings.map(({ isLive: _isLive, ...finding }): Finding => finding),
    restsOn: [...restsOn],
    runbooks: [...service.runbooks],
  };
}

const rankOf = (state: ServiceState): number => serviceStates.indexOf(state);
const bySeverity = (one: Judged, other: Judged): number => rankOf(one.state) - rankOf(other.state);

function decide(findings: readonly Judged[]): Judged | undefined {
  const worst = findings.find(({ state }) => state !== 'operational');
  const planned = findings.find(({ state }) => state === 'maintenance');
  if (worst?.state !== 'unknown') return planned ?? worst;
  if (planned !== undefined) return worst;
  return findings.find(({ state, isLive }) => isLive && state === 'degraded') ?? worst;
}

/** A service that nothing watches is not operational; nobody knows. */
function unwatched({ service, previous, now }: Evaluation): readonly Judged[] {
  if (service.probe !== undefined || service.up !== undefined || service.figures.length > 0) return [];
  const since = previous?.state === 'unknown' ? previous.since : now;
  const text = 'Nothing in the policy watches it';
  return [{ kind: 'freshness', state: 'unknown', text, since, isLive: false }];
}

/** A state goes on; a new one began with what decided it, but not before the known state that it follows. */
function beginOf(
  state: ServiceState,
  deciding: Judged | undefined,
  previous: Service | undefined,
  now: Instant,
): Instant {
  if (previous?.state === state) return previous.since;
  const since = Math.min(now, deciding?.since ?? now);
  return previous === undefined || previous.state === 'unknown' ? since : Math.max(since, previous.since);
}

function reasonOf(evaluation: Evaluation, deciding: Judged | undefined, findings: readonly Judged[]): string {
  if (deciding === undefined) return findings[0]?.text ?? 'All checks pass';
  const broken = findings.find(({ kind }) => kind === 'freshness');
  if (deciding.state === 'degraded' && broken !== undefined) return `${deciding.text}; ${broken.text}`;
  if (deciding.state !== 'unknown') return deciding.text;
  const { probe } = evaluation.signals;
  const isAnswering = probe?.ok === true && isBelieved(evaluation, probe.source, probe.at);
  return isAnswering && deciding.source !== probe.source
    ? `${deciding.text}; health checks still answer`
    : deciding.text;
}
