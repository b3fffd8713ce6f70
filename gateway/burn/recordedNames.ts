import { formatDuration } from '../../shared/policy/duration.ts';
import type { CountedObjective } from '../../shared/policy/objectiveList.ts';

/** What a recorded series counts: bad events (or slices of time), or all of them. */
export const recordedKinds = ['bad', 'total'] as const;
export type RecordedKind = (typeof recordedKinds)[number];

/** The labels that tell whose a recorded series is, named as Sloth names them. */
export interface SlothLabels {
  /** `<sloth_service>-<sloth_slo>`. */
  readonly sloth_id: string;
  /** The service; the policy's objective where it is counted once for all. */
  readonly sloth_service: string;
  /** The policy's objective. */
  readonly sloth_slo: string;
}

/** Name of the series that the recording rules write: counts over the window up to its instant. */
export function recordedName(kind: RecordedKind, windowMs: number): string {
  return `slo:sli_${kind}:increase${formatDuration(windowMs)}`;
}

/** The labels of everything that is recorded for an objective. */
export function slothLabels({ objective, service }: CountedObjective): SlothLabels {
  const sloth_service = service ?? objective.id;
  return { sloth_id: `${sloth_service}-${objective.id}`, sloth_service, sloth_slo: objective.id };
}
