import { OrderedMap } from 'immutable';
import type { Instant } from '../../shared/model/instant.ts';

/** Where a signal stands with the incident that it belongs to. */
export interface SignalStanding {
  readonly incident: string;
  readonly state: 'bad' | 'clear' | 'lost';
  readonly changedAt: Instant;
}

/** The signals of one incident. */
interface Own {
  readonly keys: OrderedMap<string, true>;
  /** How many of them are not clear. */
  readonly notClear: number;
}

/** All standings, and beside them which belong to which incident: a flood must not look through all for each event. */
export interface StandingsState {
  /** By signal key. One that was bad when its incident was resolved stays here until it was clear once. */
  readonly signals: OrderedMap<string, SignalStanding>;
  /** By incident id. */
  readonly signalsOf: OrderedMap<string, Own>;
}

/** No signal was ever seen. */
export const noStandings: StandingsState = { signals: OrderedMap(), signalsOf: OrderedMap() };

const none: Own = { keys: OrderedMap(), notClear: 0 };
const weight = ({ state }: SignalStanding): number => (state === 'clear' ? 0 : 1);

/** How many of an incident's signals are not clear. */
export const notClearOf = ({ signalsOf }: StandingsState, incident: string): number =>
  signalsOf.get(incident)?.notClear ?? 0;

/** Keys of an incident's signals. */
export const signalKeysOf = ({ signalsOf }: StandingsState, incident: string): readonly string[] => [
  ...(signalsOf.get(incident)?.keys.keys() ?? []),
];

/** The standings with this one in place of the signal's last, whichever incident that was with; undefined takes it out. */
export function withStanding(
  { signals, signalsOf }: StandingsState,
  key: string,
  standing: SignalStanding | undefined,
): StandingsState {
  const before = signals.get(key);
  let owners = signalsOf;
  if (before !== undefined) {
    const own = owners.get(before.incident) ?? none;
    const left = { keys: own.keys.delete(key), notClear: own.notClear - weight(before) };
    const isEmptied = left.keys.size === 0 && standing?.incident !== before.incident;
    owners = isEmptied ? owners.delete(before.incident) : owners.set(before.incident, left);
  }
  if (standing === undefined) return { signals: signals.delete(key), signalsOf: owners };
  const own = owners.get(standing.incident) ?? none;
  const joined = { keys: own.keys.set(key, true), notClear: own.notClear + weight(standing) };
  return { signals: signals.set(key, standing), signalsOf: owners.set(standing.incident, joined) };
}
