import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Most incidents that an answer lists, newest first. */
export const mostRelated = 20;

/** An incident of the same service and cause. */
const relatedIncidentSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** The one that it ended with, or has now. */
  severity: z.string(),
  openedAt: instantSchema,
  /** Absent while it is open. */
  resolvedAt: instantSchema.optional(),
  /** What ended it, as it was resolved last; cut where it is long. */
  note: z.string().optional(),
});
export type RelatedIncident = z.infer<typeof relatedIncidentSchema>;

/** Other incidents of the same service and cause, each near enough to be a recurrence. */
export const relatedIncidentsSchema = z.object({
  incident: z.string(),
  /** How near: the policy's `incidents.recurrenceWithin`, ms. */
  withinMs: z.number(),
  asOf: instantSchema,
  /** Newest first, at most `mostRelated`. */
  incidents: z.array(relatedIncidentSchema),
  total: z.number().int().min(0),
});
export type RelatedIncidents = z.infer<typeof relatedIncidentsSchema>;
