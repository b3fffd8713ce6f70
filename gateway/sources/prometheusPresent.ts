import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import { forEachBounded } from './loop.ts';
import { readInstant, type QueryFailure, type Sample } from './prometheusAnswer.ts';
import { queryTimeoutMs, type AskPrometheus } from './prometheusClient.ts';
import type { FigureQuestion, PrometheusQuestions, UpQuestion } from './prometheusQueries.ts';
import type { Observation } from './source.ts';

const lanes = 6;

/** What one round of instant queries brought. */
export interface PresentRound {
  readonly observations: readonly Observation[];
  /** Why the server is not well; the round was cut short at the first such answer. */
  readonly failure?: string;
  /** Queries that the server, though well, refused or answered in an unusable way. */
  readonly warnings: readonly string[];
}

/** Asks for every `up` and figure now. Observations are timed by our clock, less the sample's age by the server's. */
export async function askPresent(
  ask: AskPrometheus,
  asking: {
    readonly source: string;
    readonly questions: PrometheusQuestions;
    readonly freshForMs: number;
    readonly now: () => Instant;
    readonly signal: AbortSignal;
  },
): Promise<PresentRound> {
  const { source, questions, freshForMs, now, signal } = asking;
  const observations: Observation[] = [];
  const warnings: string[] = [];
  let failure: string | undefined;

  const instant = async (query: string): Promise<Result<readonly Sample[], QueryFailure>> => {
    const data = await ask('/api/v1/query', { query, timeout: `${queryTimeoutMs}ms` }, signal);
    return data.ok ? readInstant(data.value.data) : data;
  };
  const note = (what: string, why: QueryFailure): void => {
    if (!why.refused) failure ??= why.sentence;
    else warnings.push(`query for ${what} refused: ${why.sentence}`);
  };
  /** The age of a plain series' last sample: an instant query itself looks back up to five minutes. */
  const askUp = async ({ service, query }: UpQuestion): Promise<void> => {
    const values = await instant(query);
    if (!values.ok) return note(`up of ${service}`, values.error);
    const known = values.value.flatMap(({ value }) => (value === undefined ? [] : [value]));
    if (known.length === 0) return;
    // An engine that refuses this is believed; one that does not answer it is not.
    const times = await instant(`timestamp(${query})`);
    if (!times.ok && !times.error.refused) return note('', times.error);
    const ageMs = times.ok ? oldestAge(times.value) : 0;
    if (ageMs > freshForMs) return;
    const at = Math.round(now() - ageMs);
    observations.push({ kind: 'up', source, service, at, up: Math.min(...known) > 0 });
  };
  const askFigure = async (question: FigureQuestion): Promise<void> => {
    const { service, figure, name, query } = question;
    const samples = await instant(query);
    if (!samples.ok && !samples.error.refused) return note('', samples.error);
    const read: Result<number | undefined, string> = samples.ok ? single(samples.value) : err('');
    if (!samples.ok) note(`${name} of ${service}`, samples.error);
    else if (!read.ok) warnings.push(`query for ${name} of ${service} ${read.error}`);
    observations.push({
      kind: 'figure',
      source,
      service,
      figure,
      at: now(),
      value: read.ok ? read.value : undefined,
    });
  };
  const all = [
    ...questions.ups.map((question) => () => askUp(question)),
    ...questions.figures.map((question) => () => askFigure(question)),
  ];
  await forEachBounded(all, lanes, async (askOne) => {
    if (failure === undefined && !signal.aborted) await askOne();
  });
  return { observations, failure, warnings };
}

function oldestAge(times: readonly Sample[]): number {
  return Math.max(0, ...times.map(({ at, value }) => (value === undefined ? 0 : at - value * 1000)));
}

function single(samples: readonly Sample[]): Result<number | undefined, string> {
  if (samples.length > 1) return err(`answers ${samples.length} series where one is expected`);
  return ok(samples[0]?.value);
}
