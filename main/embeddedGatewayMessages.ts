import { z } from 'zod';

/** What the embedded gateway is started with; its one argument, as JSON. */
export const embeddedGatewayConfigSchema = z.strictObject({
  policyFile: z.string(),
  dataFolder: z.string(),
  port: z.number().int().min(1).max(65_535),
});
export type EmbeddedGatewayConfig = z.infer<typeof embeddedGatewayConfigSchema>;

/** What the embedded gateway tells main. */
export const embeddedGatewayNewsSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), url: z.string(), simulated: z.boolean() }),
  z.object({ kind: z.literal('failed'), problem: z.string() }),
]);
export type EmbeddedGatewayNews = z.infer<typeof embeddedGatewayNewsSchema>;

/** What main tells the embedded gateway. */
export const embeddedGatewayOrderSchema = z.object({ kind: z.literal('stop') });
export type EmbeddedGatewayOrder = z.infer<typeof embeddedGatewayOrderSchema>;
