import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** More new alerts than one operator can take in; there is one of these while that lasts, and none otherwise. */
export const floodSchema = z.object({
  id: z.literal('flood'),
  since: instantSchema,
  /** New alerts within the last `withinMs`. */
  alerts: z.number().int().min(0),
  withinMs: z.number(),
  /** The alert that came first (first-out). */
  firstAlert: z.string(),
  /** The incident that it belongs to; absent where it opened none. */
  firstIncident: z.string().optional(),
});
export type Flood = z.infer<typeof floodSchema>;
