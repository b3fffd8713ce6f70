import { z } from 'zod';
import { instantSchema } from './instant.ts';

/** A day as a runbook's author writes it: `2026-11-25`. */
const daySchema = z.iso.date({ error: 'write a day such as 2026-11-25' });

/** `database-failover`. */
export const runbookIdSchema = z
  .string({ error: 'is missing; write a short name such as database-failover' })
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/, 'write small letters, digits and hyphens');

/** What a runbook says of itself in its front matter. Keyed by `id`. */
export const runbookHeadSchema = z.object({
  id: runbookIdSchema,
  title: z.string({ error: 'is missing' }).trim().min(1).max(120),
  /** One line under the title in lists. */
  summary: z.string().trim().max(300).optional(),
  /** Ids of the policy's services. */
  services: z.array(z.string().max(64)).max(200).default([]),
  /** Names of alerts, as in Prometheus' rules. */
  alerts: z.array(z.string().max(200)).max(200).default([]),
  severities: z.array(z.string().max(16)).max(20).default([]),
  owner: z.string().trim().max(120).optional(),
  /** When somebody last read it against the system. */
  reviewed: daySchema.optional(),
  /** When it was last carried out, in a drill or for real. */
  drilled: daySchema.optional(),
  /** How long it takes, ms. */
  durationMs: z.number().positive().optional(),
});
export type RunbookHead = z.infer<typeof runbookHeadSchema>;

const mib = 1024 * 1024;
/** What a library may be, on both sides: far beyond any text that people follow at night, a plan or a photograph. */
export const libraryLimits = {
  runbookBytes: mib,
  attachmentBytes: 8 * mib,
  /** Attachments included. */
  files: 20_000,
  bytes: 2048 * mib,
} as const;

/** SHA-256 of a file's bytes, in hexadecimal. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** A file of the library, known by what is in it. */
const libraryFileSchema = z.object({
  /** Below the library's folder, with `/`. */
  path: z.string().max(500),
  digest: digestSchema,
  /** Length. */
  bytes: z.number().int().min(0),
});

/** A runbook of the library: its head, its Markdown by digest, and the files that it shows. */
export const libraryRunbookSchema = runbookHeadSchema.extend({
  file: libraryFileSchema,
  attachments: z.array(libraryFileSchema),
});
export type LibraryRunbook = z.infer<typeof libraryRunbookSchema>;

/** A file that is not in the library, and why. */
export const libraryFaultSchema = z.object({ path: z.string(), problem: z.string() });
export type LibraryFault = z.infer<typeof libraryFaultSchema>;

/** All runbooks as the gateway read them at one instant. Served at `/library/manifest`. */
export const libraryManifestSchema = z.object({
  /** SHA-256 over ids and digests: equal for equal libraries. */
  digest: digestSchema,
  readAt: instantSchema,
  runbooks: z.array(libraryRunbookSchema),
});
export type LibraryManifest = z.infer<typeof libraryManifestSchema>;

/** How the library stands, as the feed tells it; consoles fetch the manifest when `digest` changes. One, keyed `library`. */
export const libraryStateSchema = z.object({
  /** Absent until it was read once. */
  digest: digestSchema.optional(),
  runbooks: z.number().int().min(0),
  /** When what is served was read. */
  readAt: instantSchema.optional(),
  /** Why the folder can't be read now; what was read before is still served. */
  problem: z.string().optional(),
  /** Files that were left out or lack something, the first 100. */
  faults: z.array(libraryFaultSchema),
  faultsTotal: z.number().int().min(0),
});
export type LibraryState = z.infer<typeof libraryStateSchema>;
