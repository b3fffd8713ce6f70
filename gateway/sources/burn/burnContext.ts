import type { SourceClock } from '../dependencies.ts';
import type { AskPrometheus } from '../prometheusClient.ts';
import type { Observation } from '../source.ts';
import type { Progress } from './progress.ts';

/** What all that read the objectives of one Prometheus share. */
export interface BurnContext {
  readonly ask: AskPrometheus;
  readonly source: string;
  readonly clock: SourceClock;
  readonly sink: (observation: Observation) => void;
  /** Whether the server answered the last round of other queries; while it did not, no objective is asked. */
  readonly isWell: () => boolean;
  /** Each objective is asked this often, ms, where the bounds allow it. */
  readonly refreshMs: number;
  /** A slice is read this long after its end, ms. */
  readonly settleMs: number;
  readonly all: readonly Progress[];
}
