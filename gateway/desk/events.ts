import { z } from 'zod';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';

const incident = z.string();
const base = { at: instantSchema, by: actorSchema };

/** What happened at the desk: the journal's content. Never changed once written; new kinds are added at the end. */
export const deskEventSchema = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal('incident.opened'),
    incident,
    title: z.string(),
    severity: z.string(),
    category: z.string().optional(),
    service: z.string().optional(),
    cause: z.string(),
    firstSignalAt: instantSchema,
    text: z.string(),
    alerts: z.array(z.string()),
    runbooks: z.array(z.string()),
    declaredBy: z.string().optional(),
  }),
  /** A signal (alert or probe) joined or left an open incident, or all of them ended. */
  z.object({
    ...base,
    type: z.literal('incident.signal'),
    incident,
    signal: z.string(),
    state: z.enum(['bad', 'clear', 'lost']),
    alert: z.string().optional(),
    text: z.string(),
  }),
  z.object({ ...base, type: z.literal('incident.acknowledged'), incident }),
  z.object({ ...base, type: z.literal('incident.assigned'), incident, assignee: z.string() }),
  z.object({ ...base, type: z.literal('incident.noted'), incident, text: z.string() }),
  z.object({ ...base, type: z.literal('incident.resolved'), incident, note: z.string() }),
  z.object({ ...base, type: z.literal('incident.reopened'), incident, reason: z.string() }),
  z.object({
    ...base,
    type: z.literal('incident.reclassified'),
    incident,
    from: z.string(),
    to: z.string(),
    reason: z.string(),
  }),
  /** A command that the desk refused: part of the audit trail, changes nothing. */
  z.object({ ...base, type: z.literal('command.refused'), name: z.string(), message: z.string() }),
]);

export type DeskEvent = z.infer<typeof deskEventSchema>;
