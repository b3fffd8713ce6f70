import type { Change } from '../model/change.ts';
import type { Instant } from '../model/instant.ts';

/** A planned end lies at most this far ahead, ms: planned work that nobody looks at for a day hides too much. */
export const maintenanceAtMostMs = 24 * 60 * 60_000;

/** True while a change accounts for the state of its services: it runs, and its planned end has not passed. */
export const isInForce = ({ status, endsAt }: Change, now: Instant): boolean =>
  status === 'running' && now < endsAt;

/** True where a change still runs though it was to have ended. */
export const isOverdue = ({ status, endsAt }: Change, now: Instant): boolean =>
  status === 'running' && now >= endsAt;

/** When a change stopped, or stops, to account for the state of its services; undefined where it never did. */
export function liftedAt({ startedBy, endedBy, endsAt }: Change): Instant | undefined {
  return startedBy === undefined ? undefined : Math.min(endedBy?.at ?? endsAt, endsAt);
}

/** The changes of a service that are in force, the one that ends last first. */
export const changesInForce = (
  changes: readonly Change[],
  service: string,
  now: Instant,
): readonly Change[] =>
  changes
    .filter((change) => change.services.includes(service) && isInForce(change, now))
    .sort((one, other) => other.endsAt - one.endsAt);
