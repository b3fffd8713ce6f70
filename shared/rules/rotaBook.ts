import type { Instant } from '../model/instant.ts';
import type { RotaOverride, RotaSpan } from '../model/rota.ts';
import { onDuty, turnEndsAt, type Rotation } from './rota.ts';

/** Who a calendar says is on, and when. */
export interface Booking {
  readonly from: Instant;
  /** Not part of it. */
  readonly to: Instant;
  /** Person id of the policy, or what the calendar calls somebody whom the policy does not know. */
  readonly person: string;
}

/** What a calendar says about a stretch of time; of what lies outside it says nothing. */
export interface Bookings {
  readonly from: Instant;
  readonly to: Instant;
  readonly booked: readonly Booking[];
}

/** One list of the rota: turns by the policy, or a calendar in their place. */
export interface RotaList {
  readonly id: string;
  readonly name: string;
  readonly rotation: Rotation;
  readonly calendar?: Bookings | undefined;
}

/** Who holds a list, and what says so. */
export type Holding = Pick<RotaSpan, 'person' | 'hole' | 'source' | 'override'>;

/** A part of an override while it is in force. */
export interface PartInForce {
  readonly list: string;
  readonly person: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly override: string;
}

/**
 * The parts of an override for as long as they were, or will be, in force: from its approval (its proposal in an
 * emergency) to its cancelling. What was on record for the past is never rewritten.
 */
export function partsInForce({
  id,
  parts,
  emergency,
  proposed,
  approved,
  ended,
}: RotaOverride): readonly PartInForce[] {
  const since = emergency ? proposed.at : approved?.at;
  if (since === undefined) return [];
  return parts
    .map(({ list, person, from, to }) => ({
      ...{ list, person, override: id },
      from: Math.max(from, since),
      to: Math.min(to, ended?.at ?? to),
    }))
    .filter(({ from, to }) => from < to);
}

/** Who holds a list at an instant: the latest override in force, else the calendar, else the turn. Exactly one, or a named hole. */
export function holdingAt(list: RotaList, overrides: readonly RotaOverride[], at: Instant): Holding {
  const standIn = overrides
    .flatMap(partsInForce)
    .filter((part) => part.list === list.id && part.from <= at && at < part.to)
    .at(-1);
  if (standIn !== undefined)
    return { person: standIn.person, source: 'override', override: standIn.override };
  return list.calendar === undefined ? turnAt(list, at) : bookedAt(list.calendar, at);
}

function turnAt({ rotation }: RotaList, at: Instant): Holding {
  const person = onDuty(rotation, at);
  if (person !== undefined) return { person, source: 'rotation' };
  const hole = rotation.members.length === 0 ? 'it has no members' : 'its first turn has not begun';
  return { hole, source: 'rotation' };
}

function bookedAt({ from, to, booked }: Bookings, at: Instant): Holding {
  if (at < from || at >= to) return { hole: 'its calendar was not read that far', source: 'calendar' };
  // Where two overlap, the one that began later is the exception to the other.
  const on = booked
    .filter((booking) => booking.from <= at && at < booking.to)
    .reduce<Booking | undefined>(
      (latest, booking) => (latest === undefined || booking.from >= latest.from ? booking : latest),
      undefined,
    );
  return on === undefined
    ? { hole: 'its calendar names nobody', source: 'calendar' }
    : { person: on.person, source: 'calendar' };
}

/** A list from `from` to `to`, in order and without gaps; neighbours differ. Empty where `to` is not later. */
export function spansOf(
  list: RotaList,
  overrides: readonly RotaOverride[],
  from: Instant,
  to: Instant,
): readonly RotaSpan[] {
  if (to <= from) return [];
  const edges = [...new Set([from, ...edgesWithin(list, overrides, from, to)])].sort((a, b) => a - b);
  const spans: RotaSpan[] = [];
  edges.forEach((edge, index) => {
    const span: RotaSpan = {
      from: edge,
      to: edges[index + 1] ?? to,
      ...holdingAt(list, overrides, edge),
    };
    const last = spans.at(-1);
    if (last !== undefined && isSame(last, span)) spans[spans.length - 1] = { ...last, to: span.to };
    else spans.push(span);
  });
  return spans;
}

/** Every instant after `from` and before `to` at which a holder may change. */
function edgesWithin(
  { id, rotation, calendar }: RotaList,
  overrides: readonly RotaOverride[],
  from: Instant,
  to: Instant,
): readonly Instant[] {
  const edges: Instant[] = overrides
    .flatMap(partsInForce)
    .flatMap((part) => (part.list === id ? [part.from, part.to] : []));
  if (calendar === undefined) {
    for (let at = turnEndsAt(rotation, from); at < to; at = turnEndsAt(rotation, at)) edges.push(at);
  } else {
    edges.push(calendar.from, calendar.to);
    for (const booking of calendar.booked) edges.push(booking.from, booking.to);
  }
  return edges.filter((at) => at > from && at < to);
}

const isSame = (one: Holding, other: Holding): boolean =>
  one.person === other.person &&
  one.hole === other.hole &&
  one.source === other.source &&
  one.override === other.override;

/** When another person (or nobody) holds the list next, and who; undefined where that is not before `until`. */
export function nextChange(
  spans: readonly RotaSpan[],
  at: Instant,
): { readonly at: Instant; readonly person: string | undefined } | undefined {
  const now = spans.find((span) => span.from <= at && at < span.to);
  const next = spans.find((span) => span.from > at && span.person !== now?.person);
  return next === undefined ? undefined : { at: next.from, person: next.person };
}
