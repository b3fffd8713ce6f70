import { z } from 'zod';
import { actSchema } from './incident.ts';
import { instantSchema } from './instant.ts';

/** One list of the rota that is held by somebody else for a while. */
export const rotaPartSchema = z.object({
  /** List id of the policy: `primary`, `secondary`, ... */
  list: z.string(),
  /** Person id of the policy. */
  person: z.string(),
  from: instantSchema,
  /** Not part of it. */
  to: instantSchema,
});
export type RotaPart = z.infer<typeof rotaPartSchema>;

/** Somebody stands in for whoever the rota names, or two exchange turns. Keyed by its id, `ROT-101`. */
export const rotaOverrideSchema = z.object({
  id: z.string().regex(/^ROT-\d+$/),
  kind: z.enum(['override', 'swap']),
  /** One for an override, two for a swap. */
  parts: z.array(rotaPartSchema).min(1),
  reason: z.string(),
  /** In force from its proposal, until somebody declines it. */
  emergency: z.boolean(),
  status: z.enum(['proposed', 'approved', 'declined', 'cancelled']),
  proposed: actSchema,
  approved: actSchema.optional(),
  /** Who declined or cancelled it, and why. */
  ended: actSchema.extend({ reason: z.string() }).optional(),
});
export type RotaOverride = z.infer<typeof rotaOverrideSchema>;

/** A stretch of a list that one person holds, or nobody. */
export const rotaSpanSchema = z.object({
  from: instantSchema,
  /** Not part of it. */
  to: instantSchema,
  /** Person id; absent in a hole. */
  person: z.string().optional(),
  /** Why nobody is on; absent where somebody is. */
  hole: z.string().optional(),
  /** What says so: the policy's turns, a calendar, or an override over either. */
  source: z.enum(['rotation', 'calendar', 'override']),
  /** Id of the override. */
  override: z.string().optional(),
});
export type RotaSpan = z.infer<typeof rotaSpanSchema>;

/** What is wrong with the rota ahead. */
export const rotaFindingSchema = z.object({
  kind: z.enum(['hole', 'double', 'overlap', 'contact', 'undecided']),
  from: instantSchema,
  to: instantSchema,
  /** One sentence, times in UTC. */
  text: z.string(),
});
export type RotaFinding = z.infer<typeof rotaFindingSchema>;

/** One list of the rota as it stands: from a week back to five weeks ahead, whole UTC days. Keyed by its id. */
export const rotaListSchema = z.object({
  id: z.string(),
  name: z.string(),
  covers: z.string().optional(),
  /** The services that it is expert in; absent for a list that is on call for all. */
  services: z.array(z.string()).optional(),
  /** Without gaps: a hole is a span too. */
  spans: z.array(rotaSpanSchema),
  /** Fourteen days ahead, the first first. One of several lists is told by the first of them. */
  findings: z.array(rotaFindingSchema),
});
export type RotaListEntity = z.infer<typeof rotaListSchema>;
