import { z } from 'zod';

/** Alert rules that the feed tells of; a gateway that has more says how many. */
export const mostAlertRules = 2000;

/** An alert rule of a Prometheus, and the runbook that its `runbook_url` names by the last part of its path. */
export const alertRuleSchema = z.object({
  source: z.string(),
  name: z.string(),
  runbook: z.string().optional(),
});
export type AlertRule = z.infer<typeof alertRuleSchema>;

/** The alert rules that there are, so that a console can say for how many it has a runbook. One, keyed `readiness`. */
export const readinessSchema = z.object({
  /** The sources that were asked; `problem` where the rules of one are not known now. */
  sources: z.array(z.object({ id: z.string(), name: z.string(), problem: z.string().optional() })),
  /** By source and name. */
  rules: z.array(alertRuleSchema),
  rulesTotal: z.number().int().min(0),
  /** A runbook reviewed, or drilled, longer ago is stale, ms; absent where the policy sets no limit. */
  reviewEveryMs: z.number().positive().optional(),
  drillEveryMs: z.number().positive().optional(),
});
export type Readiness = z.infer<typeof readinessSchema>;
