import type { Policy } from '../../shared/policy/index.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { linksOfRole, prometheusLink } from '../sources/assignment.ts';

/** The policy as one Prometheus answers it: its objectives and figures only. The error is a sentence. */
export function forSource(policy: Policy, source: string): Result<Policy> {
  const known = linksOfRole(policy, 'prometheus');
  if (!known.includes(source))
    return err(`the policy has no Prometheus "${source}"; it has: ${known.join(', ') || 'none'}.`);
  const isIts = (named: string | undefined): boolean => prometheusLink(policy, named) === source;
  return ok({
    ...policy,
    objectives: policy.objectives.filter(({ sli }) => isIts(sli.source)),
    estate: {
      ...policy.estate,
      services: policy.estate.services.map((service) => ({
        ...service,
        figures: service.figures.filter((figure) => isIts(figure.source)),
      })),
    },
  });
}

/** What is to be known where several Prometheus servers share the work. */
export function sharedWork(policy: Policy): readonly string[] {
  const known = linksOfRole(policy, 'prometheus');
  if (known.length < 2) return [];
  return [`this file has the rules of ${known.join(' and ')}; make one for each with --source`];
}
