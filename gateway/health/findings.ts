import type { Alert } from '../../shared/model/alert.ts';
import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { Finding, ServiceState } from '../../shared/model/service.ts';
import type { PolicyService } from '../../shared/policy/index.ts';
import { isSuppressed, saysDown, type GravityPolicy } from './gravity.ts';
import type { ServiceSignals } from './serviceSignals.ts';
import { brokenLinkText, clockText, counted, figureText, targetText } from './wording.ts';

/** What one service is judged by. */
export interface Evidence {
  readonly service: PolicyService;
  readonly signals: ServiceSignals;
  /** Alerts mapped to it. */
  readonly alerts: readonly Alert[];
  /** Links that it rests on. */
  readonly chain: readonly ChainLink[];
  readonly policy: GravityPolicy;
  readonly now: Instant;
}

/** A finding; `isLive` where a source said so that is still fresh, so that it holds though another is silent. */
export interface Judged extends Finding {
  readonly isLive: boolean;
}

function judged(
  kind: Finding['kind'],
  state: ServiceState,
  text: string,
  since: Instant,
  source?: string,
): Judged {
  return {
    kind,
    state,
    text,
    since,
    source,
    isLive: kind !== 'freshness' && kind !== 'dependency' && state !== 'unknown',
  };
}

/** What age makes one thing of a service unknown, beyond its link's own. */
const probeAgeMs = ({ interval, timeout }: NonNullable<PolicyService['probe']>): number =>
  3 * interval + timeout;

/** Whether what a source said at `at` is still believed. */
export function isBelieved(
  evidence: Evidence,
  source: string,
  at: Instant | undefined,
  atLeastMs = 0,
): boolean {
  const link = evidence.chain.find(({ id }) => id === source);
  if (link === undefined || at === undefined || link.heardAt === undefined) return false;
  // A link whose watchdog is missing is silent as a whole, but what it says of this service it said now.
  const isHeard = evidence.now - link.heardAt <= link.freshForMs;
  return isHeard && evidence.now - at <= Math.max(link.freshForMs, atLeastMs);
}

/** Broken links of the chain, and things that a fresh link no longer tells. */
export function freshnessFindings(evidence: Evidence): readonly Judged[] {
  const { service, signals, chain, now } = evidence;
  const broken = chain.filter(({ freshness }) => freshness !== 'fresh');
  const findings = broken.map((link) =>
    judged('freshness', 'unknown', brokenLinkText(link), link.silentSince ?? link.heardAt ?? now, link.id),
  );
  const freshLink = (id: string | undefined): ChainLink | undefined =>
    chain.find((link) => link.id === id && link.freshness === 'fresh');
  const missing = (what: string, link: ChainLink, at: Instant | undefined): Judged =>
    judged(
      'freshness',
      'unknown',
      at === undefined
        ? `${link.name} has no ${what} yet`
        : `${link.name} has no ${what} since ${clockText(at)}`,
      at ?? now,
      link.id,
    );
  if (service.probe !== undefined) {
    const { source, at } = signals.probe ?? {};
    const link = source === undefined ? chain.find(isProber) : freshLink(source);
    if (link?.freshness === 'fresh' && !isBelieved(evidence, link.id, at, probeAgeMs(service.probe))) {
      findings.push(missing('health check', link, at));
    }
  }
  if (service.up !== undefined) {
    const { source, at } = signals.up ?? {};
    const link = source === undefined ? chain.find(isPrometheus) : freshLink(source);
    if (link?.freshness === 'fresh' && !isBelieved(evidence, link.id, at)) {
      findings.push(missing('scrape of it', link, at));
    }
  }
  return findings;
}

const isProber = ({ kind, id }: ChainLink): boolean =>
  kind === 'probe' || (kind === 'simulator' && id.endsWith('-probe'));
const isPrometheus = ({ kind, id }: ChainLink): boolean =>
  kind === 'prometheus' || (kind === 'simulator' && id.endsWith('-prometheus'));

/** How a finding of a wrong constitutional hash begins. */
export const wrongHashWords = 'Answers with the wrong constitutional hash';

