import { z } from 'zod';

/** An instant: milliseconds since 1970-01-01T00:00:00Z. UTC inside; zones are for showing. */
export const instantSchema = z.number().int().min(0).max(8.64e15);
/** Milliseconds since the epoch, UTC. */
export type Instant = z.infer<typeof instantSchema>;
