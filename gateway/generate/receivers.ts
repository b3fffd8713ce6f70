import type { Policy, PolicyChannel, PolicySeverity } from '../../shared/policy/index.ts';

/** Where Alertmanager finds the gateway and the secrets. */
export interface ReceiverOptions {
  /** The gateway's address, without a slash at its end. */
  readonly gateway: string;
  /** A file with a token of the gateway, of the role operator. */
  readonly gatewayTokenFile?: string | undefined;
  /** The authority of the gateway's certificate, where Alertmanager's machine does not trust it by itself. */
  readonly gatewayCaFile?: string | undefined;
  /** The folder in which secrets lie that the policy takes from the environment: Alertmanager reads files only. */
  readonly secrets: string;
  /** True: Alertmanager tells the policy's channels of every alert, though the gateway tells them of incidents. */
  readonly direct?: boolean | undefined;
}

/** A receiver as alertmanager.yml writes it. */
export interface Receiver {
  readonly name: string;
  readonly [configs: `${string}_configs`]: readonly object[];
}

/** The gateway's webhooks, one for each Alertmanager that the policy names. */
export function gatewayWebhooks(
  sources: readonly string[],
  { gateway, gatewayTokenFile, gatewayCaFile }: ReceiverOptions,
): readonly object[] {
  const httpConfig = {
    ...(gatewayTokenFile && { authorization: { type: 'Bearer', credentials_file: gatewayTokenFile } }),
    ...(gatewayCaFile && { tls_config: { ca_file: gatewayCaFile } }),
  };
  return sources.map((source) => ({
    url: `${gateway}/webhook/alertmanager/${encodeURIComponent(source)}`,
    send_resolved: true,
    // 0: every alert of the group, not only the first.
    max_alerts: 0,
    ...(Object.keys(httpConfig).length > 0 && { http_config: httpConfig }),
  }));
}

/** Name of the receiver of a severity. */
export const receiverName = (severity: string): string => `severity-${severity}`;

/** Who hears of alerts of a severity: the gateway and, where that is asked for, the channels that the policy names. */
export function severityReceiver(
  severity: PolicySeverity,
  { channels }: Pick<Policy, 'channels'>,
  webhooks: readonly object[],
  options: ReceiverOptions,
): Receiver {
  const meant = options.direct === true ? channelsFor(severity, channels) : [];
  const configs = { slack_configs: [], email_configs: [], pagerduty_configs: [] } as Record<
    Configs,
    object[]
  >;
  for (const channel of meant) {
    const [key, config] = configOf(channel, severity, options) ?? [];
    if (key !== undefined && config !== undefined) configs[key].push(config);
  }
  const used = Object.entries(configs).filter(([, list]) => list.length > 0);
  return {
    name: receiverName(severity.id),
    ...(webhooks.length === 0 ? {} : { webhook_configs: webhooks }),
    ...Object.fromEntries(used),
  };
}

const channelsFor = ({ id }: PolicySeverity, channels: Policy['channels']): Policy['channels'] =>
  channels.filter(({ severities }) => severities?.includes(id) ?? true);

/** The channels that Alertmanager is to send to: all, or those that hear of the worst when the gateway is down. */
export function channelsAsked(
  { channels, severities }: Pick<Policy, 'channels' | 'severities'>,
  { direct }: Pick<ReceiverOptions, 'direct'>,
): Policy['channels'] {
  const worst = worstOf(severities);
  return direct === true || worst === undefined ? channels : channelsFor(worst, channels);
}

/** The severity with the lowest rank. */
export const worstOf = (severities: Policy['severities']): PolicySeverity | undefined =>
  severities.toSorted((one, other) => one.rank - other.rank)[0];

type Configs = 'slack_configs' | 'email_configs' | 'pagerduty_configs';
type Secret = Extract<PolicyChannel, { kind: 'pager' }>['routingKey'];

/** The file of a secret: the policy's own, or one named like the environment variable. */
export const secretFile = ({ file, env }: Secret, folder: string): string =>
  file ?? `${folder.replace(/\/+$/, '')}/${env ?? ''}`;

