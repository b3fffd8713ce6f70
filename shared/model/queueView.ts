import { z } from 'zod';

/** What a view of the queue lists: incidents of some kind, or alerts. */
export const queueScopeSchema = z.enum([
  'open',
  'mine',
  'unacknowledged',
  'unowned',
  'due',
  'resolved',
  'alerts',
]);
export type QueueScope = z.infer<typeof queueScopeSchema>;

/** One key of an order; the first of a list counts most. */
export const sortKeySchema = z.strictObject({ by: z.string().max(40), down: z.boolean() });
export type SortKey = z.infer<typeof sortKeySchema>;

/** Keys of an order at most. */
export const mostSortKeys = 5;

/** A view of the queue as a console keeps it. */
export const queueViewSchema = z.strictObject({
  name: z.string().trim().min(1).max(32),
  scope: queueScopeSchema,
  /** Prometheus's matcher syntax and free words. */
  filter: z.string().max(1_000),
  /** Ids of columns, from the left. */
  columns: z
    .array(z.string().max(40))
    .min(1)
    .max(24)
    .refine((columns) => new Set(columns).size === columns.length, 'a column is named twice'),
  sort: z.array(sortKeySchema).max(mostSortKeys),
});
export type QueueView = z.infer<typeof queueViewSchema>;
