import { z } from 'zod';
import { instantSchema } from './instant.ts';
import { runbookIdSchema } from './runbook.ts';

/** For how long a console may be cut off on purpose, minutes. */
export const drillMinutes = [1, 5, 15] as const;

/** What a drill ended by: its time, a person, or a restart of the console. */
export const drillEnds = ['time', 'person', 'restart'] as const;
export type DrillEnd = (typeof drillEnds)[number];

/** Of each list in a record so many are kept, the first ones; what is more is counted. */
export const mostInDrill = 20;

const words = z.string().trim().min(1).max(120);
const count = z.number().int().min(0).max(1_000_000);

/** Rules with a usable runbook, of all that were known. */
export const drillReadinessSchema = z.strictObject({ usable: count, rules: count });
export type DrillReadiness = z.infer<typeof drillReadinessSchema>;

/** What became of an act that was given while the console was cut off. */
export const drillActSchema = z.strictObject({
  /** `Acknowledge INC-2041` */
  what: words,
  fate: z.enum(['done', 'refused', 'withdrawn']),
  /** Why it was refused. */
  message: z.string().max(160).optional(),
});
export type DrillAct = z.infer<typeof drillActSchema>;

/** How a drill went, as the console that was cut off tells it. */
export const drillReportSchema = z.strictObject({
  /** The console's own, never twice the same. */
  drill: z.string().min(8).max(64),
  shell: z.enum(['desktop', 'browser']),
  /** The address that it was cut off from. */
  gateway: z.string().max(200),
  /** From the cut until the feed was let in again, in the gateway's time as the console has it. */
  from: instantSchema,
  to: instantSchema,
  plannedMs: z.number().int().positive().max(3_600_000),
  ended: z.enum(drillEnds),
  readiness: drillReadinessSchema.optional(),
  runbooks: z
    .array(
      z.strictObject({
        id: runbookIdSchema,
        title: words,
        /** Followed to its end, and it worked. */
        isCarriedOut: z.boolean(),
      }),
    )
    .max(mostInDrill),
  searches: z.array(z.strictObject({ words, found: count })).max(mostInDrill),
  /** Steps that were marked. */
  ticks: count,
  acts: z.array(drillActSchema).max(mostInDrill),
  /** All acts, ticks among them; the list holds the first ones that are no ticks. */
  actsTotal: count,
  /** Incidents that came and went meanwhile; absent where that is not known any more. */
  missed: z
    .strictObject({
      opened: count,
      resolved: count,
      /** Of the worst severity, the first ones. */
      worst: z.array(z.strictObject({ id: words, severity: words, title: words })).max(5),
    })
    .optional(),
});
export type DrillReport = z.infer<typeof drillReportSchema>;

/** A drill on record. Keyed by its console's id for it. */
export const drillSchema = z.object({
  ...z.object(drillReportSchema.shape).omit({ drill: true }).shape,
  id: z.string(),
  /** Who told of it, and when the gateway heard of it. */
  by: z.string(),
  recordedAt: instantSchema,
});
export type Drill = z.infer<typeof drillSchema>;
