import { z } from 'zod';
import { handoffSchema } from './handoff.ts';

/** The sizes of paper that records are set on. */
export const paperSizes = ['A4', 'Letter'] as const;
export type PaperSize = (typeof paperSizes)[number];

/** A handoff to be exported. The record itself, so that what is written is made from nothing else. */
export const recordExportSchema = z.strictObject({
  form: z.enum(['markdown', 'pdf']),
  record: handoffSchema,
});
export type RecordExport = z.infer<typeof recordExportSchema>;
