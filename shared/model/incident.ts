import { z } from 'zod';
import { instantSchema } from './instant.ts';

export const incidentStatusSchema = z.enum(['open', 'acknowledged', 'resolved']);
export type IncidentStatus = z.infer<typeof incidentStatusSchema>;

/** Who did something: a person by name, or the gateway itself. */
export const actorSchema = z.object({ kind: z.enum(['person', 'gateway']), name: z.string() });
export type Actor = z.infer<typeof actorSchema>;

/** One line of an incident's timeline. */
export const timelineEntrySchema = z.object({
  at: instantSchema,
  by: actorSchema,
  kind: z.enum([
    'opened',
    'signal',
    'acknowledged',
    'assigned',
    'reclassified',
    'note',
    'resolved',
    'reopened',
  ]),
  text: z.string(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** An act and who did it. */
const actSchema = z.object({ at: instantSchema, by: z.string() });

/** An incident: opened by the desk from alerts or probes, or declared by a person. Keyed by its id, `INC-2041`. */
export const incidentSchema = z.object({
  id: z.string().regex(/^INC-\d+$/),
  title: z.string(),
  /** Policy severity: P0 to P3. */
  severity: z.string(),
  category: z.string().optional(),
  service: z.string().optional(),
  status: incidentStatusSchema,
  /** What it is deduplicated by: one open incident per cause. */
  cause: z.string(),
  /** First bad signal seen; MTTD counts from here. */
  firstSignalAt: instantSchema,
  openedAt: instantSchema,
  acknowledged: actSchema.optional(),
  assignee: z.string().optional(),
  /** Since when `assignee` has it. */
  assignedAt: instantSchema.optional(),
  resolved: actSchema.extend({ note: z.string() }).optional(),
  /** When the last signal behind it ended; absent while one is still bad. */
  signalsClearAt: instantSchema.optional(),
  /** Alert ids attached. */
  alerts: z.array(z.string()),
  /** Oldest first; bounded to the newest 200, `timelineTotal` says how many there are. */
  timeline: z.array(timelineEntrySchema),
  timelineTotal: z.number().int().min(0),
  declaredBy: z.string().optional(),
  runbooks: z.array(z.string()),
});
export type Incident = z.infer<typeof incidentSchema>;
