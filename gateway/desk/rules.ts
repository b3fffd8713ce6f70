import type { Policy } from '../../shared/policy/index.ts';

/** What the desk takes from the policy. */
export interface DeskRules {
  /** Severity ids and ranks; 0 is the worst. */
  readonly severities: readonly { readonly id: string; readonly rank: number }[];
  readonly persons: readonly { readonly id: string; readonly name: string }[];
  readonly services: ReadonlyMap<string, { readonly name: string; readonly runbooks: readonly string[] }>;
}

/** The desk's part of a policy. */
export const deskRulesOf = (policy: Policy): DeskRules => ({
  severities: policy.severities.map(({ id, rank }) => ({ id, rank })),
  persons: policy.people.persons.map(({ id, name }) => ({ id, name })),
  services: new Map(policy.estate.services.map(({ id, name, runbooks }) => [id, { name, runbooks }])),
});

/** Rank of a severity; one that the policy does not know ranks after all others. */
export const rankOf = (rules: DeskRules, severity: string): number =>
  rules.severities.find(({ id }) => id === severity)?.rank ?? Number.MAX_SAFE_INTEGER;
