import type { DeskInfo } from '../model/desk.ts';
import type { Flood } from '../model/flood.ts';
import type { Incident } from '../model/incident.ts';
import type { Instant } from '../model/instant.ts';
import { compareIncidents, severityRank } from './severity.ts';

/** When alerts are a flood for one operator (ISA-18.2: above 10 in 10 min, until below 5). */
export interface FloodRule {
  /** ms */
  readonly within: number;
  /** It begins with more new alerts than this within that time. */
  readonly above: number;
  /** It ends with fewer than this. */
  readonly below: number;
}

/** A new alert, as far as it makes a flood. */
export interface Arrival {
  readonly alert: string;
  readonly at: Instant;
}

/** A flood that is on. */
export interface FloodState {
  /** When there were too many. */
  readonly since: Instant;
  /** The first alert of those that were too many (first-out). */
  readonly first: string;
  /** New alerts within the rule's time, now. */
  readonly count: number;
}

/**
 * The flood at `now`, or undefined. `before` is the one that was on when last judged: it goes on until it ends. Without
 * it, as after a start, all is worked out from the arrivals that are still known. Pure; arrivals in any order.
 */
export function floodAt(
  arrivals: readonly Arrival[],
  rule: FloodRule,
  now: Instant,
  before?: FloodState,
): FloodState | undefined {
  const count = arrivals.filter(({ at }) => at > now - rule.within && at <= now).length;
  if (count < rule.below) return undefined;
  if (before !== undefined && before.since <= now) return { ...before, count };
  const begun = lastBegun(
    arrivals.filter(({ at }) => at <= now).toSorted((one, other) => one.at - other.at),
    rule,
  );
  return begun && { ...begun, count };
}

/** The flood that is on after the last of these arrivals, which are in the order of their instants. */
function lastBegun(
  arrivals: readonly Arrival[],
  { within, above, below }: FloodRule,
): Omit<FloodState, 'count'> | undefined {
  let flood: Omit<FloodState, 'count'> | undefined;
  let oldest = 0;
  arrivals.forEach(({ at }, place) => {
    // Between two arrivals they only become fewer: they were fewest in the last moment before this one.
    while ((arrivals[oldest]?.at ?? at) < at - within) oldest += 1;
    if (arrivals[place - 1]?.at !== at && place - oldest < below) flood = undefined;
    while ((arrivals[oldest]?.at ?? at) <= at - within) oldest += 1;
    const first = arrivals[oldest];
    if (flood === undefined && first !== undefined && place - oldest + 1 > above)
      flood = { since: at, first: first.alert };
  });
  return flood;
}

/**
 * Order of the queue: in a flood the incident of its first alert, then by severity, causes before symptoms, those that
 * more alerts tell of in steps of twice as many: a row that moved with each alert could not be read. Without a flood, as always.
 */
export function queueOrder(
  severities: DeskInfo['severities'],
  flood: Pick<Flood, 'firstIncident'> | undefined,
): (one: Incident, other: Incident) => number {
  const asAlways = compareIncidents(severities);
  if (flood === undefined) return asAlways;
  const isLater = ({ id, status }: Incident): number =>
    id === flood.firstIncident && status !== 'resolved' ? 0 : 1;
  const weight = ({ alerts }: Incident): number => Math.floor(Math.log2(alerts.length + 1));
  const isSymptom = ({ foldedUnder }: Incident): number => (foldedUnder === undefined ? 0 : 1);
  const rank = ({ severity }: Incident): number => severityRank(severities, severity);
  return (one, other) =>
    isLater(one) - isLater(other) ||
    rank(one) - rank(other) ||
    isSymptom(one) - isSymptom(other) ||
    weight(other) - weight(one) ||
    asAlways(one, other);
}
