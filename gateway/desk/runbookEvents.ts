import { z } from 'zod';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { digestSchema } from '../../shared/model/runbook.ts';
import { runbookOutcomeSchema, stepMarkSchema } from '../../shared/model/runbookRun.ts';

const base = {
  at: instantSchema,
  by: actorSchema,
  incident: z.string(),
  runbook: z.string(),
  title: z.string(),
  /** When the operator did it; never after `at`, when the gateway heard of it. */
  givenAt: instantSchema,
};

/** What happens to runs of runbooks: part of the desk's events. */
export const runbookEvents = [
  /** The first that the gateway heard of a run. */
  z.object({ ...base, type: z.literal('runbook.begun'), digest: digestSchema.optional() }),
  z.object({
    ...base,
    type: z.literal('runbook.marked'),
    digest: digestSchema.optional(),
    step: z.string(),
    stepTitle: z.string(),
    number: z.number().int().min(1),
    of: z.number().int().min(1),
    mark: stepMarkSchema,
  }),
  z.object({
    ...base,
    type: z.literal('runbook.finished'),
    outcome: runbookOutcomeSchema,
    note: z.string().optional(),
  }),
] as const;
