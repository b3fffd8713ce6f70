import { z } from 'zod';
import { evidenceKinds } from '../model/handoff.ts';
import { rotaNames } from './escalation.ts';
import { duration, httpUrl, id, instant, period, section, text, timeOfDay } from './values.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;

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

/** A calendar in iCalendar form that says who is on, in place of the turns. */
const calendar = section({
  /** A feed, as PagerDuty, Opsgenie or Google give one. Write a secret address as `${NAME}`. */
  url: httpUrl.optional(),
  /** A file that something else keeps up to date. */
  file: z.string().min(1).optional(),
  /** Time between two reads, ms. */
  interval: period.default(300_000),
  /** Age at which what was read is no longer believed to be all, ms. */
  freshFor: period.default(3_600_000),
  /** Who is meant, where the calendar calls somebody other than by the policy's name, mail, chat or id. */
  persons: z.record(text, id).default({}),
}).refine(({ url, file }) => (url === undefined) !== (file === undefined), {
  error: 'say where it is: url or file',
});

const list = {
  name: text,
  /** What it is there for. */
  covers: text.optional(),
  /** How long one turn lasts, ms. */
  rotation: period,
  /** When the first member's first turn began; ms since 1970. */
  start: instant,
  /** People of `people.persons`, in order. */
  members: z.array(id).min(1),
  calendar: calendar.optional(),
};

/** One list of the rota: its members take turns. */
const rotation = section(list);

const lists = {
  primary: rotation,
  secondary: rotation,
  escalation: rotation,
  executive: rotation,
} satisfies Record<(typeof rotaNames)[number], typeof rotation>;

/** Who is on call. */
export const rota = section({
  ...lists,
  /** Who is asked about certain services. */
  experts: z
    .array(
      section({
        ...list,
        id: id.refine((value) => !Object.hasOwn(lists, value), 'is the name of another list of the rota'),
        services: z.array(id).min(1),
      }),
    )
    .default([]),
  /** Who approves overrides and swaps, besides the access role approver. */
  approvers: section({
    titles: z.array(id).default([]),
    /** Roles of `escalation.roles`: whoever holds one at the time. */
    roles: z.array(id).default([]),
  }).default({ titles: [], roles: [] }),
  /** What counts as night, by the clock of each person's own site; ms after midnight. */
  night: section({ start: timeOfDay, end: timeOfDay }).default({ start: 22 * hourMs, end: 6 * hourMs }),
  /** At most so many pages a shift are bearable. */
  pagesPerShift: z.number().positive().default(2),
});

/** What is gone through when a shift hands over, and what follows when nobody does. */
export const handoff = section({
  /** A handoff begins by itself this long before the end of the shift, ms. */
  begins: period.prefault('30 min'),
  /** Severities whose open incidents the incoming side accepts one by one; without it, the two worst. */
  accept: z.array(id).min(1).optional(),
  /** An overdue handoff is told like an incident of this severity; without it, like one of the worst. */
  severity: id.optional(),
  /** Channels that each record goes to, once, when it is closed. */
  channels: z.array(id).default([]),
  /** Roles that are told while a handoff is not signed so long after the end of the shift, ms. */
  overdue: z.array(section({ after: duration, role: id })).default([]),
  /** A test of a channel without a result after this has failed, ms. */
  testTimeout: period.prefault('2 min'),
  checklist: z
    .array(
      section({ id, name: text, hint: text.optional(), evidence: z.enum(evidenceKinds).default('none') }),
    )
    .min(1),
});

/** What is done every day, week and month. */
export const cadence = section({
  daily: z.array(section({ id, name: text, does: text.optional(), lasts: period.optional() })),
  weekly: z.array(section({ id, name: text, does: text.optional(), lasts: period.optional() })),
  monthly: z.array(section({ id, name: text, does: text.optional(), lasts: period.optional() })),
});
