import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** The figures that records alone give, in the order in which they are shown. */
export const figureNames = [
  'mttd',
  'mtta',
  'mttr',
  'recurrence',
  'responseCompliance',
  'changeSuccess',
] as const;
export type FigureName = (typeof figureNames)[number];

const count = z.number().int().min(0);

/** One figure and what it rests on: "12 of 14 incidents". Times are ms, shares 0 to 1. */
export const figureSchema = z.object({
  /** The mean of times, or the share; absent where nothing counts, never zero then. Below zero: more in place of fewer. */
  value: z.number().optional(),
  /** Of times only, as the next. */
  median: z.number().min(0).optional(),
  /** The time that nine in ten do not exceed (nearest rank). */
  p90: z.number().min(0).optional(),
  counted: count,
  /** All that the span holds; those not counted are in `leftOut`. */
  of: count,
  leftOut: z.array(z.object({ why: z.string(), count })),
  /** Counted, but the clock went backwards meanwhile: a time below zero, taken as zero. */
  doubtful: count,
  /** Why there is no value. */
  why: z.string().optional(),
});
export type Figure = z.infer<typeof figureSchema>;

/** Every figure of one part of the records. */
export const figuresSchema = z.record(z.enum(figureNames), figureSchema);
export type Figures = z.infer<typeof figuresSchema>;

/** How an incident stands with the response time of its severity. */
export const responseStates = ['met', 'missed', 'notDue', 'overByItself', 'noResponseTime'] as const;

/** One incident with its times, ms; clamped at zero where the clock went backwards. */
export const incidentRowSchema = z.object({
  id: z.string(),
  title: z.string(),
  service: z.string().optional(),
  category: z.string().optional(),
  cause: z.string(),
  /** The worst it ever had. */
  severity: z.string(),
  severityAtOpening: z.string(),
  firstSignalAt: instantSchema,
  openedAt: instantSchema,
  acknowledgedAt: instantSchema.optional(),
  acknowledgedBy: z.string().optional(),
  /** The last one; absent while it is open. */
  resolvedAt: instantSchema.optional(),
  resolvedBy: z.string().optional(),
  reopened: count,
  declaredBy: z.string().optional(),
  mergedInto: z.string().optional(),
  /** From the first bad signal; absent where a person declared it. */
  detectMs: z.number().min(0).optional(),
  acknowledgeMs: z.number().min(0).optional(),
  /** To the last resolve, nothing taken off. */
  resolveMs: z.number().min(0).optional(),
  response: z.enum(responseStates),
  /** The incident of the same service and cause that it follows too soon. */
  recurrenceOf: z.string().optional(),
  /** Which of its times would be below zero. */
  doubtful: z.array(z.enum(['detect', 'acknowledge', 'resolve'])),
});
export type IncidentRow = z.infer<typeof incidentRowSchema>;

/** A key figure of the policy over the span, in the policy's unit. */
export const kpiFigureSchema = figureSchema.extend({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  document: z.string(),
  figure: z.string(),
  /** Only incidents of this severity. */
  severity: z.string().optional(),
  unit: z.string(),
  target: z.object({
    below: z.number().optional(),
    above: z.number().optional(),
    atLeast: z.number().optional(),
    atMost: z.number().optional(),
  }),
  /** Absent without a value. */
  met: z.boolean().optional(),
  /** Since when it is met or missed, over spans of the same length; `isAtLeast`: so long as was looked at, or longer. */
  since: z.object({ at: instantSchema, isAtLeast: z.boolean() }).optional(),
});
export type KpiFigure = z.infer<typeof kpiFigureSchema>;

/** Calendar weeks in one answer. */
export const trendWeeks = 12;

/** Rows of incidents in one answer, at most. */
export const mostIncidentRows = 500;

/** The desk's figures over a span: `from` is part of it, `to` is not. */
export const deskFiguresSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  /** All figures are as known then: an old span still changes when one of its incidents does. */
  asOf: instantSchema,
  /** When the journal begins; absent where it is empty. A span before it holds nothing. */
  recordsSince: instantSchema.optional(),
  opened: count,
  resolved: count,
  reopened: count,
  merged: count,
  /** Open now, of those opened in the span or before. */
  stillOpen: count,
  kpis: z.array(kpiFigureSchema),
  total: figuresSchema,
  /** By the worst severity, worst first. */
  bySeverity: z.array(z.object({ severity: z.string(), figures: figuresSchema })),
  /** By service; the row without one is of incidents that name none. A change counts for each of its services. */
  byService: z.array(z.object({ service: z.string().optional(), figures: figuresSchema })),
  /** Time to acknowledge by calendar week (UTC), oldest first, the last one that of the span's end; absent from an older gateway. */
  weeks: z
    .array(z.object({ from: instantSchema, to: instantSchema, mtta: figureSchema }))
    .max(trendWeeks)
    .optional(),
  /** All that were open at some time of the span, newest first. */
  incidents: z.array(incidentRowSchema).max(mostIncidentRows),
  incidentCount: count,
});
export type DeskFigures = z.infer<typeof deskFiguresSchema>;
