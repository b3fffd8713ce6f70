import { prometheusLink } from './assignment.ts';
import { capacityQuestions, type CapacityQuestion } from './capacityQuestions.ts';
import { burnQuestions, type BurnPolicy, type BurnQuestion } from './burn/burnQuestions.ts';

/** What one Prometheus is asked about one figure. */
export interface FigureQuestion {
  readonly service: string;
  readonly figure: string;
  readonly name: string;
  readonly query: string;
  /** Its past is asked too. */
  readonly headline: boolean;
}

/** What one Prometheus is asked about whether a service is up. */
export interface UpQuestion {
  readonly service: string;
  readonly query: string;
}

/** All that one Prometheus is asked. */
export interface PrometheusQuestions {
  readonly ups: readonly UpQuestion[];
  readonly figures: readonly FigureQuestion[];
  readonly burns: readonly BurnQuestion[];
  readonly capacities: readonly CapacityQuestion[];
}

/** What the policy wants to know from one Prometheus. */
export function prometheusQuestions(policy: BurnPolicy, source: string): PrometheusQuestions {
  const { services } = policy.estate;
  return {
    ups: services.flatMap(({ id, up }) =>
      up !== undefined && prometheusLink(policy, up.source) === source
        ? [{ service: id, query: up.query }]
        : [],
    ),
    figures: services.flatMap((service) =>
      service.figures
        .filter((figure) => prometheusLink(policy, figure.source) === source)
        .map(({ id, name, query, headline }) => ({ service: service.id, figure: id, name, query, headline })),
    ),
    burns: burnQuestions(policy, source),
    capacities: capacityQuestions(policy, source),
  };
}
