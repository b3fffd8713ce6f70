import { z } from 'zod';
import { instantSchema } from './instant.ts';

/**
 * `firing`: its source says so. `suppressed`: silenced or inhibited at the source. `resolved`: the source said it ended.
 * `lost`: it vanished while its source was unreachable or had restarted empty; whether it ended is not known.
 */
export const alertStateSchema = z.enum(['firing', 'suppressed', 'resolved', 'lost']);
export type AlertState = z.infer<typeof alertStateSchema>;

/** One alert as its source tells it. Keyed by `<source>/<fingerprint>`. */
export const alertSchema = z.object({
  id: z.string(),
  source: z.string(),
  fingerprint: z.string(),
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  state: alertStateSchema,
  /** Severity of the policy that its labels map to. */
  severity: z.string(),
  /** True where no rule of the policy knew its severity label. */
  severityGuessed: z.boolean(),
  category: z.string().optional(),
  service: z.string().optional(),
  startsAt: instantSchema,
  /** Alertmanager's `endsAt`: a lease while it lies ahead, an end once the source says resolved. */
  leaseUntil: instantSchema.optional(),
  /** When its source last renewed the lease; absent where it does not say. */
  renewedAt: instantSchema.optional(),
  endedAt: instantSchema.optional(),
  lastSeenAt: instantSchema,
  runbookUrl: z.string().optional(),
  silencedBy: z.array(z.string()),
  inhibitedBy: z.array(z.string()),
  /** The open incident it belongs to. */
  incident: z.string().optional(),
});
export type Alert = z.infer<typeof alertSchema>;
