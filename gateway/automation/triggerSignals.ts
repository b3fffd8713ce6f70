import type { Instant } from '../../shared/model/instant.ts';
import type { Policy, PolicyTrigger } from '../../shared/policy/index.ts';
import type { DeskState } from '../desk/evolve.ts';
import { episodeKey } from '../desk/evolveAutomation.ts';
import { unavailableCause, wrongHashCause, type Signal } from '../desk/signal.ts';
import { causeOf } from '../health/deskSignals.ts';
import type { Standing, Standings } from './conditions.ts';

/** The part of the policy that says what happens by itself. */
export type TriggerPolicy = Pick<Policy, 'triggers' | 'actions' | 'monitoring' | 'sources' | 'estate'>;

/** What a trigger of a service shares its incident by: the gateway's own signals of it, and alerts of it, join the same. */
function triggerCause(
  { id, condition, category }: PolicyTrigger,
  service: string,
  standing: Standing,
  { monitoring }: Pick<TriggerPolicy, 'monitoring'>,
): string {
  if (condition.kind === 'probe-failures') return unavailableCause(service);
  if (condition.kind === 'hash-mismatch') return wrongHashCause(service);
  if (standing.state === 'met' && standing.alert !== undefined) return causeOf(standing.alert);
  const written =
    condition.kind === 'alert'
      ? condition.alertname
      : monitoring?.alertRules.find(({ trigger }) => trigger === id)?.alertname;
  return causeOf({ service, name: written ?? id, category, labels: {} });
}

/** The open incident that a run of a trigger belongs to; undefined where there is none. */
export function incidentOf(
  { incidents, openByCause, signals }: Pick<DeskState, 'incidents' | 'openByCause' | 'signals'>,
  trigger: PolicyTrigger,
  service: string,
  standing: Standing,
  policy: TriggerPolicy,
): string | undefined {
  const alert = standing.state === 'met' ? standing.alert?.id : undefined;
  const keys = [
    `trigger:${episodeKey(trigger.id, service)}`,
    ...(alert === undefined ? [] : [`alert:${alert}`]),
  ];
  // Where a signal folded under another cause, its incident is that one.
  const joined = keys
    .map((key) => signals.get(key)?.incident)
    .find((id) => (incidents.get(id ?? '')?.status ?? 'resolved') !== 'resolved');
  return joined ?? openByCause.get(triggerCause(trigger, service, standing, policy));
}

/** What triggers that open an incident say to the desk. What is pending or unknown is neither news nor an end. */
export function triggerSignals(standings: Standings, policy: TriggerPolicy, now: Instant): readonly Signal[] {
  const { triggers, estate } = policy;
  return triggers.flatMap((trigger) => {
    const { opens } = trigger;
    if (opens === undefined) return [];
    return estate.services.flatMap((service): readonly Signal[] => {
      const key = episodeKey(trigger.id, service.id);
      const standing = standings.get(key);
      if (standing === undefined || standing.state === 'unknown' || standing.state === 'pending') return [];
      return [
        {
          key: `trigger:${key}`,
          cause: triggerCause(trigger, service.id, standing, policy),
          state: standing.state === 'met' ? 'bad' : 'clear',
          title: `${trigger.name} on ${service.name}`,
          text: `${trigger.name}: ${standing.text}`,
          severity: opens,
          category: trigger.category,
          service: service.id,
          isNeverPlanned: trigger.condition.kind === 'hash-mismatch',
          startedAt: standing.state === 'met' ? standing.since : now,
        },
      ];
    });
  });
}
