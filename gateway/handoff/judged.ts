import { createHash } from 'node:crypto';
import type { Evidence } from '../../shared/model/handoff.ts';

/** Facts of one item on the feed. */
const atMost = 30;

/** Evidence, with the mark of what a tick stands for: its state, and `stands` in whatever form. */
export function judged(
  state: Evidence['state'],
  text: string,
  facts: readonly string[],
  stands: readonly unknown[],
): Evidence {
  const mark = createHash('sha256')
    .update(JSON.stringify([state, ...stands]))
    .digest('hex')
    .slice(0, 16);
  const more = facts.length - atMost;
  const shown = more > 0 ? [...facts.slice(0, atMost), `and ${more} more`] : [...facts];
  return { state, text, facts: shown, mark };
}

/** `1 service`, `3 services`. */
export const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
