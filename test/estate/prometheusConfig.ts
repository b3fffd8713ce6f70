import { stringify } from 'yaml';

/** How often things are looked at; a test can't wait as long as a person can. */
export interface Pace {
  readonly scrapeInterval: string;
  /** The range of rate() in rules: at least four scrapes. */
  readonly rateWindow: string;
  /**
   * How soon a firing alert is sent again. Prometheus finds its Alertmanager five seconds after the start, and what
   * fired before that is not sent until this has passed. Four times this is also the lease in `endsAt`.
   */
  readonly resendDelay: string;
}

/** The pace of tests: a fault is seen within seconds. */
export const FAST_PACE: Pace = { scrapeInterval: '1s', rateWindow: '10s', resendDelay: '5s' };

/** The pace for trying the estate by hand. */
export const HAND_PACE: Pace = { scrapeInterval: '5s', rateWindow: '30s', resendDelay: '15s' };

/** The text of a prometheus.yml that scrapes the estate: one job for each service, labelled `service`. */
export function prometheusConfig(options: {
  readonly services: Readonly<Record<string, { readonly url: string }>>;
  /** Alerts are evaluated but sent nowhere without it. */
  readonly alertmanagerUrl?: string;
  /** Scraped as the job `watchfloor`, which is no service of the estate. */
  readonly gatewayUrl?: string;
  readonly ruleFiles?: readonly string[];
  readonly pace: Pace;
}): string {
  const { services, alertmanagerUrl, gatewayUrl, ruleFiles = ['rules.yml'], pace } = options;
  return stringify(
    {
      global: {
        scrape_interval: pace.scrapeInterval,
        scrape_timeout: pace.scrapeInterval,
        evaluation_interval: pace.scrapeInterval,
        external_labels: { estate: 'acgs' },
      },
      rule_files: ruleFiles,
      ...(alertmanagerUrl === undefined
        ? {}
        : {
            alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanagerUrl).host] }] }] },
          }),
      scrape_configs: [
        ...Object.entries(services).map(([id, { url }]) => ({
          job_name: id,
          // The services say their own `service` label; it equals ours, so it need not become `exported_service`.
          honor_labels: true,
          static_configs: [{ targets: [new URL(url).host], labels: { service: id } }],
        })),
        ...(gatewayUrl === undefined
          ? []
          : [{ job_name: 'watchfloor', static_configs: [{ targets: [new URL(gatewayUrl).host] }] }]),
      ],
    },
    { lineWidth: 0 },
  );
}
