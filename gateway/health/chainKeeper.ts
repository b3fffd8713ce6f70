import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { linkFreshness } from '../../shared/rules/freshness.ts';
import type { WatchdogLoss } from '../alerts/alertKeeper.ts';
import type { Observation, Source } from '../sources/source.ts';

type Described = Pick<Source, 'id' | 'name' | 'kind' | 'freshForMs'>;

interface Heard {
  readonly heardAt?: Instant | undefined;
  readonly problem?: string | undefined;
}

/** Knows of each source when it was last heard, and what it said instead. */
export class ChainKeeper {
  readonly #sources: readonly Described[];
  readonly #startedAt: Instant;
  readonly #heard = new Map<string, Heard>();

  constructor(sources: readonly Described[], startedAt: Instant) {
    this.#sources = sources;
    this.#startedAt = startedAt;
  }

  /** Takes in 'heard' and 'failed'. A 'failed' names a problem; only the lack of 'heard' makes a link grow old. */
  observe(observation: Observation): void {
    const { source } = observation;
    if (observation.kind === 'heard') {
      const { at } = observation;
      this.#heard.set(source, { heardAt: Math.max(at, this.#heard.get(source)?.heardAt ?? 0) });
    } else if (observation.kind === 'failed') {
      this.#heard.set(source, { heardAt: this.#heard.get(source)?.heardAt, problem: observation.problem });
    }
  }

  /** The chain at `now`. A link whose watchdog is missing is broken, though it answers. */
  links(now: Instant, missingWatchdogs: ReadonlyMap<string, WatchdogLoss> = new Map()): readonly ChainLink[] {
    return this.#sources.map(({ id, name, kind, freshForMs }) => {
      const { heardAt, problem } = this.#heard.get(id) ?? {};
      const freshness = linkFreshness({ heardAt, freshForMs, startedAt: this.#startedAt }, now);
      const base = { id, name, kind, freshForMs, heardAt };
      const loss = missingWatchdogs.get(id);
      if (freshness === 'fresh' && loss !== undefined) {
        return { ...base, freshness: 'silent', silentSince: loss.since, problem: loss.problem };
      }
      const silentSince = freshness === 'silent' ? (heardAt ?? this.#startedAt) : undefined;
      return { ...base, freshness, silentSince, problem };
    });
  }
}
