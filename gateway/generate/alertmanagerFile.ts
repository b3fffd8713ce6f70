import type { LoadedPolicy } from '../policy/loadPolicy.ts';
import { burnAlertName } from './burnAlerts.ts';
import { receiverWithoutGateway, toldToNobody } from './gatewayDown.ts';
import {
  channelsAsked,
  channelsLeftOut,
  gatewayWebhooks,
  secretFiles,
  severityReceiver,
  type Receiver,
  type ReceiverOptions,
} from './receivers.ts';
import { ignoredReceiver, routes, watchdogReceiver } from './routes.ts';
import { yamlFile, type Written } from './written.ts';

/** The name by which the gateway is told of alerts where the policy names no Alertmanager yet. */
const usualSource = 'alertmanager';

/**
 * An Alertmanager configuration: the gateway hears of every alert, and tells the policy's channels of the incidents.
 * Alertmanager itself tells them that the gateway is down; of every alert only with `direct`, since people would be
 * called twice.
 */
export function alertmanagerFile(loaded: LoadedPolicy, options: ReceiverOptions): Written {
  const { policy } = loaded;
  const named = policy.sources.filter(({ kind }) => kind === 'alertmanager').map(({ id }) => id);
  const webhooks = gatewayWebhooks(named.length === 0 ? [usualSource] : named, options);
  const people = receiverWithoutGateway(policy, options);
  const receivers: readonly Receiver[] = [
    ...policy.severities.map((severity) => severityReceiver(severity, policy, webhooks, options)),
    people,
    ...(policy.alerts.watchdog === undefined ? [] : [{ name: watchdogReceiver, webhook_configs: webhooks }]),
    ...(policy.alerts.ignore.length === 0 ? [] : [{ name: ignoredReceiver }]),
  ];
  const content = { route: routes(policy), inhibit_rules: [pageCoversTicket(policy.alerts)], receivers };
  const asked = channelsAsked(policy, options);
  const secrets = secretFiles(asked, options.secrets);
  return yamlFile(content, loaded, 'alertmanager', {
    advice: [
      'Load it with --config.file, after: amtool check-config FILE',
      ...(secrets.length === 0 ? [] : ['It reads these files, which Alertmanager must be allowed to read:']),
      ...secrets.map((line) => `  ${line}`),
    ],
    notes: [
      ...channelsLeftOut(asked),
      ...toldToNobody(people),
      ...(named.length === 0
        ? [
            `the policy has no source of kind alertmanager, so alerts are sent as from "${usualSource}"; give it one with that id`,
          ]
        : []),
    ],
  });
}

/**
 * A page about an objective covers the ticket about the same one. Nothing is inhibited for what a service depends on:
 * an inhibited alert opens no incident, and a dependent may be down for a reason of its own.
 */
const pageCoversTicket = ({ severityLabel }: LoadedPolicy['policy']['alerts']): object => ({
  source_matchers: [`alertname="${burnAlertName}"`, `${severityLabel}="critical"`],
  target_matchers: [`alertname="${burnAlertName}"`, `${severityLabel}="warning"`],
  equal: ['sloth_id'],
});
