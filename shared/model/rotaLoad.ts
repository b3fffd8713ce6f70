import { z } from 'zod';
import { instantSchema } from './instant.ts';

const count = z.number().int().min(0);
const lengthMs = z.number().min(0);

/** What the rota asked of one person over a span. */
export const personLoadSchema = z.object({
  /** Person id, or what a calendar calls somebody whom the policy does not have. */
  person: z.string(),
  name: z.string(),
  /** On any of the lists that are paged; what overlaps counts once. */
  onCallMs: lengthMs,
  primaryMs: lengthMs,
  /** Nights by the clock of their own site with an hour or more on call. */
  nights: count,
  /** Shifts with any time on call. */
  shifts: count,
  /** Incidents that they were paged for; one counts once a shift. */
  pages: count,
  /** Pages for each shift; absent without a shift. */
  pagesPerShift: z.number().min(0).optional(),
  /** Shifts with more pages than the policy's guidance. */
  busyShifts: count,
  /** The shift with the most pages. */
  worst: z.object({ at: instantSchema, pages: count }).optional(),
});
export type PersonLoad = z.infer<typeof personLoadSchema>;

/** The answer to `rota.load`: who bore how much, the most pages a shift first. */
export const rotaLoadSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** The policy's guidance: at most so many pages a shift. */
  guidance: z.number().positive(),
  people: z.array(personLoadSchema),
  /** Pages that reached nobody: no one held the role. */
  unheld: count,
  /** Since when pages are on record; later than `from`, what was before is not counted. */
  recordsSince: instantSchema.optional(),
});
export type RotaLoad = z.infer<typeof rotaLoadSchema>;
