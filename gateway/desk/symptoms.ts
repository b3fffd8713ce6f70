import { OrderedMap, OrderedSet } from 'immutable';
import type { Incident } from '../../shared/model/incident.ts';

/** Which open incidents are folded under which: a flood must not look through all for each event. */
export interface SymptomsState {
  /** By the cause's id. */
  readonly symptoms: OrderedMap<string, OrderedSet<string>>;
  /** The cause's id, by that of the symptom. */
  readonly causeOf: OrderedMap<string, string>;
}

/** Nothing is folded. */
export const noSymptoms: SymptomsState = { symptoms: OrderedMap(), causeOf: OrderedMap() };

/** The same with an incident under this cause, and under no other; undefined takes it out. */
export function withSymptom<State extends SymptomsState>(
  state: State,
  id: string,
  under: string | undefined,
): State {
  const before = state.causeOf.get(id);
  if (before === under) return state;
  let { symptoms } = state;
  if (before !== undefined) {
    const left = (symptoms.get(before) ?? OrderedSet<string>()).delete(id);
    symptoms = left.size === 0 ? symptoms.delete(before) : symptoms.set(before, left);
  }
  if (under === undefined) return { ...state, symptoms, causeOf: state.causeOf.delete(id) };
  symptoms = symptoms.set(under, (symptoms.get(under) ?? OrderedSet<string>()).add(id));
  return { ...state, symptoms, causeOf: state.causeOf.set(id, under) };
}

/** What is folded under an incident, the resolved left out. */
export const symptomsOf = (
  { symptoms, incidents }: SymptomsState & { readonly incidents: OrderedMap<string, Incident> },
  under: string,
): readonly Incident[] => [...(symptoms.get(under) ?? [])].flatMap((id) => incidents.get(id) ?? []);
