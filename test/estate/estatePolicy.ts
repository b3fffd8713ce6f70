import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Document, parse } from 'yaml';
import { z } from 'zod';
import { FAST_PACE, HAND_PACE } from './prometheusConfig.ts';
import { isEstateServiceId } from './services.ts';

const ACGS_POLICY = fileURLToPath(new URL('../../assets/policy/acgs.yaml', import.meta.url));

/** The parts of a policy that are changed; the rest passes through untouched. */
const policyShape = z.looseObject({
  estate: z.looseObject({
    services: z.array(
      z.looseObject({
        id: z.string(),
        probe: z.looseObject({ url: z.string() }).optional(),
        figures: z.array(z.looseObject({ query: z.string() })).optional(),
      }),
    ),
  }),
  alerts: z.looseObject({ watchdog: z.looseObject({ within: z.string() }).optional() }).optional(),
});

/** Where the estate runs. */
export interface EstatePolicyOptions {
  readonly prometheusUrl: string;
  readonly alertmanagerUrl: string;
  /** The health address of each service to be probed, such as http://127.0.0.1:8000/health. */
  readonly probeUrls: Readonly<Record<string, string>>;
  /** One-second intervals and five seconds of freshness, for tests. */
  readonly fast: boolean;
  /** The policy to start from; assets/policy/acgs.yaml without it. */
  readonly policyText?: string;
}

/** The rates over minutes that suit production, over the range that suits the estate's scrapes. */
function withRange(query: string, range: string): string {
  return query.replaceAll(/\[[15]m\]/g, `[${range}]`);
}

/** ACGS's policy as YAML, reading the fake estate: real sources, its addresses, and its pace. */
export function estatePolicy(options: EstatePolicyOptions): string {
  const { prometheusUrl, alertmanagerUrl, probeUrls, fast } = options;
  const policy = policyShape.parse(parse(options.policyText ?? readFileSync(ACGS_POLICY, 'utf8')));
  const { rateWindow } = fast ? FAST_PACE : HAND_PACE;
  const pace = fast ? { interval: '1s', freshFor: '5s' } : { interval: '5s', freshFor: '20s' };

  const services = policy.estate.services.map((service) => {
    const probeUrl = probeUrls[service.id];
    // A service that the estate does not run is not asked: it would be down for ever.
    const isProbed = service.probe !== undefined && probeUrl !== undefined && isEstateServiceId(service.id);
    return {
      ...service,
      probe: isProbed
        ? { ...service.probe, url: probeUrl, interval: pace.interval, timeout: fast ? '900ms' : '3s' }
        : undefined,
      figures: service.figures?.map((figure) => ({ ...figure, query: withRange(figure.query, rateWindow) })),
    };
  });

  const watchdog = policy.alerts?.watchdog;
  const document = new Document(
    {
      ...policy,
      estate: { ...policy.estate, services },
      ...(fast && watchdog !== undefined
        ? { alerts: { ...policy.alerts, watchdog: { ...watchdog, within: '30s' } } }
        : {}),
      sources: [
        { id: 'prometheus', kind: 'prometheus', name: 'Prometheus', url: prometheusUrl, ...pace },
        { id: 'alertmanager', kind: 'alertmanager', name: 'Alertmanager', url: alertmanagerUrl, ...pace },
        { id: 'probe', kind: 'probe', name: 'Health probes', ...pace },
      ],
    },
    { keepUndefined: false, aliasDuplicateObjects: false },
  );
  document.commentBefore =
    ' Made by test/estate/estatePolicy.ts from assets/policy/acgs.yaml for the fake estate.';
  return document.toString({ lineWidth: 0 });
}

/** The health addresses of the estate's services, as estatePolicy() wants them. */
export function healthUrls(
  services: Readonly<Record<string, { readonly url: string }>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(services).map(([id, { url }]) => [id, `${url}/health`]));
}
