import { z } from 'zod';

/** A text as it was typed and not sent yet, kept by the shell. */
export const draftSchema = z.object({
  text: z.string().max(20_000),
  /** Revision of what it was made from; 0 where that has none. */
  base: z.number().int().min(0),
  /** By the console's own clock. */
  keptAt: z.number(),
});
export type Draft = z.infer<typeof draftSchema>;

/** What a draft belongs to, such as `HND-2026-11-25T16/notes`. */
export const draftIdSchema = z.string().min(1).max(200);

/** Drafts that a shell keeps; beyond them the oldest are dropped. */
export const mostDrafts = 200;
