import { z } from 'zod';
import { instantSchema } from './instant.ts';

/**
 * `critical`: a pair of windows that pages burns. `burning`: only one that makes a ticket does. `recovering`: a long
 * window still burns, its short one no more. `holding`: none burns. `idle`: no event to judge by. `unknown`: not heard.
 */
export const verdicts = ['critical', 'burning', 'recovering', 'holding', 'idle', 'unknown'] as const;
export const verdictSchema = z.enum(verdicts);
export type Verdict = z.infer<typeof verdictSchema>;

/** The window of a budget: the last so many ms, or the running calendar month (UTC). */
export const budgetWindowSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rolling'), lengthMs: z.number().positive() }),
  /** `endsAt` is not part of it. */
  z.object({ kind: z.literal('month'), startsAt: instantSchema, endsAt: instantSchema }),
]);
export type BudgetWindow = z.infer<typeof budgetWindowSchema>;

/** How much of an error budget is left over one window. */
export const budgetSchema = z.object({
  window: budgetWindowSchema,
  /** Events (or slices of time), as counted. */
  bad: z.number().min(0),
  total: z.number().min(0),
  /** 1 untouched, 0 spent, below 0 over; absent where there was no event to judge by. */
  left: z.number().optional(),
  /** Bad time: the share of bad events of the time that was counted, ms. */
  usedMs: z.number().min(0),
  /** Bad time that the target allows, ms. */
  allowedMs: z.number().min(0),
  /** Time in the window for which there is data, ms: what the figures rest on. */
  coveredMs: z.number().min(0),
  /** When it was used up; absent while some is left. */
  spentAt: instantSchema.optional(),
});
export type Budget = z.infer<typeof budgetSchema>;

/** How fast the budget is burnt over one window. */
export const burnSchema = z.object({
  windowMs: z.number().positive(),
  bad: z.number().min(0),
  total: z.number().min(0),
  /** 1 spends the budget in exactly its window; absent where there was no event. */
  rate: z.number().min(0).optional(),
});
export type Burn = z.infer<typeof burnSchema>;

/** A pair of windows, and whether it burns: from when both exceed the factor until neither does. */
export const burnPairSchema = z.object({
  longMs: z.number().positive(),
  shortMs: z.number().positive(),
  factor: z.number().positive(),
  severity: z.enum(['page', 'ticket']),
  burning: z.boolean(),
});
export type BurnPair = z.infer<typeof burnPairSchema>;

/** What a forecast says, and how well it did before: a range, never a promise. */
export const forecastSchema = z.object({
  /** In words, for the operator. */
  method: z.string(),
  /** The instant it is for. */
  at: instantSchema,
  low: z.number(),
  high: z.number(),
  /** Past days on which it was tried, and on how many of them the truth lay in its range. */
  triedDays: z.number().int().min(0),
  heldDays: z.number().int().min(0),
});
export type Forecast = z.infer<typeof forecastSchema>;

/** The worst hour that the next 24 h may bring to an objective's figure: a range, never a promise. */
export const capacitySchema = z.object({
  /** Of the figure, as the policy writes it. */
  unit: z.string(),
  /** Which hour is the worst: the lowest where the figure must stay above a bound, else the highest. */
  worst: z.enum(['lowest', 'highest']),
  low: z.number(),
  high: z.number(),
  /** The service whose figure it is. */
  service: z.string(),
  /** End of the 24 h it is for. */
  at: instantSchema,
  /** The bound of the figure, in its unit; absent where it has none. */
  bound: z.number().optional(),
  /** Share of the bound by which the worse end of the range keeps it; below 0 where it does not. */
  headroom: z.number().optional(),
  /** Past days on which it was tried, and on how many of them the truth lay in its range. */
  triedDays: z.number().int().min(0),
  heldDays: z.number().int().min(0),
});
export type Capacity = z.infer<typeof capacitySchema>;

/** An agreement or objective as it stands, for one service (or once for several). Keyed `<objective>/<service>`. */
export const objectiveSchema = z.object({
  id: z.string(),
  /** The policy's objective. */
  objective: z.string(),
  name: z.string(),
  kind: z.string(),
  agreement: z.enum(['sla', 'slo']),
  /** The document's own words. */
  statement: z.string().optional(),
  services: z.array(z.string()),
  tier: z.string().optional(),
  /** Counted in events, or in slices of time. */
  counts: z.enum(['events', 'time']),
  /** 0 to 1; absent where there is only a bound on a figure. */
  target: z.number().optional(),
  /** The figure of its service that shows how it does now (in the service's telemetry). */
  figure: z.string().optional(),
  verdict: verdictSchema,
  /** When this verdict began. */
  since: instantSchema,
  /** Why, in words; the broken link for `unknown`. */
  reason: z.string(),
  /** The source it rests on. */
  source: z.string(),
  /** When the figures were measured; absent before the first. Older than the feed while `unknown`. */
  asOf: instantSchema.optional(),
  /** Whether recording rules or direct queries gave the figures. */
  reads: z.enum(['recorded', 'direct', 'simulated']),
  /** Its own window first. Empty before the first figures. */
  budgets: z.array(budgetSchema),
  burns: z.array(burnSchema),
  pairs: z.array(burnPairSchema),
  /** When nothing is left at the present burn, at current traffic; absent where it lasts. */
  exhaustedAt: instantSchema.optional(),
  forecast: forecastSchema.optional(),
  /** Of objectives on throughput and cache. */
  capacity: capacitySchema.optional(),
});
export type Objective = z.infer<typeof objectiveSchema>;

/** An objective's budget over its window, in few points. Keyed like the objective. */
export const budgetLineSchema = z.object({
  id: z.string(),
  stepMs: z.number().int().positive(),
  /** Instant of the last point. */
  endsAt: instantSchema,
  /** Share of the budget left, oldest first; null where nothing was known. */
  left: z.array(z.number().nullable()),
});
export type BudgetLine = z.infer<typeof budgetLineSchema>;
