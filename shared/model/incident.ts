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
  /** One that this console does not know is read as `other`, a plain line: the incident must not go for it (F-12). */
  kind: z
    .enum([
      'opened',
      'signal',
      'acknowledged',
      'assigned',
      'reclassified',
      'note',
      'resolved',
      'reopened',
      'assessed',
      'update',
      'escalated',
      'overdue',
      'reported',
      'notice',
      'automation',
      'runbook',
      'other',
    ])
    .catch('other'),
  text: z.string(),
});
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** An act and who did it. */
export const actSchema = z.object({ at: instantSchema, by: z.string() });

/** A role that was paged for an incident. */
export const escalationActSchema = z.object({
  at: instantSchema,
  /** When the policy's ladder wanted it. */
  dueAt: instantSchema,
  severity: z.string(),
  /** The step's time on the ladder, ms. */
  afterMs: z.number().min(0),
  role: z.string(),
  /** Who held the role then; absent where nobody did. */
  person: z.string().optional(),
});
export type EscalationAct = z.infer<typeof escalationActSchema>;

/** A procedure that an incident called for when it opened, by its id and name, and the names of its teams. */
export const procedureCalledSchema = z.object({
  id: z.string(),
  name: z.string(),
  teams: z.array(z.string()),
});

/** An incident: opened by the desk from alerts or probes, or declared by a person. Keyed by its id, `INC-2041`. */
export const incidentSchema = z.object({
  id: z.string().regex(/^INC-\d+$/),
  title: z.string(),
  /** Policy severity: P0 to P3. */
  severity: z.string(),
  category: z.string().optional(),
  /** The procedure that its category had when it opened, and the teams that were to be told. */
  procedure: procedureCalledSchema.optional(),
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
  /** Severity and impact were judged. */
  assessed: actSchema.extend({ impact: z.string() }).optional(),
  /** The last update to the stakeholders. */
  updatedAt: instantSchema.optional(),
  /** The report of what happened was given. */
  reported: actSchema.extend({ summary: z.string() }).optional(),
  /** Since when the ladder of its severity counts: its opening, reopening or last reclassification. */
  ladderFrom: instantSchema.optional(),
  /** Roles paged so far, oldest first; absent from a gateway that pages nobody. */
  escalations: z.array(escalationActSchema).optional(),
  /** Duties whose time ran out, each with its instant. */
  overdue: z.array(z.object({ duty: z.string(), dueAt: instantSchema })).optional(),
  /** When the last signal behind it ended; absent while one is still bad. */
  signalsClearAt: instantSchema.optional(),
  /** Alert ids attached. */
  alerts: z.array(z.string()),
  /** Oldest first; bounded to the newest 200, `timelineTotal` says how many there are. */
  timeline: z.array(timelineEntrySchema),
  timelineTotal: z.number().int().min(0),
  declaredBy: z.string().optional(),
  /** It is a symptom of another incident, which answers for it: it is not paged, and has no clocks, while it is. */
  foldedUnder: z.object({ incident: z.string(), at: instantSchema, reason: z.string() }).optional(),
  /** Since when its clocks count, where that is not its opening: it stood up again, having been folded. */
  clocksFrom: instantSchema.optional(),
  /** It is over: what it held belongs to this incident. */
  mergedInto: z.string().optional(),
  /** Incidents that became part of this one. */
  mergedFrom: z.array(z.string()).optional(),
  /** A person put signals or incidents into it: the gateway never folds it by itself. */
  arranged: z.boolean().optional(),
  /** Signals behind it: alerts (`alert:<alert id>`), health checks (`probe:<service>`) and others; at most 200. */
  signals: z.array(z.object({ key: z.string(), state: z.enum(['bad', 'clear', 'lost']) })).optional(),
  runbooks: z.array(z.string()),
});
export type Incident = z.infer<typeof incidentSchema>;
