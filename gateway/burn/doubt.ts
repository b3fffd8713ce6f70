import type { ChainLink } from '../../shared/model/chain.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { brokenLinkText } from '../health/wording.ts';
import type { BurnNow } from './countedPast.ts';

/** Figures older than this, or than two rounds of their source, are not believed though it answers other questions, ms. */
const staleMs = 180_000;

/** Why an objective's figures are not to be believed, and since when. */
export interface Doubt {
  readonly since: Instant;
  readonly reason: string;
}

interface Heard {
  readonly link: ChainLink | undefined;
  readonly figures: Pick<BurnNow, 'at' | 'everyMs'> | undefined;
  readonly failure: { readonly since: Instant; readonly problem: string } | undefined;
  readonly startedAt: Instant;
}

/** Undefined while the figures may be believed: their link is fresh, and so are they. */
export function doubtOf({ link, figures, failure, startedAt }: Heard, now: Instant): Doubt | undefined {
  if (link === undefined) return { since: startedAt, reason: 'The policy has no source for it' };
  const isHeard = link.heardAt !== undefined && now - link.heardAt <= link.freshForMs;
  if (!isHeard) {
    return { since: link.silentSince ?? link.heardAt ?? startedAt, reason: brokenLinkText(link) };
  }
  if (failure !== undefined) return { since: failure.since, reason: failure.problem };
  if (figures === undefined)
    return { since: startedAt, reason: `Waiting for the first figures of ${link.name}` };
  if (now - figures.at > Math.max(staleMs, 2 * (figures.everyMs ?? 0)))
    return { since: figures.at, reason: `${link.name} tells nothing of it any more` };
  return undefined;
}
