import { z } from 'zod';
import { rotaNames } from './escalation.ts';
import { id, instant, period, section, text, timeOfDay } from './values.ts';

const dayMs = 24 * 60 * 60_000;

/** A working period of every day. */
const shift = section({
  id,
  name: text,
  /** UTC, ms after midnight. */
  start: timeOfDay,
  /** UTC, ms after midnight; not part of the shift. */
  end: timeOfDay,
  primarySite: id,
  otherSites: z.array(id).default([]),
});

/** The shifts: together they must cover the whole day once. */
export const shifts = z
  .array(shift)
  .min(1)
  .superRefine((all, context) => {
    const complain = (index: number, message: string) =>
      context.addIssue({ code: 'custom', path: [index, 'start'], message });
    const ordered = all
      .map(({ start, end, name }, index) => ({ start, index, name, end: end > start ? end : end + dayMs }))
      .sort((one, other) => one.start - other.start);
    ordered.forEach((current, position) => {
      const next = ordered[position + 1];
      const nextStart = next?.start ?? (ordered[0]?.start ?? 0) + dayMs;
      const follower = next ?? ordered[0] ?? current;
      const until = `from ${clock(Math.min(current.end, nextStart), '00:00')} to ${clock(Math.max(current.end, nextStart), '24:00')}`;
      if (current.end < nextStart) complain(follower.index, `no shift is on duty ${until}`);
      if (current.end > nextStart) complain(follower.index, `"${current.name}" is also on duty ${until}`);
    });
  });

function clock(ms: number, midnight: '00:00' | '24:00'): string {
  const minutes = (ms % dayMs) / 60_000;
  const two = (part: number) => String(part).padStart(2, '0');
  return minutes === 0 ? midnight : `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** One list of the rota: its members take turns. */
const rotation = section({
  name: text,
  /** How long one turn lasts, ms. */
  rotation: period,
  /** When the first member's first turn began; ms since 1970. */
  start: instant,
  /** People of `people.persons`, in order. */
  members: z.array(id).min(1),
});

/** Who is on call. */
export const rota = section({
  primary: rotation,
  secondary: rotation,
  escalation: rotation,
  executive: rotation,
} satisfies Record<(typeof rotaNames)[number], typeof rotation>);

/** What is gone through when a shift hands over. */
export const handoff = section({
  checklist: z.array(section({ id, name: text, hint: text.optional() })).min(1),
});

/** What is done every day, week and month. */
export const cadence = section({
  daily: z.array(section({ id, name: text, does: text.optional(), lasts: period.optional() })),
  weekly: z.array(section({ id, name: text, does: text.optional(), lasts: period.optional() })),
  monthly: z.array(section({ id, name: text, does: text.optional(), lasts: period.optional() })),
});
