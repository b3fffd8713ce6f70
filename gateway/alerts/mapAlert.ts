import type { Alert } from '../../shared/model/alert.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { PolicyAlerts } from '../../shared/policy/index.ts';
import type { SourceAlert } from '../sources/source.ts';

/** How alerts are mapped, and the ids of the services that they may be mapped to. */
export interface AlertMapping {
  readonly alerts: PolicyAlerts;
  readonly services: ReadonlySet<string>;
}

const patterns = new Map<string, RegExp | undefined>();

/** The policy's `/pattern/` as an expression over the whole value; kept, since each alert is held against each. */
function patternOf(wanted: string): RegExp | undefined {
  if (!patterns.has(wanted)) {
    const source = /^\/(.*)\/$/s.exec(wanted)?.[1];
    patterns.set(wanted, source === undefined ? undefined : new RegExp(`^(?:${source})$`, 'u'));
  }
  return patterns.get(wanted);
}

function matches(labels: SourceAlert['labels'], match: Readonly<Record<string, string>>): boolean {
  return Object.entries(match).every(([label, wanted]) => {
    const value = Object.hasOwn(labels, label) ? (labels[label] ?? '') : '';
    return patternOf(wanted)?.test(value) ?? value === wanted;
  });
}

/** Whether this is the alert that always fires; it is listened for, not shown. */
export function isWatchdog(alert: SourceAlert, policy: PolicyAlerts): boolean {
  return policy.watchdog !== undefined && alert.labels['alertname'] === policy.watchdog.alertname;
}

/** An alert as the policy sees it; undefined for those that the policy does not show. */
export function mapAlert(
  alert: SourceAlert,
  mapping: AlertMapping,
  source: string,
  now: Instant,
): Alert | undefined {
  const { alerts: policy, services } = mapping;
  const { labels, annotations, fingerprint, startsAt, endsAt, updatedAt } = alert;
  if (isWatchdog(alert, policy) || policy.ignore.some(({ match }) => matches(labels, match)))
    return undefined;
  const rule = policy.map.find(({ match }) => matches(labels, match));
  const label = labels[policy.severityLabel] ?? '';
  const known = Object.hasOwn(policy.severityMap, label) ? policy.severityMap[label] : undefined;
  const severity = rule?.severity ?? known;
  const labelled = policy.serviceLabels
    .map((name) => labels[name])
    .find((id) => id !== undefined && services.has(id));
  const isResolved = alert.state === 'resolved';
  return {
    id: `${source}/${fingerprint}`,
    source,
    fingerprint,
    name: labels['alertname'] ?? 'unnamed alert',
    labels: { ...labels },
    annotations: { ...annotations },
    state: alert.state,
    severity: severity ?? policy.unknownSeverity,
    severityGuessed: severity === undefined,
    category: rule?.category ?? policy.defaultCategory,
    service: rule?.service ?? labelled,
    startsAt,
    leaseUntil: isResolved ? undefined : endsAt,
    renewedAt: isResolved ? undefined : updatedAt,
    endedAt: isResolved ? (endsAt ?? now) : undefined,
    lastSeenAt: now,
    runbookUrl: annotations['runbook_url'] ?? annotations['runbook'],
    silencedBy: [...alert.silencedBy],
    inhibitedBy: [...alert.inhibitedBy],
  };
}
