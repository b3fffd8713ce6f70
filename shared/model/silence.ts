import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** One condition on a label; a label that is not there counts as empty. */
export const labelMatcherSchema = z.object({
  name: z
    .string()
    .max(200)
    .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'is not the name of a label'),
  value: z.string().max(1000),
  isRegex: z.boolean(),
  isEqual: z.boolean(),
});
export type LabelMatcher = z.infer<typeof labelMatcherSchema>;

/** What a person asked of a silence, until its source has done it; a failure is shown for an hour. */
export const silenceRequestSchema = z.object({
  act: z.enum(['create', 'extend', 'expire']),
  state: z.enum(['pending', 'failed']),
  by: z.string(),
  at: instantSchema,
  /** One sentence: what is under way, or why it failed. */
  text: z.string(),
});

/** A silence of an Alertmanager. Keyed by `<source>/<its id there>`; by our own number until it has one. */
export const silenceSchema = z.object({
  id: z.string(),
  source: z.string(),
  matchers: z.array(labelMatcherSchema),
  startsAt: instantSchema,
  endsAt: instantSchema,
  createdBy: z.string(),
  comment: z.string(),
  /** As the source says; `requested`: it is not there yet. */
  state: z.enum(['requested', 'pending', 'active', 'expired']),
  /** Alerts that it suppresses now, at most 50 of them; `hidesTotal` says how many there are. */
  hides: z.array(z.string()),
  hidesTotal: z.number().int().min(0),
  request: silenceRequestSchema.optional(),
});
export type Silence = z.infer<typeof silenceSchema>;

/** What a silence would hit, of the alerts known now. */
export const silencePreviewSchema = z.object({
  /** Alerts it would hit, the worst first, at most 100 of them. */
  hits: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      service: z.string().optional(),
      severity: z.string(),
      incident: z.string().optional(),
    }),
  ),
  total: z.number().int().min(0),
  /** What to think of before, in sentences. */
  warnings: z.array(z.string()),
});
export type SilencePreview = z.infer<typeof silencePreviewSchema>;
