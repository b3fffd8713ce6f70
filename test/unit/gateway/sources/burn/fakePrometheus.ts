import { createPrometheusSource } from '../../../../../gateway/sources/prometheus.ts';
import { prometheusQuestions } from '../../../../../gateway/sources/prometheusQueries.ts';
import type { Observation } from '../../../../../gateway/sources/source.ts';
import type { PolicyObjective } from '../../../../../shared/policy/index.ts';
import { FakeClock } from '../fakeClock.ts';
import { samplePolicy } from '../sampleEstate.ts';

export const minute = 60_000;
export const hour = 60 * minute;

/** An availability objective of `auth`, unless told otherwise. */
export function sampleObjective(over: Partial<PolicyObjective> = {}): PolicyObjective {
  return {
    id: 'sla',
    name: 'Availability',
    kind: 'availability',
    agreement: 'sla',
    services: ['auth'],
    target: 0.999,
    sli: {
      kind: 'ratio',
      good: 'good{service="$service"}[$window]',
      total: 'all{service="$service"}[$window]',
    },
    window: 30 * 24 * hour,
    ...over,
  };
}

export const sampleBurn = {
  windows: [
    { long: hour, short: 5 * minute, factor: 14.4, severity: 'page' as const },
    { long: 6 * hour, short: 30 * minute, factor: 6, severity: 'page' as const },
    { long: 72 * hour, short: 6 * hour, factor: 1, severity: 'ticket' as const },
  ],
};

/** One query as the fake Prometheus got it. */
export interface Asked {
  readonly at: number;
  readonly path: string;
  readonly query: string;
  readonly parameters: URLSearchParams;
}

type Metric = Readonly<Record<string, string>>;
export type Fake = (asked: Asked) => Response | Promise<Response>;

export const vectorOf = (rows: readonly (readonly [Metric, number])[], more: object = {}): Response =>
  Response.json({
    status: 'success',
    ...more,
    data: {
      resultType: 'vector',
      result: rows.map(([metric, value]) => ({ metric, value: [0, String(value)] })),
    },
  });

/** The parts that a query asks for, as the label names them: `bad:300000`. */
export const partsOf = (query: string): readonly string[] =>
  [...query.matchAll(/"wf", "((?:bad|total):\d+)"/g)].map(([, part = '']) => part);

/** Answers every part: 2 of 100 bad, for an instant and for each slice. */
export const twoPercent: Fake = ({ path, query, parameters }) => {
  const rows = partsOf(query).map((part) => [{ wf: part }, part.startsWith('bad') ? 2 : 100] as const);
  if (path !== '/api/v1/query_range') return vectorOf(rows);
  const [start, end, step] = ['start', 'end', 'step'].map((name) => Number(parameters.get(name)));
  const instants = Array.from(
    { length: Math.round(((end ?? 0) - (start ?? 0)) / (step ?? 1)) + 1 },
    (_, index) => (start ?? 0) + index * (step ?? 1),
  );
  return Response.json({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: rows.map(([metric, value]) => ({ metric, values: instants.map((at) => [at, String(value)]) })),
    },
  });
};

/** Runs a Prometheus source over objectives against a fake; only queries about objectives are noted. */
export function readObjectives(
  objectives: readonly PolicyObjective[],
  fake: Fake,
  {
    intervalMs = 15_000,
    isWell = () => true,
  }: { readonly intervalMs?: number; readonly isWell?: () => boolean } = {},
) {
  const clock = new FakeClock();
  const seen: Observation[] = [];
  const asked: Asked[] = [];
  const policy = samplePolicy({ objectives, burn: sampleBurn });
  const fetchIt = async (input: string, init?: RequestInit): Promise<Response> => {
    const url = new URL(input);
    const parameters = new URLSearchParams([
      ...url.searchParams,
      ...new URLSearchParams(typeof init?.body === 'string' ? init.body : ''),
    ]);
    const query = parameters.get('query') ?? '';
    const one = { at: clock.now(), path: url.pathname, query, parameters };
    const gone = new Promise<never>((_, reject) =>
      init?.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
    );
    if (!query.includes('wf') && !query.includes('slo:')) {
      return isWell() ? vectorOf([[{}, 1]]) : new Response('', { status: 503 });
    }
    asked.push(one);
    return Promise.race([fake(one), gone]);
  };
  const source = createPrometheusSource(
    {
      id: 'prom',
      kind: 'prometheus',
      url: 'http://prom:9090',
      interval: intervalMs,
      freshFor: 60_000,
    },
    prometheusQuestions(policy, 'prom'),
    { fetch: fetchIt, clock, random: () => 0 },
  );
  source.start((observation) => seen.push(observation));
  const of = <K extends Observation['kind']>(kind: K) =>
    seen.filter((one): one is Extract<Observation, { kind: K }> => one.kind === kind);
  return { clock, seen, asked, of, source };
}
