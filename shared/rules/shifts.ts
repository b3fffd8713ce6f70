import type { DeskInfo } from '../model/desk.ts';
import type { Instant } from '../model/instant.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

type Shift = DeskInfo['shifts'][number];

/** A shift on a certain day. Boundaries are UTC: daylight saving never moves them. */
export interface ShiftTurn {
  readonly shift: Shift;
  readonly startsAt: Instant;
  /** Not part of the shift. */
  readonly endsAt: Instant;
}

/** The shift on duty at `now`; undefined where the shifts leave a hole. A shift may pass midnight. */
export function shiftAt(shifts: readonly Shift[], now: Instant): ShiftTurn | undefined {
  const today = Math.floor(now / dayMs) * dayMs;
  for (const shift of shifts) {
    const lastsMs = ((shift.endMinute - shift.startMinute + 1440) % 1440 || 1440) * minuteMs;
    for (const day of [today, today - dayMs]) {
      const startsAt = day + shift.startMinute * minuteMs;
      if (now >= startsAt && now < startsAt + lastsMs) return { shift, startsAt, endsAt: startsAt + lastsMs };
    }
  }
  return undefined;
}
