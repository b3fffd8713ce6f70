import { z } from 'zod';
import { instantSchema } from '../model/instant.ts';
import { digestSchema, runbookIdSchema } from '../model/runbook.ts';
import { mostRunSteps, runbookOutcomeSchema, stepMarkSchema } from '../model/runbookRun.ts';

const line = z.string().trim().min(1).max(200);
/** Which run, and when the operator did it, in the gateway's time as the console has it. */
const given = {
  incident: z.string().regex(/^INC-\d+$/),
  runbook: runbookIdSchema,
  /** The runbook's. */
  title: line,
  at: instantSchema,
};
const place = z.number().int().min(1).max(mostRunSteps);

/** The commands by which people follow runbooks: part of `commandSpecs`. */
export const runbookCommandSpecs = {
  /** Ticks a step of a runbook that is followed for an incident; the first one begins the run. Ticks never conflict. */
  'runbook.mark': {
    params: z.strictObject({
      ...given,
      /** The version that is followed. */
      digest: digestSchema.optional(),
      /** Its anchor. */
      step: z.string().min(1).max(120),
      stepTitle: line,
      number: place,
      /** Of so many. */
      of: place,
      mark: stepMarkSchema,
    }),
    role: 'operator',
    title: 'Mark step',
  },
  'runbook.finish': {
    params: z.strictObject({
      ...given,
      outcome: runbookOutcomeSchema,
      note: z.string().trim().min(1).max(4000).optional(),
    }),
    role: 'operator',
    title: 'End runbook',
  },
} as const;
