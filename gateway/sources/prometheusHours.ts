import { capacityHours } from '../../shared/rules/capacity.ts';
import { formatDuration } from '../../shared/policy/duration.ts';
import type { CapacityQuestion } from './capacityQuestions.ts';
import type { SourceClock } from './dependencies.ts';
import type { AskPrometheus } from './prometheusClient.ts';
import { askRange } from './prometheusPast.ts';
import type { Observation } from './source.ts';

/** Length of an hour, ms: the step of what is told. */
export const hourMs = 3_600_000;
/**
 * A figure is itself a rate over minutes, so that some readings make the mean of an hour: four of them keep three weeks
 * at 2,016 evaluations, where one each minute would be 30,240.
 */
const readingEveryMs = 900_000;
const hoursTimeoutMs = 20_000;

interface Reading {
  readonly ask: AskPrometheus;
  readonly source: string;
  readonly clock: SourceClock;
  readonly questions: readonly CapacityQuestion[];
  readonly isWell: () => boolean;
  readonly sink: (observation: Observation) => void;
}

/**
 * Reads the hourly means of the figures that say what the next day may bring: one query for each, when an hour has
 * ended. What is refused waits for the next hour; where nobody answers it is asked again in the next round.
 */
export class HoursReader {
  readonly #reading: Reading;
  readonly #readHours = new Map<CapacityQuestion, number>();

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Asks what is due, one query after the other. */
  async round(signal: AbortSignal): Promise<void> {
    const { ask, source, clock, questions, isWell, sink } = this.#reading;
    for (const question of questions) {
      const endsAt = Math.floor(clock.now() / hourMs) * hourMs;
      // Another hour, not a later one: our clock may have been set back.
      if (signal.aborted || !isWell() || this.#readHours.get(question) === endsAt) continue;
      const { service, figure } = question;
      const range = { query: hourlyMean(figure.query), stepMs: hourMs, count: capacityHours, endsAt };
      const points = await askRange(ask, { ...range, timeoutMs: hoursTimeoutMs }, signal);
      if (signal.aborted) return;
      if (!points.ok && !points.error.refused) return;
      this.#readHours.set(question, endsAt);
      if (points.ok) {
        sink({ kind: 'hourly', source, service, figure: figure.id, endsAt, points: points.value });
      }
    }
  }
}

/** PromQL of a figure's mean over the hour that ends. */
const hourlyMean = (query: string): string =>
  `avg_over_time((${query})[${formatDuration(hourMs)}:${formatDuration(readingEveryMs)}])`;
