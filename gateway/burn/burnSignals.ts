import type { Instant } from '../../shared/model/instant.ts';
import type { Objective } from '../../shared/model/objective.ts';
import type { Policy } from '../../shared/policy/index.ts';
import { burnCause, unavailableCause, type Signal } from '../desk/signal.ts';

/** The key of the signal of one pair of windows, by its position in the policy. */
export const burnSignalKey = (objective: string, pair: number): string => `burn:${objective}:${pair}`;

/**
 * What the desk acts on: one signal for each pair that opens an incident, bad from when both windows exceed until
 * neither does. All pairs of an objective share a cause: the ticket that becomes a page is one incident.
 */
export function burnSignals(
  objective: Objective,
  policy: Pick<Policy, 'burn' | 'estate' | 'alerts' | 'compliance'>,
  now: Instant,
): readonly Signal[] {
  const { id, name, kind, pairs, verdict, reason, services, asOf = now } = objective;
  const [service] = services;
  const { defaultCategory } = policy.alerts;
  const category = kind === 'compliance' ? (policy.compliance.category ?? defaultCategory) : defaultCategory;
  const subject = policy.estate.services.find((known) => known.id === service)?.name ?? name;
  return pairs.flatMap(({ burning, severity }, index): Signal[] => {
    const opens = policy.burn.windows[index]?.opens;
    if (opens === undefined) return [];
    const isUnknown = verdict === 'unknown';
    // What was calm when last heard is neither bad nor clear now: nothing is said of it.
    if (isUnknown && !burning) return [];
    return [
      {
        key: burnSignalKey(id, index),
        cause: burnCause(id),
        // A service that is down burns its budgets: that is one trouble, not several.
        foldsUnder: services.length === 1 && service !== undefined ? unavailableCause(service) : undefined,
        state: !burning ? 'clear' : isUnknown ? 'lost' : 'bad',
        title: services.length === 1 ? `${subject} burns its budget: ${name}` : `Budget burns: ${name}`,
        text: burning
          ? `${severity === 'page' ? 'Fast' : 'Slow'} burn. ${reason}`
          : 'Both windows are below their factor',
        severity: opens,
        category,
        service: services.length === 1 ? service : undefined,
        startedAt: asOf,
      },
    ];
  });
}
