import { z } from 'zod';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';

const base = { at: instantSchema, by: actorSchema };
const incident = z.string();

/** What happens between incidents: symptoms fold under their cause and stand up again, people arrange the rest. */
export const groupingEvents = [
  /** It is a symptom of another: it is not paged, and its clocks stop, while it is. */
  z.object({ ...base, type: z.literal('incident.folded'), incident, under: incident, reason: z.string() }),
  /** It stands by itself again; its clocks begin now. */
  z.object({ ...base, type: z.literal('incident.unfolded'), incident, from: incident, reason: z.string() }),
  /** A person put signals into this incident; `from` is where each was, absent where it was in none. */
  z.object({
    ...base,
    type: z.literal('incident.moved'),
    incident,
    act: z.enum(['attach', 'detach', 'split']),
    signals: z.array(
      z.object({
        signal: z.string(),
        name: z.string(),
        alert: z.string().optional(),
        from: incident.optional(),
        /** How it stood, where no incident had it. */
        state: z.enum(['bad', 'clear', 'lost']).optional(),
      }),
    ),
    reason: z.string().optional(),
  }),
  /** All that it held, and its cause, belongs to another from now on; it is over. */
  z.object({
    ...base,
    type: z.literal('incident.merged'),
    incident,
    into: incident,
    reason: z.string().optional(),
  }),
] as const;
