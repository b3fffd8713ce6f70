import { z } from 'zod';
import { duration, id, period, section, text } from './values.ts';

/** A kind of change, who approves it and how long that takes. */
const category = section({
  id,
  name: text,
  /** Roles of `escalation.roles`; any one of them may approve. */
  approvers: z.array(id).min(1),
  /** Time between request and implementation, ms; both are 0 when it is immediate. */
  leadTime: section({ atLeast: duration, atMost: duration }).refine(
    (value) => value.atLeast <= value.atMost,
    {
      error: 'atLeast must not be longer than atMost',
    },
  ),
  /** When it is written down: before, after, or through the whole process. */
  documentation: z.enum(['pre-implementation', 'post-implementation', 'full-process']),
  /** Who looks at it: nobody before, a review period, or a board that meets. */
  review: z.discriminatedUnion('kind', [
    section({ kind: z.literal('none') }),
    section({ kind: z.literal('period'), lasts: period }),
    section({ kind: z.literal('board'), name: text, every: period }),
  ]),
  /** The stages of the workflow, in order. */
  workflow: z.array(text).min(1),
  examples: z.array(text).default([]),
});

/** Changes, and what every one of them must keep. */
export const changes = section({
  categories: z.array(category).min(1),
  rules: z
    .array(
      section({
        id,
        name: text,
        text,
        /** What Watchfloor checks itself; without it, the requester confirms the rule. */
        check: z.enum(['hash', 'rollback', 'audit']).optional(),
      }),
    )
    .default([]),
});
