import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import type { LabelMatcher } from '../../shared/model/silence.ts';
import type { Result } from '../../shared/result.ts';

/** An alert as a source tells it, parsed, before the policy maps it. */
export interface SourceAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'firing' | 'suppressed' | 'resolved';
  readonly startsAt: Instant;
  /** Alertmanager's endsAt: lease if ahead, end if the state is resolved. */
  readonly endsAt?: Instant;
  /** When it was last told to the source, which renewed its lease. */
  readonly updatedAt?: Instant;
  readonly generatorUrl?: string;
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
}

/** A silence as its source tells it. */
export interface SourceSilence {
  readonly id: string;
  readonly matchers: readonly LabelMatcher[];
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly createdBy: string;
  readonly comment: string;
  readonly state: 'pending' | 'active' | 'expired';
}

/** An alert rule as a source tells it. */
export interface SourceRule {
  readonly name: string;
  /** Its annotation `runbook_url`. */
  readonly runbookUrl?: string | undefined;
}

/** What sources report; the only way anything enters the gateway from the estate. */
export type Observation =
  /** The source answered well at `at`: its freshness. */
  | { readonly kind: 'heard'; readonly source: string; readonly at: Instant }
  /** It did not; one sentence says what it said instead. */
  | { readonly kind: 'failed'; readonly source: string; readonly at: Instant; readonly problem: string }
  /** One health check. `hash` is what the service said its constitutional hash is, where one is expected. */
  | {
      readonly kind: 'probe';
      readonly source: string;
      readonly service: string;
      readonly at: Instant;
      readonly ok: boolean;
      /** "HTTP 503", "connection refused", "no answer in 2 s". */
      readonly text: string;
      readonly latencyMs?: number;
      readonly hash?: { readonly expected: string; readonly found: string | undefined };
    }
  /** Prometheus's own view whether it can scrape the service. */
  | {
      readonly kind: 'up';
      readonly source: string;
      readonly service: string;
      readonly at: Instant;
      readonly up: boolean;
    }
  /** One figure; `value` absent where the query answered nothing. */
  | {
      readonly kind: 'figure';
      readonly source: string;
      readonly service: string;
      readonly figure: string;
      readonly at: Instant;
      readonly value: number | undefined;
    }
  /** The past of one figure, from a range query. */
  | {
      readonly kind: 'past';
      readonly source: string;
      readonly service: string;
      readonly figure: string;
      readonly stepMs: number;
      readonly endsAt: Instant;
      readonly points: readonly (number | null)[];
    }
  /** Hourly means of one figure over three weeks, oldest first; null where nothing was known. */
  | {
      readonly kind: 'hourly';
      readonly source: string;
      readonly service: string;
      readonly figure: string;
      /** End of the last hour: a whole one, UTC. */
      readonly endsAt: Instant;
      readonly points: readonly (number | null)[];
    }
  /** Counts of one objective as of now, over each window that was asked, and since the last whole slice. */
  | {
      readonly kind: 'burn';
      readonly source: string;
      readonly objective: string;
      readonly at: Instant;
      readonly reads: 'recorded' | 'direct' | 'simulated';
      /** How often it is asked, as things are: many objectives take turns. Absent where nothing is asked. */
      readonly everyMs?: number;
      /** A window without any event or data is left out. */
      readonly windows: readonly {
        readonly windowMs: number;
        readonly bad: number;
        readonly total: number;
      }[];
      /**
       * From the end of the last slice that was told (the last whole one, or some before it while slices are late)
       * until `at`; absent where nothing is known of it.
       */
      readonly tail?: { readonly since: Instant; readonly bad: number; readonly total: number };
    }
  /** Counts of one objective by whole slices of `sliceMs` (see gateway/burn), oldest first; null: no data. */
  | {
      readonly kind: 'slices';
      readonly source: string;
      readonly objective: string;
      /** Beginning of the first slice, a multiple of `sliceMs`. */
      readonly startsAt: Instant;
      readonly bad: readonly (number | null)[];
      readonly total: readonly (number | null)[];
    }
  /** An objective could not be read, though its source is well: its query is refused, or the answer is partial. */
  | {
      readonly kind: 'burn-failed';
      readonly source: string;
      readonly objective: string;
      readonly at: Instant;
      readonly problem: string;
    }
  /**
   * Alerts. `complete`: all that the source has now (a poll), so that what is missing has vanished;
   * otherwise some of them (a webhook). `restarted`: the source lost its memory since the last poll.
   */
  | {
      readonly kind: 'alerts';
      readonly source: string;
      readonly at: Instant;
      readonly complete: boolean;
      readonly restarted: boolean;
      readonly alerts: readonly SourceAlert[];
    }
  /** All alert rules of the source; none with `problem`, where it could not be asked. */
  | {
      readonly kind: 'rules';
      readonly source: string;
      readonly at: Instant;
      readonly rules: readonly SourceRule[];
      readonly problem?: string;
    }
  /** All silences that the source has now, expired ones that it still remembers included. */
  | {
      readonly kind: 'silences';
      readonly source: string;
      readonly at: Instant;
      readonly silences: readonly SourceSilence[];
    };

/** Why a silence was not changed; `isFinal` where asking again brings the same. */
export interface GateFailure {
  readonly problem: string;
  readonly isFinal: boolean;
}

/** Reads and changes the silences of one source. */
export interface SilenceGate {
  list(
    signal?: AbortSignal,
  ): Promise<Result<{ readonly silences: readonly SourceSilence[]; readonly unreadable: number }>>;
  /** Makes one, or changes the one of that id; answers with its id, which may be another than was given. */
  put(
    silence: Omit<SourceSilence, 'id' | 'state'> & { readonly id?: string },
  ): Promise<Result<string, GateFailure>>;
  expire(id: string): Promise<Result<true, GateFailure>>;
}

/** A running source. It owns its timers and sockets, and ends them in `stop`. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: ChainLink['kind'];
  readonly freshForMs: number;
  /** Its silences, where it keeps any. */
  readonly silences?: SilenceGate;
  start(sink: (observation: Observation) => void): void;
  stop(): Promise<void>;
  /** Takes a pushed webhook body, where this source has one; the error is one sentence for the sender. */
  push?(
    body: unknown,
  ): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly error: string };
}
