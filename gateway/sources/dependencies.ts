import type { Instant } from '../../shared/model/instant.ts';

/** Clock and timers, passed in so that tests can freeze them. */
export interface SourceClock {
  now(): Instant;
  /** Runs once after `ms`; returns its undo. */
  after(ms: number, run: () => void): () => void;
}

/** Where a secret is kept; never the secret itself. */
export interface SecretReference {
  readonly env?: string | undefined;
  readonly file?: string | undefined;
}

/** What sources need of the world. */
export interface SourceDependencies {
  readonly fetch: (input: string, init?: RequestInit) => Promise<Response>;
  readonly clock: SourceClock;
  /** 0 to below 1; spreads the first probes. */
  readonly random: () => number;
  /** The secret's text, or undefined where it can't be had; `readSecret` unless told otherwise. */
  readonly secret?: (reference: SecretReference) => string | undefined;
}
