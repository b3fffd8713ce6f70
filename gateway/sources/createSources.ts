import type { Policy, PolicySource } from '../../shared/policy/index.ts';
import { createAlertmanagerSource } from './alertmanager.ts';
import type { SourceDependencies } from './dependencies.ts';
import { createProbeSource } from './probe.ts';
import { createPrometheusSource } from './prometheus.ts';
import { prometheusQuestions } from './prometheusQueries.ts';
import { createSimulator } from './simulator/simulator.ts';
import type { Source } from './source.ts';

/** The part of the policy that sources need. */
export type SourcePolicy = Pick<
  Policy,
  'estate' | 'sources' | 'alerts' | 'compliance' | 'objectives' | 'burn'
>;

type Kind = PolicySource['kind'];
type Factory<K extends Kind> = (
  source: Extract<PolicySource, { kind: K }>,
  policy: SourcePolicy,
  deps: SourceDependencies,
) => readonly Source[];

const factories = {
  prometheus: (source, policy, deps) => [
    createPrometheusSource(source, prometheusQuestions(policy, source.id), deps),
  ],
  alertmanager: (source, _policy, deps) => [createAlertmanagerSource(source, deps)],
  probe: (source, policy, deps) => [createProbeSource(source, policy, deps)],
  simulator: (source, policy, deps) => createSimulator(source, policy, deps),
} satisfies { readonly [K in Kind]: Factory<K> };

function create<K extends Kind>(
  source: Extract<PolicySource, { kind: K }>,
  policy: SourcePolicy,
  deps: SourceDependencies,
): readonly Source[] {
  const table: { readonly [K in Kind]: Factory<K> } = factories;
  // The table is indexed by the same kind that the source has; the compiler can't follow that.
  return (table[source.kind] as Factory<K>)(source, policy, deps);
}

/** All sources of the policy, not started. A simulator becomes several: `<id>-prometheus`, `-alertmanager`, `-probe`. */
export function createSources(policy: SourcePolicy, deps: SourceDependencies): readonly Source[] {
  return policy.sources.flatMap((source) => create(source, policy, deps));
}
