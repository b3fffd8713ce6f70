import type { IncidentRecord } from '../model/incidentRecord.ts';
import { grouped } from './grouped.ts';

/**
 * Which incidents are recurrences, and of which earlier one: the same service and cause again within `withinMs` of the
 * end of the earlier one. Those that people declared have no cause that could come again, and merged ones are none.
 */
export function recurrencesOf(
  records: Iterable<IncidentRecord>,
  withinMs: number,
): ReadonlyMap<string, string> {
  const comparable = [...records].filter(
    ({ declaredBy, mergedInto }) => declaredBy === undefined && mergedInto === undefined,
  );
  const found = new Map<string, string>();
  for (const together of grouped(comparable, ({ service, cause }) => [
    `${service ?? ''}\n${cause}`,
  ]).values()) {
    const group = [...together].sort(
      (one, other) => one.openedAt - other.openedAt || compareIds(one.id, other.id),
    );
    group.forEach((record, index) => {
      // The nearest that is near enough: where they are many, that is the one before.
      for (let before = index - 1; before >= 0; before -= 1) {
        const earlier = group[before];
        if (earlier === undefined || sinceEnd(earlier, record) > withinMs) continue;
        found.set(record.id, earlier.id);
        break;
      }
    });
  }
  return found;
}

/** From the last end of one incident to the opening of a later one; zero where it had not ended yet, ms. */
function sinceEnd(earlier: IncidentRecord, later: IncidentRecord): number {
  const ends = earlier.episodes.flatMap(({ resolved }) =>
    resolved !== undefined && resolved.at <= later.openedAt ? [resolved.at] : [],
  );
  return ends.length === 0 ? 0 : later.openedAt - Math.max(...ends);
}

/** `INC-999` before `INC-1000`. */
const compareIds = (one: string, other: string): number =>
  one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
