import { z } from 'zod';
import { actorSchema, actSchema, escalationActSchema } from './incident.ts';
import { instantSchema } from './instant.ts';

/** What the gateway gathers beside an item of the checklist; `none`: a person's word alone. */
export const evidenceKinds = [
  'incidents',
  'health',
  'compliance',
  'maintenance',
  'notes',
  'channels',
  'none',
] as const;

/** What the gateway knows beside an item of the checklist. `stale`: not known, or not asked yet. */
export const evidenceSchema = z.object({
  state: z.enum(['good', 'bad', 'stale']),
  /** One line. */
  text: z.string(),
  /** What it rests on, one line each; bounded. */
  facts: z.array(z.string()),
  /** Digest of what a tick stands for: another one asks for another look. */
  mark: z.string(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A tick with its evidence as the gateway knew it at that instant. */
export const tickSchema = actSchema.extend({
  evidence: evidenceSchema.extend({ asOf: instantSchema }),
  /** Always there where the evidence was not good. */
  comment: z.string().optional(),
});
export type Tick = z.infer<typeof tickSchema>;

/** An item of the checklist as the policy had it when the handoff began. */
export const checklistItemSchema = z.object({
  id: z.string(),
  name: z.string(),
  hint: z.string().optional(),
  evidence: z.enum(evidenceKinds),
});

/** An item in a handoff. */
export const handoffItemSchema = checklistItemSchema.extend({
  tick: tickSchema.optional(),
  /** Its evidence became another after the tick: it must be looked at again. */
  changed: evidenceSchema.extend({ at: instantSchema }).optional(),
  /** Ticks that were taken back, oldest first. */
  unticked: z.array(actSchema.extend({ reason: z.string(), tickedBy: z.string() })),
});
export type HandoffItem = z.infer<typeof handoffItemSchema>;

/** An open incident that the incoming side has taken over by name. */
export const acceptanceSchema = actSchema.extend({
  incident: z.string(),
  title: z.string(),
  severity: z.string(),
});
export type Acceptance = z.infer<typeof acceptanceSchema>;

/** Something asked back, and its answer. */
export const handoffQuestionSchema = actSchema.extend({
  /** Counted from 1 within the handoff. */
  id: z.number().int().min(1),
  incident: z.string().optional(),
  text: z.string(),
  answer: actSchema.extend({ text: z.string() }).optional(),
});
export type HandoffQuestion = z.infer<typeof handoffQuestionSchema>;

/** Something that was promised; it goes from handoff to handoff until it is done. */
export const promiseSchema = actSchema.extend({
  id: z.string().regex(/^PRM-\d+$/),
  /** The handoff in which it was given. */
  handoff: z.string(),
  text: z.string(),
  done: actSchema.extend({ note: z.string().optional() }).optional(),
});
export type HandoffPromise = z.infer<typeof promiseSchema>;

/** What has become different since the last handoff. */
export const differenceSchema = z.object({
  lines: z.array(
    z.object({
      kind: z.enum(['closed', 'opened', 'reopened', 'still-open', 'lapses', 'change', 'budget', 'runbook']),
      /** Id or name of what it is about. */
      subject: z.string(),
      severity: z.string().optional(),
      text: z.string(),
    }),
  ),
  /** How many there are; `lines` holds the first of them. */
  total: z.number().int().min(0),
});
export type Difference = z.infer<typeof differenceSchema>;

/** Who holds a list of the rota at the end of a shift. */
export const handoffDutySchema = z.object({
  /** List id of the policy: `primary`, `secondary`. */
  list: z.string(),
  /** The list's name. */
  name: z.string(),
  /** Name of whoever holds it; absent in a hole. */
  person: z.string().optional(),
  /** Why nobody holds it. */
  hole: z.string().optional(),
});
export type HandoffDuty = z.infer<typeof handoffDutySchema>;

/** Who is on call as the shift ends, and from its end on. */
export const handoffRotaSchema = z.object({
  outgoing: z.array(handoffDutySchema),
  incoming: z.array(handoffDutySchema),
});

/** A signature. `onRota`: whether the rota had whoever signed; absent where it was not looked at. */
export const signatureSchema = actSchema.extend({ onRota: z.boolean().optional() });
export type Signature = z.infer<typeof signatureSchema>;

/** One side of a handoff. */
export const handoffSideSchema = z.object({ shift: z.string(), name: z.string(), site: z.string() });

/** One shift's end: who hands over what to whom. Keyed by the boundary in UTC, `HND-2026-11-25T16`. */
export const handoffSchema = z.object({
  id: z.string().regex(/^HND-\d{4}-\d\d-\d\dT\d\d(\d\d)?$/),
  /** When the outgoing shift ends. */
  boundaryAt: instantSchema,
  /** When the incoming shift ends. */
  nextEndsAt: instantSchema,
  from: handoffSideSchema,
  to: handoffSideSchema,
  begun: z.object({ at: instantSchema, by: actorSchema }),
  /** Severities whose open incidents are accepted one by one. */
  accepts: z.array(z.string()),
  /** What the difference counts from: the end of the last handoff, or the shift's beginning where there was none. */
  since: z.object({ at: instantSchema, handoff: z.string().optional() }),
  items: z.array(handoffItemSchema),
  /** Revision 0 is empty. */
  notes: z.object({ revision: z.number().int().min(0), text: z.string(), last: actSchema.optional() }),
  acceptances: z.array(acceptanceSchema),
  questions: z.array(handoffQuestionSchema),
  outgoing: signatureSchema.optional(),
  incoming: signatureSchema.optional(),
  /** As the last signature found it; while the handoff is open, as it is now. Absent from records of before. */
  rota: handoffRotaSchema.optional(),
  /** The outgoing side could not sign; its signature stays missing for good. */
  takeover: actSchema.extend({ reason: z.string() }).optional(),
  /** Roles told that it is overdue, oldest first. */
  escalations: z.array(escalationActSchema.omit({ severity: true })),
  closed: z.object({ at: instantSchema, outcome: z.enum(['complete', 'taken-over']) }).optional(),
  /** As the last signature found it; while the handoff is open, as it is now. */
  difference: differenceSchema,
  /** Those that are open, and those done since the last handoff. */
  promises: z.array(promiseSchema),
  /** What is known now, by item; absent from a record that is closed. */
  live: z.record(z.string(), evidenceSchema).optional(),
});
export type Handoff = z.infer<typeof handoffSchema>;
