import { z } from 'zod';

/** Away for less is no absence. */
export const absenceMs = 10 * 60_000;
/** Presses closer together than this are kept as one. */
const pressMs = 5_000;
const mostPersons = 50;

/** When a person was last here, and their last absence. */
const presenceSchema = z.object({
  lastAt: z.number(),
  away: z.object({ from: z.number(), to: z.number(), isSeen: z.boolean() }).optional(),
});
export type Presence = z.infer<typeof presenceSchema>;

/** Everybody's presence at this console, by name. */
export const presencesSchema = z.record(z.string(), presenceSchema);
export type Presences = Readonly<z.infer<typeof presencesSchema>>;

/** After a key or a click of somebody at `now`; the same object where it tells nothing new. */
export function pressed(presences: Presences, person: string, now: number): Presences {
  const before = Object.hasOwn(presences, person) ? presences[person] : undefined;
  const goneMs = now - (before?.lastAt ?? now);
  if (before !== undefined && goneMs >= 0 && goneMs < pressMs) return presences;
  const away =
    before !== undefined && goneMs >= absenceMs
      ? { from: before.lastAt, to: now, isSeen: false }
      : before?.away;
  const { [person]: _, ...others } = presences;
  const newest = Object.entries(others).sort(([, one], [, other]) => other.lastAt - one.lastAt);
  return { [person]: { lastAt: now, away }, ...Object.fromEntries(newest.slice(0, mostPersons - 1)) };
}

/** The line that tells of an absence is not needed any more. */
export function seen(presences: Presences, person: string): Presences {
  const own = Object.hasOwn(presences, person) ? presences[person] : undefined;
  if (own?.away === undefined || own.away.isSeen) return presences;
  return { ...presences, [person]: { ...own, away: { ...own.away, isSeen: true } } };
}
