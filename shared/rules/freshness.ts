import type { LinkFreshness } from '../model/chain.ts';
import type { Instant } from '../model/instant.ts';

/** What `linkFreshness` looks at. */
export interface Hearing {
  /** Last good answer; absent before the first one. */
  readonly heardAt: Instant | undefined;
  readonly freshForMs: number;
  /** Since when it is listened to. */
  readonly startedAt: Instant;
}

/**
 * How fresh a link is: `fresh` up to its limit, `late` up to twice that, then `silent`. Before its first answer it is
 * `waiting` for as long as its limit, then `silent`.
 */
export function linkFreshness({ heardAt, freshForMs, startedAt }: Hearing, now: Instant): LinkFreshness {
  if (heardAt === undefined) return now - startedAt <= freshForMs ? 'waiting' : 'silent';
  const ageMs = now - heardAt;
  if (ageMs <= freshForMs) return 'fresh';
  return ageMs <= 2 * freshForMs ? 'late' : 'silent';
}
