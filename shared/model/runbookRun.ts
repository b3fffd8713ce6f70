import { z } from 'zod';
import { digestSchema, runbookIdSchema } from './runbook.ts';
import { instantSchema } from './instant.ts';

/** Steps that one run may mark. */
export const mostRunSteps = 200;

/** How a step stands: `open` takes a tick back. */
export const stepMarks = ['done', 'failed', 'open'] as const;
export const stepMarkSchema = z.enum(stepMarks);
export type StepMark = z.infer<typeof stepMarkSchema>;

/** How a run came out: `wanting` where the runbook has to be mended, `stopped` where it was not the right one. */
export const runbookOutcomes = ['worked', 'wanting', 'stopped'] as const;
export const runbookOutcomeSchema = z.enum(runbookOutcomes);
export type RunbookOutcome = z.infer<typeof runbookOutcomeSchema>;

/** The newest mark of one step. */
export const runbookStepMarkSchema = z.object({
  /** Anchor of its heading. */
  step: z.string(),
  title: z.string(),
  /** Its place in the version that was followed, from 1. */
  number: z.number().int().min(1),
  mark: stepMarkSchema,
  /** When and by whom it was ticked, as the operator's console had the gateway's time. */
  at: instantSchema,
  by: z.string(),
  /** When the gateway heard of it; absent while it waits on this console. */
  sentAt: instantSchema.optional(),
  /** The version of the runbook that was followed. */
  digest: digestSchema.optional(),
});
export type RunbookStepMark = z.infer<typeof runbookStepMarkSchema>;

/** How a run ended, in the words of whoever followed it. */
export const runbookEndSchema = z.object({
  outcome: runbookOutcomeSchema,
  note: z.string().optional(),
  at: instantSchema,
  by: z.string(),
  sentAt: instantSchema.optional(),
});
export type RunbookEnd = z.infer<typeof runbookEndSchema>;

/** A runbook followed for an incident. Keyed `INC-2041/database-failover`, so that it can be begun with no gateway. */
export const runbookRunSchema = z.object({
  id: z.string(),
  incident: z.string(),
  runbook: runbookIdSchema,
  title: z.string(),
  /** Steps of the version that was followed last; 0 where it was ended before any was marked. */
  steps: z.number().int().min(0),
  begun: z.object({ at: instantSchema, by: z.string() }),
  /** By their numbers. */
  marks: z.array(runbookStepMarkSchema),
  end: runbookEndSchema.optional(),
});
export type RunbookRun = z.infer<typeof runbookRunSchema>;
