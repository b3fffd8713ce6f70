import type { Service, ServiceState } from '../../shared/model/service.ts';

/** How many services are in each state. */
export type Posture = Readonly<Record<ServiceState, number>> & { readonly total: number };

/** Counts the services by state. */
export function postureOf(services: readonly Service[]): Posture {
  const counts = { down: 0, unknown: 0, degraded: 0, maintenance: 0, operational: 0, total: 0 };
  for (const { state } of services) {
    counts[state] += 1;
    counts.total += 1;
  }
  return counts;
}

/** The abnormal states in order of urgency, with their counts: `1 down`, `2 degraded`. */
export function abnormalOf(
  posture: Posture,
): readonly { readonly state: ServiceState; readonly text: string }[] {
  const order = ['down', 'degraded', 'unknown', 'maintenance'] as const;
  return order
    .filter((state) => posture[state] > 0)
    .map((state) => ({
      state,
      text: `${posture[state]} ${state === 'maintenance' ? 'in maintenance' : state}`,
    }));
}

/** `7 of 11 as they should be`. */
export function healthyText(posture: Posture): string {
  if (posture.total === 0) return 'No services';
  if (posture.operational === posture.total) return `All ${posture.total} as they should be`;
  return `${posture.operational} of ${posture.total} as they should be`;
}
