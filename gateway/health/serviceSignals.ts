import type { Instant } from '../../shared/model/instant.ts';
import type { PolicyFigure, PolicyService } from '../../shared/policy/index.ts';
import type { Observation } from '../sources/source.ts';

/** The last health check, and the row of failures that it ends. */
export interface ProbeSignal {
  readonly source: string;
  readonly at: Instant;
  readonly ok: boolean;
  readonly text: string;
  readonly failuresInRow: number;
  /** When the present row of failures began. */
  readonly failingSince?: Instant | undefined;
  /** The wrong hash, and since when; `found` absent where the answer carried none. */
  readonly wrongHash?:
    { readonly expected: string; readonly found: string | undefined; readonly since: Instant } | undefined;
}

/** Whether Prometheus can scrape it, and since when that is so. */
export interface UpSignal {
  readonly source: string;
  readonly at: Instant;
  readonly up: boolean;
  readonly since: Instant;
}

/** A figure's last value. `at` is when there was one. */
export interface FigureSignal {
  readonly source: string;
  readonly at: Instant | undefined;
  readonly value: number | undefined;
  readonly offTargetSince?: Instant | undefined;
}

/** What was last seen of one service. */
export interface ServiceSignals {
  readonly probe?: ProbeSignal;
  readonly up?: UpSignal;
  readonly figures: Readonly<Record<string, FigureSignal>>;
}

/** Nothing seen yet. */
export const noSignals: ServiceSignals = { figures: {} };

/** Folds one observation in; observations of other services, or older than what is known, change nothing. */
export function foldSignals(
  before: ServiceSignals,
  observation: Observation,
  service: PolicyService,
): ServiceSignals {
  switch (observation.kind) {
    case 'probe':
      return isFor(observation, service, before.probe)
        ? { ...before, probe: foldProbe(before.probe, observation) }
        : before;
    case 'up': {
      if (!isFor(observation, service, before.up)) return before;
      const { source, at, up } = observation;
      const since = before.up?.up === up ? before.up.since : at;
      return { ...before, up: { source, at, up, since } };
    }
    case 'figure': {
      const figure = service.figures.find(({ id }) => id === observation.figure);
      if (figure === undefined || !isFor(observation, service, before.figures[figure.id])) return before;
      const folded = foldFigure(before.figures[figure.id], observation, figure);
      return { ...before, figures: { ...before.figures, [figure.id]: folded } };
    }
    case 'heard':
    case 'failed':
    case 'past':
    case 'hourly':
    case 'alerts':
    case 'silences':
    case 'rules':
    case 'burn':
    case 'slices':
    case 'burn-failed':
      return before;
  }
}

function isFor(
  observation: { readonly service: string; readonly at: Instant },
  service: PolicyService,
  before: { readonly at: Instant | undefined } | undefined,
): boolean {
  return observation.service === service.id && observation.at >= (before?.at ?? 0);
}

function foldProbe(
  before: ProbeSignal | undefined,
  { source, at, ok, text, hash }: Extract<Observation, { kind: 'probe' }>,
): ProbeSignal {
  if (!ok) {
    const failuresInRow = (before?.failuresInRow ?? 0) + 1;
    return {
      source,
      at,
      ok,
      text,
      failuresInRow,
      failingSince: before?.failingSince ?? at,
      wrongHash: before?.wrongHash,
    };
  }
  const isWrong = hash !== undefined && hash.found?.toLowerCase() !== hash.expected.toLowerCase();
  const wrongHash = isWrong ? { ...hash, since: before?.wrongHash?.since ?? at } : undefined;
  return { source, at, ok, text, failuresInRow: 0, wrongHash };
}

function foldFigure(
  before: FigureSignal | undefined,
  { source, at, value }: Extract<Observation, { kind: 'figure' }>,
  figure: PolicyFigure,
): FigureSignal {
  if (value === undefined) return { source, at: before?.at, value: undefined };
  const offTargetSince = isOffTarget(value, figure.target) ? (before?.offTargetSince ?? at) : undefined;
  return { source, at, value, offTargetSince };
}

/** Whether a value misses its target: `below` and `above` are both exclusive. */
function isOffTarget(value: number, target: PolicyFigure['target']): boolean {
  const { below, above } = target ?? {};
  return (below !== undefined && value >= below) || (above !== undefined && value <= above);
}
