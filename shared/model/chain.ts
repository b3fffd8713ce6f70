import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** `fresh`: heard within its limit. `late`: not heard within its limit, but within twice that. `silent`: longer. */
export const linkFreshnessSchema = z.enum(['waiting', 'fresh', 'late', 'silent']);
export type LinkFreshness = z.infer<typeof linkFreshnessSchema>;

/** One link of the freshness chain: a source of the gateway. */
export const chainLinkSchema = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['prometheus', 'alertmanager', 'probe', 'simulator', 'gateway']),
  freshness: linkFreshnessSchema,
  /** Last good answer; absent before the first one. */
  heardAt: instantSchema.optional(),
  /** Older than this is not fresh, milliseconds. */
  freshForMs: z.number().int().positive(),
  /** Since when it is silent. */
  silentSince: instantSchema.optional(),
  /** What it said instead, in one sentence. */
  problem: z.string().optional(),
});
export type ChainLink = z.infer<typeof chainLinkSchema>;
