import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';

/** An alert as a source tells it, parsed, before the policy maps it. */
export interface SourceAlert {
  readonly fingerprint: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly state: 'firing' | 'suppressed' | 'resolved';
  readonly startsAt: Instant;
  /** Alertmanager's endsAt: lease if ahead, end if the state is resolved. */
  readonly endsAt?: Instant;
  readonly generatorUrl?: string;
  readonly silencedBy: readonly string[];
  readonly inhibitedBy: readonly string[];
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
    };

/** A running source. It owns its timers and sockets, and ends them in `stop`. */
export interface Source {
  readonly id: string;
  readonly name: string;
  readonly kind: ChainLink['kind'];
  readonly freshForMs: number;
  start(sink: (observation: Observation) => void): void;
  stop(): Promise<void>;
  /** Takes a pushed webhook body, where this source has one; the error is one sentence for the sender. */
  push?(
    body: unknown,
  ): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly error: string };
}
