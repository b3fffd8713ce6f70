import type { Instant } from '../../shared/model/instant.ts';
import { ok, type Result } from '../../shared/result.ts';
import { onGrid, readRange, type QueryFailure } from './prometheusAnswer.ts';
import { queryTimeoutMs, type AskPrometheus } from './prometheusClient.ts';
import type { FigureQuestion, UpQuestion } from './prometheusQueries.ts';
import type { Observation } from './source.ts';

/** Three hours of the headline figure, as the tiles show it. */
export const pastStepMs = 180_000;
export const pastPoints = 61;
const hourMs = 3_600_000;
/** Ended hours of `up`; the running one is watched. */
const pastHours = 23;
/** Of an hour's 60 readings: with fewer, too little is known to call it operational. */
const enoughReadings = 50;

/** The `figure` of a 'past' observation that tells of `up`, by the hour: 1 up all the hour, 0 not. */
export const upByTheHour = 'up:hourly';

interface Range {
  readonly query: string;
  readonly stepMs: number;
  readonly count: number;
  readonly endsAt: Instant;
  /** How long the query may take, ms; that of any other without it. */
  readonly timeoutMs?: number;
}

/** Asks a query of one value over a range, oldest point first; null where nothing was known. */
export async function askRange(
  ask: AskPrometheus,
  range: Range,
  signal: AbortSignal,
): Promise<Result<readonly (number | null)[], QueryFailure>> {
  const { query, stepMs, count, endsAt, timeoutMs = queryTimeoutMs } = range;
  const data = await ask(
    '/api/v1/query_range',
    {
      query,
      start: String((endsAt - (count - 1) * stepMs) / 1000),
      end: String(endsAt / 1000),
      step: String(stepMs / 1000),
      timeout: `${timeoutMs}ms`,
    },
    signal,
    { timeoutMs },
  );
  const series = data.ok ? readRange(data.value.data) : data;
  if (!series.ok) return series;
  const grids = series.value.map((samples) => onGrid(samples, range));
  // Several series: the worst of them, as for the present.
  return ok(Array.from({ length: count }, (_, slot) => lowest(grids.map((grid) => grid[slot] ?? null))));
}

function lowest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.min(...known);
}

/** Asks for the last three hours of a figure. */
export async function askFigurePast(
  ask: AskPrometheus,
  asking: {
    readonly source: string;
    readonly question: FigureQuestion;
    readonly now: Instant;
    readonly signal: AbortSignal;
  },
): Promise<Result<Observation, QueryFailure>> {
  const { source, question, now, signal } = asking;
  const endsAt = Math.floor(now / pastStepMs) * pastStepMs;
  const range = { query: question.query, stepMs: pastStepMs, count: pastPoints, endsAt };
  const points = await askRange(ask, range, signal);
  if (!points.ok) return points;
  const { service, figure } = question;
  return ok({ kind: 'past', source, service, figure, stepMs: pastStepMs, endsAt, points: points.value });
}

/** Asks for the last ended hours of `up`: 0 where it was ever down, 1 where it was up and read often enough. */
export async function askUpPast(
  ask: AskPrometheus,
  asking: {
    readonly source: string;
    readonly question: UpQuestion;
    readonly now: Instant;
    readonly signal: AbortSignal;
  },
): Promise<Result<Observation, QueryFailure>> {
  const { source, question, now, signal } = asking;
  const endsAt = Math.floor(now / hourMs) * hourMs;
  const overHour = (fold: string): string => `${fold}((${question.query})[1h:1m])`;
  const least = overHour('min_over_time');
  const query = `(${least} == 0) or (${least} and (${overHour('count_over_time')} >= ${enoughReadings}))`;
  const points = await askRange(ask, { query, stepMs: hourMs, count: pastHours, endsAt }, signal);
  if (!points.ok) return points;
  return ok({
    kind: 'past',
    source,
    service: question.service,
    figure: upByTheHour,
    stepMs: hourMs,
    endsAt,
    points: points.value,
  });
}
