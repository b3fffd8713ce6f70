import { z } from 'zod';
import {
  checklistItemSchema,
  differenceSchema,
  evidenceSchema,
  handoffRotaSchema,
  handoffSideSchema,
} from '../../shared/model/handoff.ts';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';

const base = { at: instantSchema, by: actorSchema };
const handoff = z.string();
const item = z.string();

/** What happens in handoffs. The incoming side's signature closes one, and nothing after it changes the record. */
export const handoffEvents = [
  z.object({
    ...base,
    type: z.literal('handoff.begun'),
    handoff,
    boundaryAt: instantSchema,
    nextEndsAt: instantSchema,
    from: handoffSideSchema,
    to: handoffSideSchema,
    accepts: z.array(z.string()),
    since: z.object({ at: instantSchema, handoff: z.string().optional() }),
    items: z.array(checklistItemSchema),
  }),
  z.object({
    ...base,
    type: z.literal('handoff.ticked'),
    handoff,
    item,
    /** As of the event's own instant. */
    evidence: evidenceSchema,
    comment: z.string().optional(),
  }),
  z.object({ ...base, type: z.literal('handoff.unticked'), handoff, item, reason: z.string() }),
  /** The evidence of a ticked item became another before the outgoing side signed. */
  z.object({ ...base, type: z.literal('handoff.changed'), handoff, item, evidence: evidenceSchema }),
  z.object({
    ...base,
    type: z.literal('handoff.noted'),
    handoff,
    revision: z.number().int().min(1),
    text: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('handoff.accepted'),
    handoff,
    incident: z.string(),
    title: z.string(),
    severity: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('handoff.asked'),
    handoff,
    question: z.number().int().min(1),
    /** Not `incident`: an event with one tells of the incident itself. */
    about: z.string().optional(),
    text: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal('handoff.answered'),
    handoff,
    question: z.number().int().min(1),
    text: z.string(),
  }),
  z.object({ ...base, type: z.literal('handoff.promised'), handoff, promise: z.string(), text: z.string() }),
  z.object({
    ...base,
    type: z.literal('handoff.fulfilled'),
    promise: z.string(),
    note: z.string().optional(),
  }),
  z.object({
    ...base,
    type: z.literal('handoff.signed'),
    handoff,
    side: z.enum(['outgoing', 'incoming']),
    difference: differenceSchema,
    rota: handoffRotaSchema.optional(),
    onRota: z.boolean().optional(),
  }),
  z.object({
    ...base,
    type: z.literal('handoff.takenOver'),
    handoff,
    reason: z.string(),
    difference: differenceSchema,
  }),
  /** A role was told that nobody has signed. */
  z.object({
    ...base,
    type: z.literal('handoff.escalated'),
    handoff,
    afterMs: z.number().min(0),
    role: z.string(),
    person: z.string().optional(),
    dueAt: instantSchema,
    /** What is still owed, in words. */
    owed: z.string(),
  }),
] as const;
