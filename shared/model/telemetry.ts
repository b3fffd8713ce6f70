import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { serviceStateSchema } from './service.ts';

/** One measured figure. Never drawn without its unit and its age. */
export const figureSchema = z.object({
  id: z.string(),
  /** Short name: "p99", "cache hit rate". */
  name: z.string(),
  /** Absent while unknown; never zero in its place. */
  value: z.number().optional(),
  unit: z.string(),
  target: z.object({ below: z.number().optional(), above: z.number().optional() }).optional(),
  /** When the value was measured (at its source), or last known. */
  at: instantSchema.optional(),
  source: z.string(),
  headline: z.boolean(),
});
export type Figure = z.infer<typeof figureSchema>;

/** A service's figures: telemetry, latest value wins, not journalled. Keyed by service id. */
export const telemetrySchema = z.object({ service: z.string(), figures: z.array(figureSchema) });
export type Telemetry = z.infer<typeof telemetrySchema>;

/** A service's short past: three hours of its headline figure, and 24 hourly blocks of its worst state. */
export const historySchema = z.object({
  service: z.string(),
  /** Name and unit of the figure that `points` shows. */
  figure: z.string(),
  unit: z.string(),
  /** Time between two points, milliseconds. */
  stepMs: z.number().int().positive(),
  /** Instant of the last point. */
  endsAt: instantSchema,
  /** Oldest first, at most 61; null where nothing was measured (never zero in its place). */
  points: z.array(z.number().nullable()),
  /** Oldest first, 24 hourly blocks, the last one being the running hour; null where nothing was known. */
  hours: z.array(serviceStateSchema.nullable()),
});
export type History = z.infer<typeof historySchema>;
