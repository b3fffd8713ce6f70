import type { Policy, PolicyService } from '../../shared/policy/index.ts';

/** The links that one simulator shows itself as. */
export const simulatedRoles = ['prometheus', 'alertmanager', 'probe'] as const;
/** What a link does for the estate. */
export type SourceRole = (typeof simulatedRoles)[number];

/** The id of a simulator's link: `sim` + `prometheus` -> `sim-prometheus`. */
export const simulatedLinkId = (simulator: string, role: SourceRole): string => `${simulator}-${role}`;

/** The policy's part that says who reads what. */
export type SourcesPolicy = Pick<Policy, 'sources'>;

/** The ids of all links that play a role, in the policy's order. */
export function linksOfRole(policy: SourcesPolicy, role: SourceRole): readonly string[] {
  return policy.sources.flatMap((source) => {
    if (source.kind === 'simulator') return [simulatedLinkId(source.id, role)];
    return source.kind === role ? [source.id] : [];
  });
}

/** The link that answers a query: the one it names where that exists, else the first Prometheus. */
export function prometheusLink(policy: SourcesPolicy, named: string | undefined): string | undefined {
  const links = linksOfRole(policy, 'prometheus');
  return named !== undefined && links.includes(named) ? named : links[0];
}

/** All links that a service rests on: each that reads it, and every Alertmanager, since any may hold its alerts. */
export function restsOn(policy: SourcesPolicy, service: PolicyService): readonly string[] {
  const links = new Set<string | undefined>();
  if (service.probe !== undefined) links.add(linksOfRole(policy, 'probe')[0]);
  if (service.up !== undefined) links.add(prometheusLink(policy, service.up.source));
  for (const figure of service.figures) links.add(prometheusLink(policy, figure.source));
  for (const link of linksOfRole(policy, 'alertmanager')) links.add(link);
  return [...links].filter((link) => link !== undefined);
}
