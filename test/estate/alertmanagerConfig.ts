import { stringify } from 'yaml';

/** The text of an alertmanager.yml that sends every alert to the gateway's webhook, or nowhere without a gateway. */
export function alertmanagerConfig(options: {
  readonly gatewayUrl?: string;
  /** The policy's id for this Alertmanager, a part of the webhook's address. */
  readonly sourceId?: string;
  /** Sent as `Authorization: Bearer ...` with each webhook. */
  readonly bearerToken?: string;
  readonly groupWait?: string;
  readonly groupInterval?: string;
  readonly repeatInterval?: string;
}): string {
  const {
    gatewayUrl,
    sourceId = 'alertmanager',
    bearerToken,
    groupWait = '1s',
    groupInterval = '2s',
    repeatInterval = '1h',
  } = options;
  const webhook =
    gatewayUrl === undefined
      ? {}
      : {
          webhook_configs: [
            {
              url: new URL(`/webhook/alertmanager/${encodeURIComponent(sourceId)}`, gatewayUrl).href,
              send_resolved: true,
              max_alerts: 0,
              ...(bearerToken === undefined
                ? {}
                : { http_config: { authorization: { type: 'Bearer', credentials: bearerToken } } }),
            },
          ],
        };
  return stringify(
    {
      route: {
        receiver: 'watchfloor',
        group_by: ['alertname', 'service'],
        group_wait: groupWait,
        group_interval: groupInterval,
        repeat_interval: repeatInterval,
      },
      receivers: [{ name: 'watchfloor', ...webhook }],
    },
    { lineWidth: 0 },
  );
}
