import type { Change } from '../../shared/model/change.ts';
import type { Instant } from '../../shared/model/instant.ts';
import { changesInForce, isOverdue } from '../../shared/rules/maintenance.ts';
import type { Judged } from './findings.ts';
import { clockText, dayClockText } from './wording.ts';

/** What changes do to a service: maintenance while in force; past their planned end they are told, and change nothing. */
export function changeFindings(changes: readonly Change[], service: string, now: Instant): readonly Judged[] {
  const inForce = changesInForce(changes, service, now).map((change): Judged => {
    const { id, title, endsAt, startsAt, startedBy } = change;
    // The end is at most a day ahead, so its clock time says it.
    const text = `${id} ${title}, to ${clockText(endsAt)}`;
    const since = startedBy?.at ?? startsAt;
    return {
      kind: 'change',
      state: 'maintenance',
      text,
      since,
      change: { id, title, endsAt },
      isLive: false,
    };
  });
  const overdue = changes
    .filter((change) => change.services.includes(service) && isOverdue(change, now))
    .map(({ id, endsAt }): Judged => {
      const text = `${id} was to end ${dayClockText(endsAt, now)} and is still open`;
      return { kind: 'change', state: 'operational', text, since: endsAt, isLive: false };
    });
  return [...inForce, ...overdue];
}
