import { z } from 'zod';
import { httpUrl, id, secret, section, text } from './values.ts';

const common = {
  id,
  name: text,
  /** Severities that are sent to it; without it, all. */
  severities: z.array(id).min(1).optional(),
};

/** A way to reach people. A channel whose secret is not set says so, and sends nothing. */
const channel = z.discriminatedUnion('kind', [
  section({
    ...common,
    kind: z.literal('chat'),
    /** The room, such as `#acgs-alerts`. */
    room: text,
    /** An incoming webhook that takes `{text}`, as Slack, Mattermost and Teams bridges do. */
    webhook: secret,
  }),
  section({
    ...common,
    kind: z.literal('mail'),
    to: z.array(z.email()).min(1),
    from: z.email().optional(),
    server: section({
      host: z.string().min(1),
      port: z.int().min(1).max(65_535).default(587),
      username: z.string().optional(),
      password: secret.optional(),
    }).optional(),
  }),
  section({
    ...common,
    kind: z.literal('pager'),
    /** The pager's service, such as `acgs-production`. */
    service: text,
    /** Where PagerDuty's Events API v2, or one like it, is. */
    url: httpUrl.default('https://events.pagerduty.com/v2/enqueue'),
    routingKey: secret,
  }),
]);

/** All ways to reach people. */
export const channels = z.array(channel);
