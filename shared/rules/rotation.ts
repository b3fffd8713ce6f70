import type { Board } from '../model/board.ts';
import { rotationStopSchema, type RotationStop } from '../model/wallLayout.ts';

/** A new critical holds the rotation for so long, ms: time to look up, find it and read it from the farthest seat. */
export const criticalHoldMs = 60_000;

/** What a wall's window turns through, and what it shows while a P0 is open. */
export interface RotationPlan {
  readonly stops: readonly RotationStop[];
  readonly pinned: Board;
}

/** What the rotation must know of the floor. */
export interface RotationSight {
  /** The gateway's time, ms. */
  readonly now: number;
  /** Ids of the open incidents of the worst severity. */
  readonly worst: readonly string[];
  /** Ids of everything else that is critical: incidents of the next severity, services that are down. */
  readonly critical: readonly string[];
}

/** What of `URLSearchParams` is needed. */
interface AddressQuery {
  get(name: string): string | null;
}

/** Where a rotation stands. */
export interface RotationState {
  readonly index: number;
  /** When its present board began, ms. */
  readonly since: number;
  /** What was critical when it was last looked at. */
  readonly known: readonly string[];
  /** Why it stands still; absent while it turns. */
  readonly still?:
    { readonly for: 'worst' } | { readonly for: 'critical'; readonly until: number } | undefined;
}

/** Reads `rotation=health:30,queue:20` and `pinned=queue` of an address; undefined where it names no boards to turn through. */
export function rotationOf(query: AddressQuery): RotationPlan | undefined {
  const stops = (query.get('rotation') ?? '').split(',').flatMap((text) => {
    const [board, seconds] = text.split(':');
    const stop = rotationStopSchema.safeParse({ board, seconds: Number(seconds) });
    return stop.success ? [stop.data] : [];
  });
  const [only] = stops;
  if (only === undefined) return undefined;
  const asked = rotationStopSchema.shape.board.safeParse(query.get('pinned'));
  const usual = stops.length === 1 ? only.board : 'queue';
  return { stops, pinned: asked.success ? asked.data : usual };
}

/** The part of an address that says a rotation: the way back. */
export const rotationText = (stops: readonly RotationStop[]): string =>
  stops.map(({ board, seconds }) => `${board}:${seconds}`).join(',');

/** The rotation at its start, at the board of this index: what is critical already is no news. */
export const startRotation = (sight: RotationSight, index = 0): RotationState =>
  still(
    { index: Math.max(0, index), since: sight.now, known: [] },
    { ...sight, critical: [] },
    sight.worst.concat(sight.critical),
  );

/**
 * The rotation now. It stands on the pinned board while anything of the worst severity is open, and for a minute after
 * something new became critical; then it goes on by itself with the board that was interrupted, from its beginning. It
 * is the same object while nothing changed, so that to ask again changes nothing.
 */
export function turn(before: RotationState, { stops }: RotationPlan, sight: RotationSight): RotationState {
  const known = sight.worst.concat(sight.critical);
  const state = still(before, sight, known);
  if (state.still !== undefined) return state;
  const spent = sight.now - state.since;
  // A clock that was set back must not hold a board for as long as it was set back.
  if (spent < 0) return { ...state, since: sight.now };
  const lasts = (stops[state.index]?.seconds ?? 0) * 1_000;
  if (spent < lasts || stops.length < 2) return state;
  return { ...state, index: (state.index + 1) % stops.length, since: sight.now };
}

function still(before: RotationState, sight: RotationSight, known: readonly string[]): RotationState {
  const { now } = sight;
  const isSame = known.length === before.known.length && known.every((id, at) => id === before.known[at]);
  const state = isSame ? before : { ...before, known };
  if (sight.worst.length > 0) {
    return state.still?.for === 'worst' ? state : { ...state, still: { for: 'worst' } };
  }
  if (!isSame && sight.critical.some((id) => !before.known.includes(id))) {
    return { ...state, still: { for: 'critical', until: now + criticalHoldMs } };
  }
  if (state.still?.for === 'critical') {
    const left = state.still.until - now;
    if (left > 0 && left <= criticalHoldMs) return state;
  }
  return state.still === undefined ? state : { ...state, still: undefined, since: now };
}

/** The board to be shown, and how the rotation goes on: with which board, in how many seconds; undefined while that is open. */
export function shownBoard(
  { index, since, still: stands }: RotationState,
  { stops, pinned }: RotationPlan,
  now: number,
): { readonly board: Board; readonly next?: { readonly board: Board; readonly seconds: number } } {
  const here = stops[index]?.board ?? pinned;
  const secondsTo = (at: number): number => Math.max(0, Math.ceil((at - now) / 1_000));
  if (stands?.for === 'worst') return { board: pinned };
  if (stands !== undefined) return { board: pinned, next: { board: here, seconds: secondsTo(stands.until) } };
  const next = stops.length < 2 ? undefined : stops[(index + 1) % stops.length];
  if (next === undefined) return { board: here };
  const ends = since + (stops[index]?.seconds ?? 0) * 1_000;
  return { board: here, next: { board: next.board, seconds: secondsTo(ends) } };
}
