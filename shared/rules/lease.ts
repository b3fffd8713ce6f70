import type { Alert } from '../model/alert.ts';
import type { Instant } from '../model/instant.ts';

/** What remains of the time for which an alert's source vouches: it ends by itself where nobody renews it. */
export interface Lease {
  readonly renewedAt: Instant;
  readonly endsAt: Instant;
  /** Of the lease as it was renewed, 0 to 1. */
  readonly share: number;
  /** ms; negative once it has run out. */
  readonly leftMs: number;
}

/** The lease of an alert; undefined where it has none: it is over or lost, or its source names no end. */
export function leaseOf(
  { state, leaseUntil, renewedAt: told, lastSeenAt }: Alert,
  now: Instant,
): Lease | undefined {
  if (leaseUntil === undefined || state === 'resolved' || state === 'lost') return undefined;
  // Not every source says when it was renewed: when the alert was last told is the latest that is known.
  const renewedAt = Math.min(told ?? lastSeenAt, leaseUntil);
  const leftMs = leaseUntil - now;
  const length = leaseUntil - renewedAt;
  return {
    renewedAt,
    endsAt: leaseUntil,
    share: length <= 0 ? 0 : Math.min(1, Math.max(0, leftMs / length)),
    leftMs,
  };
}
