import type { Drill } from '../../shared/model/drill.ts';
import type { EventOf } from './events.ts';

/** The newest so many are told to consoles; the journal keeps all. */
const mostDrills = 20;

/** Adds a drill to those on record, newest first. */
export function evolveDrill(drills: readonly Drill[], event: EventOf<'drill.recorded'>): readonly Drill[] {
  const { type: _, at, by, drill: id, ...report } = event;
  const others = drills.filter((known) => known.id !== id);
  return [{ ...report, id, by: by.name, recordedAt: at }, ...others].slice(0, mostDrills);
}
