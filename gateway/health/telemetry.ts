import type { Telemetry } from '../../shared/model/telemetry.ts';
import { prometheusLink, type SourcesPolicy } from '../sources/assignment.ts';
import { isBelieved, type Evidence } from './findings.ts';

/** The figures of a service. One that is too old has no value, but says when it last had one. */
export function telemetryOf(evidence: Evidence, policy: SourcesPolicy): Telemetry {
  const { service, signals } = evidence;
  return {
    service: service.id,
    figures: service.figures.map(({ id, name, unit, headline, target, source: named }) => {
      const signal = signals.figures[id];
      const source = signal?.source ?? prometheusLink(policy, named) ?? named ?? 'none';
      return {
        id,
        name,
        value: isBelieved(evidence, source, signal?.at) ? signal?.value : undefined,
        unit,
        target: target && { below: target.below, above: target.above },
        at: signal?.at,
        source,
        headline,
      };
    }),
  };
}
