import type { Alert } from '../../shared/model/alert.ts';
import type { Policy, PolicyService } from '../../shared/policy/index.ts';

/** What decides how bad it is that something is down, from the policy. */
export type GravityPolicy = Pick<Policy, 'probes' | 'severities'>;

/** The category of a service that can't be reached. */
const availabilityCategory = 'availability';

/** Alerts of the field that say so by their name: ServiceDown, InstanceDown, TargetDown, ExporterDown, RedisDown. */
const availabilityName = /(Down|Unavailable|Unreachable)$/;

/** Whether an alert says that something can't be reached: by its category, or by its name. */
export function isAvailabilityAlert({ category, name }: Pick<Alert, 'category' | 'name'>): boolean {
  return category === availabilityCategory || availabilityName.test(name);
}

/** The severity of a service that is down; where the policy has none for its tier, the one for platform parts. */
export function downSeverity({ tier, kind }: PolicyService, { probes }: Pick<Policy, 'probes'>): string {
  const { down, hashMismatch } = probes;
  return down[tier ?? kind] ?? down['platform'] ?? hashMismatch;
}

/** Whether a firing alert means that its service is down: it is of availability, and as severe as that is. */
export function saysDown(alert: Alert, service: PolicyService, policy: GravityPolicy): boolean {
  const rankOf = (severity: string): number =>
    policy.severities.find(({ id }) => id === severity)?.rank ?? Number.POSITIVE_INFINITY;
  return isAvailabilityAlert(alert) && rankOf(alert.severity) <= rankOf(downSeverity(service, policy));
}

/** Whether an alert is silenced or inhibited, or was when last heard: it is known, and nobody is to be called for it. */
export function isSuppressed({ state, silencedBy, inhibitedBy }: Alert): boolean {
  return state === 'suppressed' || (state === 'lost' && silencedBy.length + inhibitedBy.length > 0);
}
