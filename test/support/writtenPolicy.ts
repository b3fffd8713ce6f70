import { parse } from 'yaml';
import { ruleFile, type RuleFileOptions } from '../../gateway/generate/ruleFile.ts';
import type { Written } from '../../gateway/generate/written.ts';
import { loadPolicy, type LoadedPolicy } from '../../gateway/policy/loadPolicy.ts';
import { formatProblem } from '../../gateway/policy/problem.ts';
import type { Policy, PolicyObjective } from '../../shared/policy/index.ts';

const minute = 60_000;

let loading: ReturnType<typeof loadPolicy> | undefined;

/** ACGS's policy as it was loaded, with some sections changed. */
export async function acgsWith(
  change: (policy: Policy) => Partial<Policy> = () => ({}),
): Promise<LoadedPolicy> {
  loading ??= loadPolicy('assets/policy/acgs.yaml', {});
  const loaded = await loading;
  if (!loaded.ok) throw new Error(loaded.error.map(formatProblem).join('\n'));
  const { policy } = loaded.value;
  return { ...loaded.value, policy: { ...policy, ...change(policy) } };
}

/** The rule file of a policy. */
export function rulesOf(loaded: LoadedPolicy, options?: RuleFileOptions): Written {
  const written = ruleFile(loaded, options);
  if (!written.ok) throw new Error(written.error);
  return written.value;
}

/** A rule as the file says it. */
export interface WrittenRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}
/** A group of rules as the file says it. */
export interface WrittenGroup {
  readonly name: string;
  readonly interval: string;
  readonly rules: readonly WrittenRule[];
}

/** The groups in the rule file of ACGS's policy with some sections changed. */
export async function groupsOf(
  change: (policy: Policy) => Partial<Policy>,
  runbookBase?: string,
): Promise<readonly WrittenGroup[]> {
  const { text } = rulesOf(await acgsWith(change), { runbookBase });
  return (parse(text) as { groups: readonly WrittenGroup[] }).groups;
}

/** An objective over `good_total` and `all_total` of the service auth: 99.9 % over 30 days. */
export function eventsObjective(change: Partial<PolicyObjective> = {}): PolicyObjective {
  return {
    id: 'events',
    name: 'Events',
    kind: 'availability',
    agreement: 'slo',
    services: ['auth'],
    target: 0.999,
    sli: {
      kind: 'ratio',
      good: 'sum(increase(good_total{service="$service"}[$window]))',
      total: 'sum(increase(all_total{service="$service"}[$window]))',
    },
    window: 30 * 24 * 60 * minute,
    ...change,
  };
}

/** An objective over slices of time: `latency_ms` must stay below 5. */
export function timeObjective(change: Partial<PolicyObjective> = {}): PolicyObjective {
  return eventsObjective({
    id: 'time',
    sli: {
      kind: 'threshold',
      query: 'latency_ms{service="$service"}',
      unit: 'ms',
      below: 5,
      slice: minute,
    },
    ...change,
  });
}
