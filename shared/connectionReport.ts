import { z } from 'zod';

/** The steps of a connection, in their order, and what each is called. */
export const connectionSteps = {
  files: 'Certificate files',
  dns: 'DNS',
  tcp: 'TCP',
  proxy: 'Proxy',
  tls: 'TLS',
  http: 'HTTP',
  token: 'Token',
  protocol: 'Protocol',
} as const;
export type ConnectionStep = keyof typeof connectionSteps;
const stepIds = Object.keys(connectionSteps) as [ConnectionStep, ...ConnectionStep[]];

/** How a connection was tried: each step that was taken, and at the first that failed why, and what to do. */
export const connectionReportSchema = z.object({
  /** Where to, without anything secret. */
  url: z.string(),
  steps: z.array(z.object({ step: z.enum(stepIds), text: z.string() })),
  failed: z.object({ step: z.enum(stepIds), reason: z.string(), todo: z.string() }).optional(),
  /** Who the gateway takes this console for. */
  welcome: z.object({ gateway: z.string(), person: z.string(), role: z.string() }).optional(),
  /** True where the change was kept, and the console follows it. */
  kept: z.boolean(),
});
export type ConnectionReport = z.infer<typeof connectionReportSchema>;

/** When a change of the connection is kept: never (a mere test), if the gateway answers, or whatever comes of it. */
export const keepWhen = ['never', 'if it answers', 'in any case'] as const;
export type KeepWhen = (typeof keepWhen)[number];
