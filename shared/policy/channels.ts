import { z } from 'zod';
import { httpUrl, id, secret, section, text } from './values.ts';

const common = {
  id,
  name: text,
  /** Severities that are sent to it; without it, all. */
  severities: z.array(id).min(1).optional(),
  /** True: what a simulator raises is sent too, marked as simulated. Without it only tests are. */
  simulated: z.boolean().default(false),
};

/** How the gateway reaches a mail server. */
const mailServer = section({
  host: z.string().min(1),
  port: z.int().min(1).max(65_535).default(587),
  /** Without it, `implicit` on port 465 and `starttls` on every other. */
  tls: z.enum(['implicit', 'starttls', 'none']).optional(),
  /** A PEM file with the authority that signed its certificate, where the system does not know it. */
  caFile: z.string().min(1).optional(),
  username: z.string().min(1).optional(),
  password: secret.optional(),
})
  .refine(({ username, password }) => (username === undefined) === (password === undefined), {
    error: 'give username and password together, or neither',
  })
  .refine(({ tls, password }) => tls !== 'none' || password === undefined, {
    error: 'a password is never sent without TLS; leave out tls: none, or the password',
  });

/** A way to reach people. A channel whose secret is not set says so, and is sent nothing. */
const channel = z.discriminatedUnion('kind', [
  section({
    ...common,
    kind: z.literal('chat'),
    /** The room, such as `#acgs-alerts`. */
    room: text,
    /** `slack` suits Mattermost too; `teams` is a workflow that posts an Adaptive Card. */
    format: z.enum(['slack', 'teams']).default('slack'),
    /** The address of an incoming webhook. It lets anybody post, so it is a secret. */
    webhook: secret,
  }),
  section({
    ...common,
    kind: z.literal('mail'),
    to: z.array(z.email()).min(1),
    /** The sender; without it, the first of `to`. */
    from: z.email().optional(),
    /** Where answers go; without it, to the sender. */
    reply: z.email().optional(),
    server: mailServer.optional(),
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
  section({
    ...common,
    kind: z.literal('webhook'),
    /** Takes each notice as a POST of JSON. */
    url: httpUrl,
    /** Sent as `Authorization: Bearer ...`. */
    bearerToken: secret.optional(),
  }),
]);

/** All ways to reach people. */
export const channels = z.array(channel);
