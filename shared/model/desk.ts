import { z } from 'zod';

/** How to reach somebody. */
export const contactSchema = z.object({
  phone: z.string().optional(),
  chat: z.string().optional(),
  email: z.string().optional(),
});

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
      /** Ids of the teams that take part. */
      team: z.array(z.string()).optional(),
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
      steps: z.array(
        z.object({
          afterMs: z.number(),
          role: z.string(),
          person: z.string().optional(),
          /** True where whoever an incident is assigned to holds the role. */
          byAssignee: z.boolean().optional(),
        }),
      ),
    }),
  ),
  /** Persons to whom an incident may be assigned. */
  people: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: z.string(),
      site: z.string().optional(),
      /** How to reach them; absent from an older gateway. */
      contact: contactSchema.optional(),
    }),
  ),
  /** Kinds of change; absent from a gateway that is older. */
  changeCategories: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  /** Kinds of incident. */
  categories: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
  /** Who takes part in incidents; `people` is empty where nobody holds one of its titles. */
  teams: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        people: z.array(z.string()),
        /** Names of the channels of its own. */
        channels: z.array(z.string()),
      }),
    )
    .optional(),
  /** L1 to L4, each with the id of its team. */
  levels: z.array(z.object({ id: z.string(), name: z.string(), team: z.string().optional() })).optional(),
  /** What follows an incident of some category. */
  procedures: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        does: z.string(),
        /** The severity that it has at once. */
        severity: z.string().optional(),
        categories: z.array(z.string()),
        /** Ids of the teams that are told. */
        teams: z.array(z.string()),
        steps: z.array(z.string()),
        runbook: z.string().optional(),
      }),
    )
    .optional(),
  /** What an update of the stakeholders opens with, and the ids of the channels that it goes to. */
  updates: z.object({ template: z.string(), channels: z.array(z.string()) }).optional(),
  /** Where more is to be seen of an incident; `url` has fields to be filled in (shared/rules/links.ts). */
  links: z
    .array(z.object({ id: z.string(), name: z.string(), kind: z.string(), url: z.string() }))
    .optional(),
  onCall: z.array(z.object({ role: z.string(), person: z.string() })),
});
export type DeskInfo = z.infer<typeof deskInfoSchema>;
