import { z } from 'zod';
import { instantSchema } from './instant.ts';

const count = z.number().int().min(0);

/** What may have come and gone. */
export const passedKinds = [
  'incident',
  'alert',
  'service',
  'silence',
  'run',
  'change',
  'automation',
  'notice',
] as const;

/** One thing that was done or that happened; with `to` it lasted until then. */
export const passedActSchema = z.object({
  at: instantSchema,
  to: instantSchema.optional(),
  /** The person who did it; absent where the gateway or the estate did. */
  by: z.string().optional(),
  /** What it was, in words: "acknowledged", "escalated to Engineering Manager". */
  text: z.string(),
});
export type PassedAct = z.infer<typeof passedActSchema>;

/** Things in one answer, and acts of one thing, at most: the newest. */
export const mostPassed = 120;
export const mostPassedActs = 12;
export const mostPassedSignals = 8;

/** One thing to which something happened in the span. */
export const passedSchema = z.object({
  kind: z.enum(passedKinds),
  /** An incident's id, an alert's, ...: unique within its kind. */
  id: z.string(),
  title: z.string(),
  service: z.string().optional(),
  severity: z.string().optional(),
  /** How it stood at the end of the span: `open`, `resolved`, `firing`, `down`, ... */
  state: z.string(),
  /** When it began, which may be before the span. */
  from: instantSchema,
  /** When it ended; absent while it lasts, or where nobody saw its end. */
  to: instantSchema.optional(),
  /** The last thing that happened to it in the span. */
  lastAt: instantSchema,
  /** How often it came within the span; of an incident, its most restless signal. */
  times: count,
  /** Oldest first; the newest of `actCount`. */
  acts: z.array(passedActSchema).max(mostPassedActs),
  actCount: count,
  /** What is behind an incident, the most restless first, and how often each came. */
  signals: z
    .array(z.object({ text: z.string(), times: count, state: z.string() }))
    .max(mostPassedSignals)
    .optional(),
});
export type Passed = z.infer<typeof passedSchema>;

/** A time of which not everything can be known, and why. */
export const blindSchema = z.object({
  /** `records`: it is before what is kept. */
  kind: z.enum(['gateway', 'source', 'journal', 'records']),
  name: z.string(),
  from: instantSchema,
  to: instantSchema.optional(),
  problem: z.string().optional(),
});
export type Blind = z.infer<typeof blindSchema>;

/** Times of blindness in one answer, at most. */
export const mostBlind = 40;

/** So many comings in one span are called flapping. */
export const flapsFrom = 3;

/** What came and went between two instants: `from` is part of the span, `to` is not. */
export const deskBetweenSchema = z.object({
  from: instantSchema,
  to: instantSchema,
  asOf: instantSchema,
  /** Incidents to which each of these happened, and how many things of each other kind. */
  counts: z.object({
    opened: count,
    acknowledged: count,
    escalated: count,
    reopened: count,
    resolved: count,
    /** Things that came `flapsFrom` times or more. */
    flapped: count,
    /** Alerts that are part of no incident. */
    alerts: count,
    services: count,
    silences: count,
    runs: count,
    changes: count,
  }),
  /** Oldest first: where this is not empty, the answer is not known to be complete. */
  blind: z.array(blindSchema).max(mostBlind),
  blindCount: count,
  /** What happened last comes first; the newest of `itemCount`. */
  items: z.array(passedSchema).max(mostPassed),
  itemCount: count,
});
export type DeskBetween = z.infer<typeof deskBetweenSchema>;
