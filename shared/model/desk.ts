import { z } from 'zod';

/** What a console needs of the policy to show and to count: published once, replaced when the policy changes. */
export const deskInfoSchema = z.object({
  id: z.literal('desk'),
  title: z.string(),
  /** True while any source is the simulator: every screen says SIMULATED. */
  simulated: z.boolean(),
  policyDigest: z.string(),
  gatewayName: z.string(),
  sites: z.array(z.object({ id: z.string(), name: z.string(), timeZone: z.string() })),
  tiers: z.array(
    z.object({ id: z.string(), name: z.string(), rank: z.number(), availability: z.number().min(0).max(1) }),
  ),
  severities: z.array(
    z.object({
      id: z.string(),
      rank: z.number().int(),
      name: z.string(),
      meaning: z.string(),
      responseMs: z.number(),
      rtoMs: z.number(),
    }),
  ),
  duties: z.object({
    acknowledgeMs: z.number(),
    assessMs: z.number(),
    updateMs: z.number(),
    documentMs: z.number(),
  }),
  /** UTC minutes of the day; `endMinute` may be 1440. */
  shifts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      startMinute: z.number().int(),
      endMinute: z.number().int(),
      site: z.string(),
    }),
  ),
  /** Per severity, the roles paged after so many minutes. */
  escalation: z.array(
    z.object({
      severity: z.string(),
      /** What ends the escalation. */
      stopsOn: z.enum(['acknowledged', 'resolved']),
      steps: z.array(z.object({ afterMs: z.number(), role: z.string(), person: z.string().optional() })),
    }),
  ),
  /** Persons to whom an incident may be assigned. */
  people: z.array(
    z.object({ id: z.string(), name: z.string(), title: z.string(), site: z.string().optional() }),
  ),
  onCall: z.array(z.object({ role: z.string(), person: z.string() })),
});
export type DeskInfo = z.infer<typeof deskInfoSchema>;