const title =
  '[{{ .Status | toUpper }}{{ if eq .Status "firing" }} {{ .Alerts.Firing | len }}{{ end }}] {{ .CommonLabels.alertname }}';
const each =
  '{{ range .Alerts }}{{ .Annotations.summary }}\n{{ .Annotations.description }}\n' +
  '{{ with .Annotations.runbook_url }}Runbook: {{ . }}\n{{ end }}{{ end }}';

/** How Alertmanager sends to a channel; undefined where `channelsLeftOut` says why not. */
function configOf(
  channel: PolicyChannel,
  severity: PolicySeverity,
  { secrets, gateway }: ReceiverOptions,
): readonly [Configs, object] | undefined {
  if (channel.kind === 'chat') {
    if (channel.format === 'teams') return undefined;
    return [
      'slack_configs',
      {
        api_url_file: secretFile(channel.webhook, secrets),
        channel: channel.room,
        send_resolved: true,
        title: `${severity.id} ${title}`,
        title_link: gateway,
        text: each,
      },
    ];
  }
  if (channel.kind === 'pager') {
    const isPagerDuty = new URL(channel.url).host === 'events.pagerduty.com';
    return [
      'pagerduty_configs',
      {
        routing_key_file: secretFile(channel.routingKey, secrets),
        ...(isPagerDuty ? {} : { url: channel.url }),
        send_resolved: true,
        severity: pagerSeverities[severity.rank] ?? 'info',
        description: `${severity.id} {{ .CommonLabels.alertname }}: {{ .CommonAnnotations.summary }}`,
        client: 'Watchfloor',
        client_url: gateway,
        component: channel.service,
      },
    ];
  }
  if (channel.kind === 'webhook') return undefined;
  const { server, to, from, reply } = channel;
  if (server === undefined) return undefined;
  return [
    'email_configs',
    {
      to: to.join(', '),
      // A mailbox that the policy gives no sender writes to itself: no other address is known to exist.
      from: from ?? to[0],
      smarthost: `${server.host}:${server.port}`,
      ...(server.username === undefined ? {} : { auth_username: server.username }),
      ...(server.password === undefined ? {} : { auth_password_file: secretFile(server.password, secrets) }),
      ...(server.tls === 'none' ? { require_tls: false } : {}),
      ...(server.caFile === undefined ? {} : { tls_config: { ca_file: server.caFile } }),
      send_resolved: true,
      headers: { Subject: `${severity.id} ${title}`, ...(reply === undefined ? {} : { 'Reply-To': reply }) },
    },
  ];
}

/** PagerDuty's own words, worst first, for severities by rank. */
const pagerSeverities = ['critical', 'error', 'warning', 'info'];

/** What the policy asks for and Alertmanager cannot be given, in a sentence each. */
export function channelsLeftOut(channels: Policy['channels']): readonly string[] {
  return channels.flatMap((channel) => {
    const why = whyLeftOut(channel);
    return why === undefined ? [] : [`channel ${channel.id} is left out: ${why}`];
  });
}

function whyLeftOut(channel: PolicyChannel): string | undefined {
  if (channel.kind === 'webhook') return "it takes the gateway's notices, which Alertmanager can't write";
  if (channel.kind === 'chat' && channel.format === 'teams')
    return 'it takes Adaptive Cards; the gateway itself tells it of incidents';
  if (channel.kind === 'mail' && channel.server === undefined)
    return 'it has no mail server; give it one in the policy';
  return undefined;
}

/** Files that the configuration reads and somebody has to put there, with where the policy has them. */
export function secretFiles(channels: Policy['channels'], folder: string): readonly string[] {
  return channels.flatMap((channel) => {
    if (whyLeftOut(channel) !== undefined || channel.kind === 'webhook') return [];
    const secret =
      channel.kind === 'chat'
        ? channel.webhook
        : channel.kind === 'pager'
          ? channel.routingKey
          : channel.server?.password;
    return secret?.env === undefined ? [] : [`${secretFile(secret, folder)}: what ${secret.env} holds`];
  });
}
