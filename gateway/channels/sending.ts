import type { Result } from '../../shared/result.ts';
import type { SecretReference, SourceClock } from '../sources/dependencies.ts';

/** Longest time that one attempt may take, ms. */
export const sendTimeoutMs = 10_000;

/** The other side took it. */
export interface Receipt {
  /** What it said, in a few words. */
  readonly detail: string;
}

/** It was not taken. */
export interface Failure {
  /** True where trying again may help. */
  readonly mayRetry: boolean;
  /** One clause without any secret or address: `connection refused`. */
  readonly problem: string;
  /** The other side's wish: not before so many ms. */
  readonly retryAfterMs?: number;
}

/** How an attempt came out. */
export type Sent = Result<Receipt, Failure>;

/** What sending needs of the world. */
export interface SendDependencies {
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>;
  readonly clock: SourceClock;
  /** Part of every id that the other side deduplicates by, so that two gateways never mix. */
  readonly gatewayName: string;
  /** Ends an attempt when its owner stops. */
  readonly signal?: AbortSignal;
  /** The secret's text, or undefined where it can't be had; `readSecret` unless told otherwise. */
  readonly secret?: (reference: SecretReference) => string | undefined;
}

/** A failure that trying again will not mend. */
export const refused = (problem: string): Sent => ({ ok: false, error: { mayRetry: false, problem } });

/** A failure that may pass. */
export const failedForNow = (problem: string, retryAfterMs?: number): Sent => ({
  ok: false,
  error: retryAfterMs === undefined ? { mayRetry: true, problem } : { mayRetry: true, problem, retryAfterMs },
});
