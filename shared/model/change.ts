import { z } from 'zod';
import { actSchema } from './incident.ts';
import { instantSchema } from './instant.ts';

/** How a change came out. */
export const changeOutcomes = ['completed', 'rolled-back', 'failed'] as const;
export const changeOutcomeSchema = z.enum(changeOutcomes);
export type ChangeOutcome = z.infer<typeof changeOutcomeSchema>;

/** A change: planned work on services. While it runs, they are in maintenance. Keyed by its id, `CHG-101`. */
export const changeSchema = z.object({
  id: z.string().regex(/^CHG-\d+$/),
  title: z.string(),
  /** Category id of the policy. */
  category: z.string(),
  /** Ids of the services worked on. */
  services: z.array(z.string()),
  startsAt: instantSchema,
  /** Planned end; past it, the change hides nothing any more though it still runs. */
  endsAt: instantSchema,
  status: z.enum(['planned', 'running', 'done']),
  startedBy: actSchema.optional(),
  /** Each move of the planned end, oldest first. */
  extensions: z.array(actSchema.extend({ from: instantSchema, to: instantSchema, reason: z.string() })),
  endedBy: actSchema.optional(),
  outcome: changeOutcomeSchema.optional(),
  note: z.string().optional(),
});
export type Change = z.infer<typeof changeSchema>;
