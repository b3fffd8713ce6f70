import type { SourceClock } from '../dependencies.ts';
import { startLoop } from '../loop.ts';
import type { AskPrometheus } from '../prometheusClient.ts';
import type { Observation } from '../source.ts';
import type { BurnContext } from './burnContext.ts';
import type { BurnQuestion } from './burnQuestions.ts';
import { PresentLane } from './presentLane.ts';
import { newProgress } from './progress.ts';
import { RecordedReader } from './recordedReader.ts';
import { SlicesLane } from './slicesLane.ts';

/** How often each lane looks for what is due; nothing is asked by that alone. */
const lookEveryMs = 250;
const slowestRefreshMs = 60_000;
const leastSettleMs = 30_000;
const mostSettleMs = 120_000;

/**
 * Reads the objectives of one Prometheus until the returned functions end it: two lanes with one query at a time each,
 * one for the present and one for the past, both bounded by the minute.
 */
export function startBurn(burn: {
  readonly ask: AskPrometheus;
  readonly source: string;
  readonly questions: readonly BurnQuestion[];
  /** Time between two reads of the source, ms. */
  readonly intervalMs: number;
  readonly clock: SourceClock;
  readonly isWell: () => boolean;
  readonly sink: (observation: Observation) => void;
  readonly onDefect: (sentence: string) => void;
}): readonly (() => Promise<void>)[] {
  const { ask, source, questions, intervalMs, clock, isWell, sink, onDefect } = burn;
  if (questions.length === 0) return [];
  const context: BurnContext = {
    ask,
    source,
    clock,
    sink,
    isWell,
    refreshMs: Math.min(slowestRefreshMs, 4 * intervalMs),
    settleMs: Math.min(mostSettleMs, Math.max(leastSettleMs, 2 * intervalMs)),
    all: questions.map(newProgress),
  };
  const recorded = new RecordedReader(context);
  const present = new PresentLane(context, recorded);
  const slices = new SlicesLane(context, recorded);
  const pace = { everyMs: lookEveryMs };
  return [
    startLoop(clock, pace, (signal) => present.round(signal), onDefect),
    startLoop(clock, pace, (signal) => slices.round(signal), onDefect),
  ];
}
