import type { Policy } from '../../shared/policy/index.ts';
import { severityReceiver, worstOf, type Receiver, type ReceiverOptions } from './receivers.ts';
import type { AlertingRule } from './ruleGroup.ts';

/** The alert that says that the gateway itself tells nobody of anything. */
export const gatewayDownAlert = 'WatchfloorGatewayDown';
/** Its receiver: people, not the gateway. */
export const gatewayDownReceiver = 'gateway-down';
/** What Prometheus has to call the job that scrapes the gateway. */
export const gatewayJob = 'watchfloor';

/**
 * Fires where the gateway can't be scraped, can keep no incident (its journal fails), or is not scraped at all: that
 * nobody would notice its end is an alarm too.
 */
export const gatewayDownRule = ({ alerts }: Pick<Policy, 'alerts'>): AlertingRule => ({
  alert: gatewayDownAlert,
  expr:
    `up{job="${gatewayJob}"} == 0 or absent(up{job="${gatewayJob}"}) ` +
    `or watchfloor_source_fresh{job="${gatewayJob}",source="gateway"} == 0`,
  for: '1m',
  labels: { [alerts.severityLabel]: 'critical' },
  annotations: {
    summary: 'The Watchfloor gateway is down',
    description:
      'Nobody is paged for incidents. Start the gateway, or see why its journal fails; until then, watch ' +
      `Alertmanager itself. It fires too where Prometheus has no job "${gatewayJob}" that scrapes the gateway.`,
  },
});

/** Whom Alertmanager tells by itself that the gateway is down: every channel that hears of the worst severity. */
export function receiverWithoutGateway(policy: Policy, options: ReceiverOptions): Receiver {
  const worst = worstOf(policy.severities);
  const people = worst === undefined ? {} : severityReceiver(worst, policy, [], { ...options, direct: true });
  return { ...people, name: gatewayDownReceiver };
}

/** In a sentence, that the receiver above is nobody; nothing where it is somebody. */
export const toldToNobody = (receiver: Receiver): readonly string[] =>
  Object.keys(receiver).length > 1
    ? []
    : ['nobody is told when the gateway is down: Alertmanager can send to no channel of the worst severity'];
