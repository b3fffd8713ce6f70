import { formatDuration } from '../../shared/policy/duration.ts';
import type { Labels } from '../../shared/policy/labelMatch.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { gatewayDownAlert, gatewayDownReceiver } from './gatewayDown.ts';
import { receiverName } from './receivers.ts';

/** A route of alertmanager.yml; without `continue`, the first that matches decides. */
export interface Route {
  readonly receiver: string;
  readonly matchers?: readonly string[];
  readonly group_by?: readonly string[];
  readonly group_wait?: string;
  readonly group_interval?: string;
  readonly repeat_interval?: string;
  readonly routes?: readonly Route[];
}

/** Receiver of the watchdog: the gateway alone. */
export const watchdogReceiver = 'watchdog';
/** Receiver of what the policy ignores: nobody. */
export const ignoredReceiver = 'ignored';

/**
 * The gateway's own end first, then the policy's mapping as a tree: what it ignores, then `alerts.map` in order, then the severity label, then
 * `unknownSeverity` for the rest. So an alert reaches who hears of its severity, whatever its labels say.
 */
export function routes({ alerts, severities }: Pick<Policy, 'alerts' | 'severities'>): Route {
  const worst = Math.min(...severities.map(({ rank }) => rank));
  const to = (severity: string): Route => ({
    receiver: receiverName(severity),
    // The worst does not wait for others of its group.
    ...(severities.some(({ id, rank }) => id === severity && rank === worst) ? { group_wait: '0s' } : {}),
  });
  return {
    ...to(alerts.unknownSeverity),
    group_by: ['alertname', ...alerts.serviceLabels],
    group_wait: '10s',
    group_interval: '1m',
    repeat_interval: '4h',
    routes: [
      {
        matchers: matchersOf({ alertname: gatewayDownAlert }),
        receiver: gatewayDownReceiver,
        group_wait: '0s',
        repeat_interval: '1h',
      },
      ...watchdogRoute(alerts),
      ...alerts.ignore.map(({ match }) => ({ matchers: matchersOf(match), receiver: ignoredReceiver })),
      ...alerts.map.map(({ match, severity }) => ({ matchers: matchersOf(match), ...to(severity) })),
      ...Object.entries(alerts.severityMap).map(([value, severity]) => ({
        matchers: matchersOf({ [alerts.severityLabel]: value }),
        ...to(severity),
      })),
    ],
  };
}

/** Repeated five times within the time after which the gateway takes the chain for broken. */
function watchdogRoute({ watchdog }: Policy['alerts']): readonly Route[] {
  if (watchdog === undefined) return [];
  const beat = formatDuration(Math.max(1000, Math.floor(watchdog.within / 5 / 1000) * 1000));
  return [
    {
      matchers: matchersOf({ alertname: watchdog.alertname }),
      receiver: watchdogReceiver,
      group_wait: '0s',
      group_interval: beat,
      repeat_interval: beat,
    },
  ];
}

/** `alertname="X"`, or `service=~"a|b"` for the policy's `/a|b/`: both match the whole value. */
function matchersOf(match: Labels): readonly string[] {
  return Object.entries(match).map(([label, wanted]) => {
    const pattern = /^\/(.*)\/$/s.exec(wanted)?.[1];
    return pattern === undefined
      ? `${label}=${JSON.stringify(wanted)}`
      : `${label}=~${JSON.stringify(pattern)}`;
  });
}
