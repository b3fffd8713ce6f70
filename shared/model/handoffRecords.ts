import { z } from 'zod';
import { handoffSchema, handoffSideSchema, signatureSchema } from './handoff.ts';
import { instantSchema } from './instant.ts';

/** Records in one answer. */
export const mostRecords = 50;

/** A closed handoff as a list shows it. */
export const handoffSummarySchema = z.object({
  id: z.string(),
  boundaryAt: instantSchema,
  from: handoffSideSchema,
  to: handoffSideSchema,
  outgoing: signatureSchema.optional(),
  incoming: signatureSchema.optional(),
  closed: z.object({ at: instantSchema, outcome: z.enum(['complete', 'taken-over']) }),
  /** The line in which the first of the words was found. */
  found: z.string().optional(),
});
export type HandoffSummary = z.infer<typeof handoffSummarySchema>;

/** The answer to `handoff.records`: the newest first. */
export const handoffRecordsSchema = z.object({
  records: z.array(handoffSummarySchema),
  /** True where more fit than are told. */
  hasMore: z.boolean(),
  /** End of the shift of the oldest record that is kept at hand; absent without any. */
  since: instantSchema.optional(),
});
export type HandoffRecords = z.infer<typeof handoffRecordsSchema>;

/** The answer to `handoff.record`. */
export const handoffRecordSchema = z.object({ record: handoffSchema });
