import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** A stretch in which an objective's budget was spent. */
export const badIntervalSchema = z.object({
  from: instantSchema,
  /** Not part of it. */
  to: instantSchema,
  bad: z.number().min(0),
  total: z.number().min(0),
  /** Its part of the bad time of the whole window, ms: all of them add up to the budget's `usedMs`. */
  badMs: z.number().min(0),
});
export type BadInterval = z.infer<typeof badIntervalSchema>;

/** The past of one objective over a span, for a chart and a table. */
export const objectiveHistorySchema = z.object({
  objective: z.string(),
  stepMs: z.number().int().positive(),
  /** Beginning of the first step. */
  startsAt: instantSchema,
  /** Counts by step, oldest first; null where nothing was known. */
  bad: z.array(z.number().nullable()),
  total: z.array(z.number().nullable()),
  /** Share of the budget left at the end of each step; null where nothing was known. Empty without a target. */
  left: z.array(z.number().nullable()),
  /** Within the objective's own window, newest first; bounded, `intervalCount` says how many there are. */
  intervals: z.array(badIntervalSchema),
  intervalCount: z.number().int().min(0),
  /** PromQL for the share of bad events over each window, to be pasted into Prometheus. */
  queries: z.array(z.object({ windowMs: z.number().positive(), query: z.string() })),
});
export type ObjectiveHistory = z.infer<typeof objectiveHistorySchema>;
