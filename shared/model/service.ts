import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** What a service may be; worst first is `down, unknown, degraded, maintenance, operational`. */
export const serviceStates = ['down', 'unknown', 'degraded', 'maintenance', 'operational'] as const;
export const serviceStateSchema = z.enum(serviceStates);
export type ServiceState = z.infer<typeof serviceStateSchema>;

/** One finding that counted towards a service's state, in words an operator can read. */
export const findingSchema = z.object({
  /** What was looked at. */
  kind: z.enum(['probe', 'up', 'alert', 'figure', 'dependency', 'freshness', 'change']),
  state: serviceStateSchema,
  /** One line, sentence case, without a full stop: "3 health checks failed: HTTP 503". */
  text: z.string(),
  since: instantSchema,
  /** The link of the chain it rests on: a source's id. */
  source: z.string().optional(),
  /** The change in force that it tells of, and its planned end. */
  change: z.object({ id: z.string(), title: z.string(), endsAt: instantSchema }).optional(),
});
export type Finding = z.infer<typeof findingSchema>;

/** A monitored service or platform part and its present state. Its figures are telemetry, apart. */
export const serviceSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['service', 'platform']),
  /** Tier id of the policy; platform parts have none. */
  tier: z.string().optional(),
  owner: z.string().optional(),
  dependsOn: z.array(z.string()),
  state: serviceStateSchema,
  /** When this state began. */
  since: instantSchema,
  /** The finding that decided the state, in words. */
  reason: z.string(),
  /** All present findings, worst first. */
  findings: z.array(findingSchema),
  /** Sources it rests on; while one of them is silent and none says worse, the state is unknown. */
  restsOn: z.array(z.string()),
  runbooks: z.array(z.string()),
});
export type Service = z.infer<typeof serviceSchema>;
