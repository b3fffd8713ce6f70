import type { Policy, PolicyService, PolicySource } from '../../shared/policy/index.ts';
import { hashAt } from './constitutionalHash.ts';
import type { SourceDependencies } from './dependencies.ts';
import { askHttp } from './http.ts';
import { startLoop } from './loop.ts';
import type { Observation, Source } from './source.ts';

const bodyBytes = 64 * 1024;

type Probe = NonNullable<PolicyService['probe']>;
type ProbeObservation = Extract<Observation, { kind: 'probe' }>;

/** Asks one service for its health. */
export async function probeOnce(
  asked: {
    readonly source: string;
    readonly service: string;
    readonly probe: Probe;
    readonly expectedHash: string;
  },
  deps: SourceDependencies,
  signal: AbortSignal,
): Promise<ProbeObservation> {
  const { source, service, probe, expectedHash } = asked;
  const startedAt = deps.clock.now();
  const answer = await askHttp(
    { url: probe.url, timeoutMs: probe.timeout, maxBytes: bodyBytes, signal },
    deps,
  );
  const at = deps.clock.now();
  const base = { kind: 'probe', source, service, at } as const;
  if (!answer.ok) return { ...base, ok: false, text: answer.error };
  const { status, text: body } = answer.value;
  const latencyMs = Math.max(0, at - startedAt);
  const ok = status >= 200 && status < 300;
  const text = status >= 300 && status < 400 ? `HTTP ${status}, a redirect` : `HTTP ${status}`;
  if (!ok || !probe.expectHash) return { ...base, ok, text, latencyMs };
  return {
    ...base,
    ok,
    text,
    latencyMs,
    hash: { expected: expectedHash, found: hashAt(body, probe.hashPath) },
  };
}

/** Probes every service that has a probe, each at its own interval; it is heard as its loops turn. */
export function createProbeSource(
  policy: Extract<PolicySource, { kind: 'probe' }>,
  estate: Pick<Policy, 'estate' | 'compliance'>,
  deps: SourceDependencies,
): Source {
  const { id: source, name = 'Health checks', interval, freshFor } = policy;
  const { clock } = deps;
  let stops: (() => Promise<void>)[] = [];
  return {
    id: source,
    name,
    kind: 'probe',
    freshForMs: freshFor,
    start(sink) {
      const heard = (): void => sink({ kind: 'heard', source, at: clock.now() });
      const fail = (problem: string): void => sink({ kind: 'failed', source, at: clock.now(), problem });
      const loops = estate.estate.services.flatMap(({ id: service, probe }) => {
        if (probe === undefined) return [];
        const asked = { source, service, probe, expectedHash: estate.compliance.expectedHash };
        // Spread over the interval, so that they do not all ask at once; the first round is quick.
        const firstAfterMs = Math.floor(deps.random() * Math.min(probe.interval, 2_000));
        const round = async (signal: AbortSignal): Promise<void> => {
          const observation = await probeOnce(asked, deps, signal);
          if (signal.aborted) return;
          sink(observation);
          heard();
        };
        return [startLoop(clock, { everyMs: probe.interval, firstAfterMs }, round, fail)];
      });
      // Probes may be rarer than this source's freshness: that it lives is said in between, too.
      const everyMs = Math.min(interval, freshFor / 2);
      stops = [...loops, startLoop(clock, { everyMs, firstAfterMs: everyMs }, async () => heard(), fail)];
    },
    async stop() {
      await Promise.all(stops.splice(0).map((end) => end()));
    },
  };
}
