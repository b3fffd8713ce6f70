import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** A way to reach people, and how it fares. Never an address nor a secret. Keyed by its id of the policy. */
export const channelSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['chat', 'mail', 'pager', 'webhook']),
  /** Severities that are sent to it; absent means all. */
  severities: z.array(z.string()).optional(),
  /** What it lacks to be used, in one sentence; absent when it is set up. */
  lacks: z.string().optional(),
  /** True while notices of incidents are asked of it. */
  isInUse: z.boolean(),
  lastTest: z
    .object({
      at: instantSchema,
      by: z.string(),
      ok: z.boolean(),
      /** What the other side answered, or why it failed. */
      detail: z.string(),
    })
    .optional(),
  lastDelivery: z.object({ at: instantSchema, lateMs: z.number() }).optional(),
  lastFailure: z.object({ at: instantSchema, problem: z.string() }).optional(),
  /** When the next attempt is, while its last one failed. */
  nextAttemptAt: instantSchema.optional(),
  /** Notices asked for and not delivered yet. */
  waiting: z.number().int().min(0),
  /** Notices given up, over the whole journal. */
  dead: z.number().int().min(0),
});
export type Channel = z.infer<typeof channelSchema>;
