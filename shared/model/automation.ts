import { z } from 'zod';
import { actSchema } from './incident.ts';
import { instantSchema } from './instant.ts';

/** How an action came out. */
export const stepOutcomeSchema = z.enum(['done', 'failed', 'timeout', 'skipped']);
export type StepOutcome = z.infer<typeof stepOutcomeSchema>;

/** An action of a run as the policy had it when the run began. */
export const plannedStepSchema = z.object({
  /** Action id of the policy. */
  action: z.string(),
  name: z.string(),
  kind: z.enum(['webhook', 'command', 'notify', 'manual']),
  /** What a person is asked to do. */
  instruction: z.string().optional(),
});

/** An action of a run; without an outcome it is ahead, or the first of those is under way. */
export const runStepSchema = plannedStepSchema.extend({
  outcome: stepOutcomeSchema.optional(),
  /** When it ended. */
  at: instantSchema.optional(),
  tookMs: z.number().min(0).optional(),
  /** What it answered or why it failed; bounded. */
  output: z.string().optional(),
});
export type RunStep = z.infer<typeof runStepSchema>;

/** How a run may end. `cleared`: its condition went away; `stopped`: automation was switched off. */
export const runOutcomeSchema = z.enum(['done', 'failed', 'cleared', 'stopped', 'skipped', 'declined']);

/** One run of a trigger's actions for one service, at most one for each episode. Keyed by its id, `RUN-101`. */
export const runSchema = z.object({
  id: z.string().regex(/^RUN-\d+$/),
  /** Trigger id of the policy. */
  trigger: z.string(),
  name: z.string(),
  service: z.string(),
  incident: z.string().optional(),
  severity: z.string().optional(),
  mode: z.enum(['automatic', 'proposed']),
  state: z.enum(['proposed', 'running', 'ended']),
  /** What was seen. */
  because: z.string(),
  triggeredAt: instantSchema,
  /** When its actions began: at once, or when it was approved. */
  startedAt: instantSchema.optional(),
  /** What the actions may take together, ms. */
  timeoutMs: z.number(),
  approved: actSchema.optional(),
  /** When its condition was clearly not met any more: the episode is over. */
  clearedAt: instantSchema.optional(),
  steps: z.array(runStepSchema),
  endedAt: instantSchema.optional(),
  outcome: runOutcomeSchema.optional(),
  /** How it ended, in words. */
  text: z.string().optional(),
  /** True where the gateway watches the simulator: nothing reaches outside. */
  simulated: z.boolean(),
});
export type Run = z.infer<typeof runSchema>;

/** The switch that stops all automation at once. */
export const automationSchema = z.object({
  id: z.literal('automation'),
  on: z.boolean(),
  /** The last switching; absent where it was never switched. */
  switched: actSchema.extend({ reason: z.string() }).optional(),
});
export type Automation = z.infer<typeof automationSchema>;

/** The step that is under way or comes next; undefined where all have an outcome. */
export const currentStep = ({ steps }: Pick<Run, 'steps'>): RunStep | undefined =>
  steps.find(({ outcome }) => outcome === undefined);
