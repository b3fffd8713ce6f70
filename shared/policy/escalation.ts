import { z } from 'zod';
import { duration, id, period, section, text } from './values.ts';

/** The four lists of the rota. */
export const rotaNames = ['primary', 'secondary', 'escalation', 'executive'] as const;

/** Somebody's part in an incident, and who holds it. */
const role = section({
  id,
  name: text,
  /** Held by whoever is on duty on this list of the rota. */
  rota: z.enum(rotaNames).optional(),
  /** Held by these people, the first who can be reached. */
  persons: z.array(id).min(1).optional(),
  /** Held by whoever the incident is assigned to. */
  assignee: z.boolean().default(false),
}).refine((value) => value.rota !== undefined || value.persons !== undefined || value.assignee, {
  error: 'say who holds it: rota, persons or assignee: true',
});

/** One step: the role that is paged this long after the incident was opened. */
const step = section({
  /** ms */
  after: duration,
  /** `null` when nobody new is paged at this time. */
  role: id.nullable(),
});

/** Who is paged next, and when. */
export const escalation = section({
  roles: z.array(role).min(1),
  /** Who takes part in an incident; `severities[].team` names them. */
  responseTeams: z
    .array(
      section({
        id,
        name: text,
        does: text.optional(),
        titles: z.array(id).default([]),
        /** Channels of its own: told of every incident whose procedure names it, whatever its severity. */
        channels: z.array(id).default([]),
      }),
    )
    .min(1),
  /** L1 to L4. */
  levels: z.array(section({ id, name: text, team: id.optional() })).default([]),
  matrix: z
    .array(
      section({
        severity: id,
        /** What ends the escalation. */
        stopsOn: z.enum(['acknowledged', 'resolved']),
        steps: z
          .array(step)
          .min(1)
          .refine(
            (steps) =>
              steps.every(({ after }, index) => index === 0 || after > (steps[index - 1]?.after ?? 0)),
            'each step must come later than the one before it',
          ),
      }),
    )
    .min(1),
});

/** What whoever is on call owes, and within what time (ms). */
export const duties = section({
  acknowledge: period,
  assess: period,
  /** Time between two updates of the stakeholders. */
  update: period,
  document: period,
  followUp: text.optional(),
});
