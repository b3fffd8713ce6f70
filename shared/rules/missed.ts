import type { Entities } from '../model/entities.ts';
import type { Incident } from '../model/incident.ts';

/** What came and went between two states of one desk. */
export interface Missed {
  readonly opened: readonly Incident[];
  /** Known before as open, and resolved since. */
  readonly resolved: readonly Incident[];
  /** Of those that opened and are not over, the ones of the worst severity that the desk has. */
  readonly worst: readonly Incident[];
}

type Known = Pick<Entities, 'incident' | 'desk'>;

/** Compares the last state before a loss with the first one after. */
export function missedBetween(before: Known, after: Known): Missed {
  const incidents = Object.values(after.incident);
  const opened = incidents.filter(({ id }) => before.incident[id] === undefined);
  const isWorst = worstIn(after);
  return {
    opened,
    resolved: incidents.filter(({ id, status }) => {
      const known = before.incident[id];
      return status === 'resolved' && known !== undefined && known.status !== 'resolved';
    }),
    worst: opened.filter((incident) => incident.status !== 'resolved' && isWorst(incident)),
  };
}

/** Incidents of the worst severity that are not over. */
export const openWorst = (known: Known): readonly Incident[] => {
  const isWorst = worstIn(known);
  return Object.values(known.incident).filter(
    (incident) => incident.status !== 'resolved' && isWorst(incident),
  );
};

function worstIn({ desk }: Pick<Entities, 'desk'>): (incident: Pick<Incident, 'severity'>) => boolean {
  const severities = desk['desk']?.severities ?? [];
  const rank = Math.min(...severities.map((one) => one.rank));
  const worst = severities.filter((one) => one.rank === rank).map(({ id }) => id);
  return ({ severity }) => worst.includes(severity);
}
