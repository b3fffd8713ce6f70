import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** Why people are told: what happened. */
export const noticeKinds = [
  'opened',
  'escalated',
  'acknowledged',
  'update',
  'resolved',
  'handoff',
  'test',
  'automation',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** How loud a pager is to be; PagerDuty's own words. */
export const urgencies = ['critical', 'error', 'warning', 'info'] as const;
export type Urgency = (typeof urgencies)[number];

/** Something that people are to be told through one channel. */
export const noticeSchema = z.object({
  /** `NTC-1`, counted over the whole journal. */
  id: z.string().regex(/^NTC-\d+$/),
  /** Channel id of the policy. */
  channel: z.string(),
  incident: z.string().optional(),
  kind: z.enum(noticeKinds),
  urgency: z.enum(urgencies),
  /** One line. */
  subject: z.string(),
  /** Plain text of one or more lines; each channel escapes it for its own format. */
  text: z.string(),
  /** A file that goes along, where the channel carries files. */
  attachment: z.object({ name: z.string(), text: z.string() }).optional(),
  /** Who is meant, where somebody in particular is. */
  to: z.object({ role: z.string().optional(), person: z.string().optional() }).optional(),
  dueAt: instantSchema,
});
export type Notice = z.infer<typeof noticeSchema>;
