import { z } from 'zod';
import { err, ok, type Result } from '../../shared/result.ts';
import type { HttpAnswer } from './http.ts';
import type { SourceRule } from './source.ts';

/** Why a query has no result. `refused`: the server is well, but not this query. */
export interface QueryFailure {
  readonly refused: boolean;
  readonly sentence: string;
}

/** One sample. `value` is absent where Prometheus says NaN or infinity: a division by nothing is not a figure. */
export interface Sample {
  /** Milliseconds, by the server's clock. */
  readonly at: number;
  readonly value: number | undefined;
}

/** What an answer of Prometheus's API holds. */
export interface PrometheusAnswer {
  readonly data: unknown;
  /** The first remark of an answer that is not whole: a store behind Thanos is down, a shard was left out. */
  readonly warning?: string | undefined;
}

/** A series with its labels. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly Sample[];
}

const envelopeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('success'),
    data: z.unknown(),
    warnings: z.array(z.string()).catch([]),
    /** VictoriaMetrics and Thanos: not every store answered. */
    isPartial: z.boolean().catch(false),
  }),
  z.object({
    status: z.literal('error'),
    errorType: z.string().optional(),
    error: z.string().default('no reason given'),
  }),
]);
const sampleSchema = z
  .tuple([z.number(), z.union([z.string(), z.number()])], z.unknown())
  .transform(([seconds, text]): Sample => ({ at: seconds * 1000, value: readNumber(text) }));
const instantSchema = z.union([
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ value: sampleSchema })) }),
  z.object({ resultType: z.enum(['scalar', 'string']), result: sampleSchema }),
]);
const metricSchema = z.record(z.string(), z.string());
const seriesSchema = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: metricSchema, value: sampleSchema })),
  }),
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: metricSchema, values: z.array(sampleSchema) })),
  }),
]);
const rangeSchema = z.object({ result: z.array(z.object({ values: z.array(sampleSchema) })) });
const rulesSchema = z.object({
  groups: z.array(
    z.object({
      rules: z.array(
        z.object({
          name: z.string().catch('?'),
          type: z.string().optional().catch(undefined),
          annotations: z.record(z.string(), z.string()).catch({}),
          lastError: z.string().optional().catch(undefined),
        }),
      ),
    }),
  ),
});

function readNumber(text: string | number): number | undefined {
  const value = typeof text === 'number' ? text : text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** Text to JSON, never throwing. */
export function parseJson(text: string): Result<unknown> {
  try {
    return ok(JSON.parse(text) as unknown);
  } catch {
    return err('answer is not JSON');
  }
}

/** What Prometheus's API answers, or the reason that it has no answer. */
export function readAnswer(answer: HttpAnswer, from: string): Result<PrometheusAnswer, QueryFailure> {
  const json = parseJson(answer.text);
  const envelope = json.ok ? envelopeSchema.safeParse(json.value) : undefined;
  const said = envelope?.success === true ? envelope.data : undefined;
  // These two say that the query is wrong, or too heavy; other statuses say that the server is.
  if ((answer.status === 400 || answer.status === 422) && said?.status === 'error') {
    return err({ refused: true, sentence: said.error.slice(0, 200) });
  }
  if (answer.status !== 200) return err({ refused: false, sentence: `HTTP ${answer.status} from ${from}` });
  if (said?.status !== 'success') return err({ refused: false, sentence: 'answer is not Prometheus JSON' });
  return ok({ data: said.data, warning: warningOf(said.warnings, said.isPartial) });
}

function warningOf(warnings: readonly string[], isPartial: boolean): string | undefined {
  // Prometheus 2.48 to 2.55 mixes remarks on style with the warnings; nothing is missing for those.
  const warning = warnings.find((text) => !text.startsWith('PromQL info'));
  return warning?.slice(0, 200) ?? (isPartial ? 'not every store of the engine answered' : undefined);
}

const notPrometheus: QueryFailure = { refused: false, sentence: 'answer is not Prometheus JSON' };

/** The samples of an instant query. */
export function readInstant(data: unknown): Result<readonly Sample[], QueryFailure> {
  const parsed = instantSchema.safeParse(data);
  if (!parsed.success) return err(notPrometheus);
  if (parsed.data.resultType !== 'vector') return ok([parsed.data.result]);
  return ok(parsed.data.result.map(({ value }) => value));
}

/** The series of a range query. */
export function readRange(data: unknown): Result<readonly (readonly Sample[])[], QueryFailure> {
  const parsed = rangeSchema.safeParse(data);
  return parsed.success ? ok(parsed.data.result.map(({ values }) => values)) : err(notPrometheus);
}

/** The series of an instant or a range query, with their labels. */
export function readSeries(data: unknown): Result<readonly Series[], QueryFailure> {
  const parsed = seriesSchema.safeParse(data);
  if (!parsed.success) return err(notPrometheus);
  const { resultType, result } = parsed.data;
  return ok(
    resultType === 'vector'
      ? result.map(({ metric: labels, value }) => ({ labels, samples: [value] }))
      : result.map(({ metric: labels, values: samples }) => ({ labels, samples })),
  );
}

/** How many rules there are, and which of them can't be evaluated. */
export interface RuleHealth {
  readonly count: number;
  readonly failing: readonly { readonly name: string; readonly error: string }[];
  /** Those that alert. */
  readonly alerting: readonly SourceRule[];
}

/** The state of the rules. */
export function readRules(data: unknown): Result<RuleHealth, QueryFailure> {
  const parsed = rulesSchema.safeParse(data);
  if (!parsed.success) return err(notPrometheus);
  const rules = parsed.data.groups.flatMap((group) => group.rules);
  const failing = rules.flatMap(({ name, lastError = '' }) =>
    lastError === '' ? [] : [{ name, error: lastError.slice(0, 200) }],
  );
  const alerting = rules
    .filter(({ type }) => type === 'alerting')
    .map(({ name, annotations }) => ({ name, runbookUrl: annotations['runbook_url'] }));
  return ok({ count: rules.length, failing, alerting });
}

/** The points of a range on its grid, oldest first; null where nothing was measured. */
export function onGrid(
  samples: readonly Sample[],
  grid: { readonly endsAt: number; readonly stepMs: number; readonly count: number },
): (number | null)[] {
  const points = Array.from({ length: grid.count }, (): number | null => null);
  for (const { at, value } of samples) {
    const slot = grid.count - 1 - Math.round((grid.endsAt - at) / grid.stepMs);
    if (slot >= 0 && slot < grid.count && value !== undefined) points[slot] = value;
  }
  return points;
}