/** What the health checks say. Fewer failures than the threshold are told, and change nothing. */
export function probeFindings(evidence: Evidence): readonly Judged[] {
  const { service, signals } = evidence;
  const { probe: signal } = signals;
  if (signal === undefined || service.probe === undefined) return [];
  if (!isBelieved(evidence, signal.source, signal.at, probeAgeMs(service.probe))) return [];
  const { failuresInRow: failures, text, source, wrongHash } = signal;
  const since = signal.failingSince ?? signal.at;
  const findings: Judged[] = [];
  if (failures > 0) {
    const state = failures >= service.probe.failureThreshold ? 'down' : 'operational';
    findings.push(
      judged('probe', state, `${counted(failures, 'health check')} failed: ${text}`, since, source),
    );
  }
  if (wrongHash !== undefined) {
    const { expected, found } = wrongHash;
    const is = found === undefined ? 'it answers without one' : `constitutional hash is ${found}`;
    const words = `${wrongHashWords}: ${is}, expected ${expected}`;
    findings.push(judged('probe', 'down', words, wrongHash.since, source));
  }
  return findings;
}

/** Whether Prometheus can scrape it. */
export function upFindings(evidence: Evidence): readonly Judged[] {
  const { up } = evidence.signals;
  if (evidence.service.up === undefined || up === undefined || up.up) return [];
  if (!isBelieved(evidence, up.source, up.at)) return [];
  return [judged('up', 'down', "Prometheus can't scrape it", up.since, up.source)];
}

/** Figures that miss their target for as long as the policy lets them. */
export function figureFindings(evidence: Evidence): readonly Judged[] {
  const { service, signals, now } = evidence;
  return service.figures.flatMap((figure) => {
    const { value, at, source, offTargetSince } = signals.figures[figure.id] ?? {};
    if (value === undefined || offTargetSince === undefined || source === undefined || !figure.target)
      return [];
    if (!isBelieved(evidence, source, at) || now - offTargetSince < (figure.target.for ?? 0)) return [];
    const text = `${figure.name} ${figureText(value, figure.unit)}, target ${targetText(figure.target, figure.unit)}`;
    return [judged('figure', 'degraded', text, offTargetSince, source)];
  });
}

/** Alerts of the service. A silenced one is told, and changes nothing. */
export function alertFindings(evidence: Evidence): readonly Judged[] {
  return evidence.alerts.flatMap((alert) => {
    const { name, source, startsAt } = alert;
    // While its source is late, it can't outweigh what is unknown.
    const isLive = isBelieved(evidence, source, evidence.now);
    switch (alert.state) {
      case 'firing': {
        const isDown = saysDown(alert, evidence.service, evidence.policy);
        const state = isDown ? 'down' : 'degraded';
        return [{ ...judged('alert', state, `Alert ${name} is firing`, startsAt, source), isLive }];
      }
      case 'suppressed': {
        const how = alert.silencedBy.length > 0 ? 'silenced' : 'inhibited';
        return [judged('alert', 'operational', `Alert ${name} is ${how}`, startsAt, source)];
      }
      case 'lost': {
        if (isSuppressed(alert)) return [];
        const text = `Alert ${name} was firing when last heard; whether it ended is not known`;
        return [judged('alert', 'unknown', text, alert.lastSeenAt, source)];
      }
      case 'resolved':
        return [];
    }
  });
}

/** What is known of a part that others depend on. */
export interface DependencyState {
  readonly name: string;
  readonly state: ServiceState;
  readonly since: Instant;
  /** The change that accounts for it. */
  readonly change?: string | undefined;
}

/** Parts that it cannot work without, and that are down, planned or not. */
export function dependencyFindings(
  service: PolicyService,
  states: ReadonlyMap<string, DependencyState>,
): readonly Judged[] {
  return service.dependsOn.flatMap((id) => {
    const other = states.get(id);
    if (other?.state !== 'down') return [];
    const during = other.change === undefined ? '' : ` during ${other.change}`;
    return [
      judged('dependency', 'degraded', `Depends on ${other.name}, which is down${during}`, other.since),
    ];
  });
}
