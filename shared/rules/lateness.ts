const minuteMs = 60_000;

/** `61 min late`; undefined for less than a minute, which nobody minds. */
export function lateness(lateMs: number): string | undefined {
  return lateMs < minuteMs ? undefined : `${Math.floor(lateMs / minuteMs)} min late`;
}
