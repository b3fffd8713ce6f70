import { z } from 'zod';
import { calendarInterval } from './recovery.ts';
import { id, ratio, section, text } from './values.ts';

const named = section({ id, name: text, does: text });
const week = z.int().min(1);

/** How operations themselves are to grow: what is shown beside the key figures, and measured nowhere. */
export const programme = section({
  /** How the clock is covered. */
  coverage: text.optional(),
  /** What is used for what. */
  tools: z.array(section({ id, name: text, uses: z.array(text).min(1) })).default([]),
  /** Shares of the yearly budget. */
  budget: z.array(section({ id, name: text, share: ratio, covers: text.optional() })).default([]),
  risks: z.array(section({ id, name: text, answer: text })).default([]),
  mitigations: z.array(named).default([]),
  goals: z
    .array(section({ id, name: text, does: text, by: z.enum(['first-year', 'long-term']) }))
    .default([]),
  maturity: section({
    levels: z.array(section({ level: z.int().min(1), name: text, meaning: text })).min(1),
    /** What the document said of its day. */
    reported: z.int().min(1),
    target: z.int().min(1),
    strengths: z.array(text).default([]),
    improvements: z.array(text).default([]),
  }).optional(),
  /** Reviews that have a rhythm of their own. */
  reviews: z.array(section({ id, name: text, every: calendarInterval })).default([]),
  phases: z
    .array(
      section({
        id,
        name: text,
        weeks: section({ from: week, to: week }),
        /** As the document reported it. */
        items: z.array(section({ name: text, state: z.enum(['done', 'running', 'planned']) })).min(1),
      }),
    )
    .default([]),
});
