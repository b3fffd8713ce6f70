import { z } from 'zod';
import type { Instant } from '../../shared/model/instant.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import type { SourceAlert } from './source.ts';

/** More alerts than this in one answer are refused. */
export const mostAlerts = 20_000;

const latest = 8.64e15;
/** An RFC 3339 instant; Alertmanager writes 0001-01-01T00:00:00Z where it has none. */
const optionalInstant = z.unknown().transform((text): Instant | undefined => {
  const at = typeof text === 'string' ? Date.parse(text) : Number.NaN;
  return at > 0 && at <= latest ? at : undefined;
});
const texts = z.record(z.string(), z.string());
const names = z.array(z.string()).catch([]);

const polledSchema = z.object({
  fingerprint: z.string().min(1),
  labels: texts,
  annotations: texts.catch({}),
  startsAt: optionalInstant,
  endsAt: optionalInstant,
  updatedAt: optionalInstant.optional(),
  generatorURL: z.string().optional().catch(undefined),
  status: z
    .object({
      state: z.string().catch('active'),
      silencedBy: names,
      inhibitedBy: names,
      mutedBy: names,
    })
    .catch({ state: 'active', silencedBy: [], inhibitedBy: [], mutedBy: [] }),
});

const pushedSchema = z.object({
  fingerprint: z.string().min(1),
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.catch({}),
  startsAt: optionalInstant,
  endsAt: optionalInstant,
  generatorURL: z.string().optional().catch(undefined),
});

const webhookSchema = z.object({
  version: z.string(),
  truncatedAlerts: z.number().int().min(0).catch(0),
  alerts: z.array(z.unknown()).max(mostAlerts),
});

/** Alerts that were read, and how many could not be. */
export interface ReadAlerts {
  readonly alerts: readonly SourceAlert[];
  readonly unreadable: number;
}

/** The list of `GET /api/v2/alerts`. An entry that can't be read is counted and costs no other. */
export function readPolled(data: unknown, now: Instant): Result<ReadAlerts> {
  if (!Array.isArray(data)) return err('answer is not Alertmanager JSON');
  if (data.length > mostAlerts) return err(`it lists ${data.length} alerts, more than ${mostAlerts}`);
  return ok(
    readEach(data, (entry) => {
      const parsed = polledSchema.safeParse(entry);
      if (!parsed.success) return undefined;
      const { status, generatorURL, startsAt = now, ...alert } = parsed.data;
      return {
        ...alert,
        startsAt,
        state: status.state === 'suppressed' ? 'suppressed' : 'firing',
        generatorUrl: generatorURL,
        silencedBy: [...status.silencedBy, ...status.mutedBy],
        inhibitedBy: status.inhibitedBy,
      };
    }),
  );
}

/** A webhook's body, version 4; the error is a sentence for its sender. */
export function readWebhook(
  body: unknown,
  now: Instant,
): Result<ReadAlerts & { readonly truncated: number }> {
  const parsed = webhookSchema.safeParse(body);
  if (!parsed.success)
    return err('the body is not an Alertmanager webhook: it needs a version and a list of alerts');
  const { version, truncatedAlerts, alerts } = parsed.data;
  if (version !== '4') return err(`webhook version ${version.slice(0, 20)} is not known; send version 4`);
  const read = readEach(alerts, (entry) => {
    const one = pushedSchema.safeParse(entry);
    if (!one.success) return undefined;
    const { status, generatorURL, startsAt = now, ...alert } = one.data;
    return { ...alert, startsAt, state: status, generatorUrl: generatorURL, silencedBy: [], inhibitedBy: [] };
  });
  return ok({ ...read, truncated: truncatedAlerts });
}

function readEach(
  entries: readonly unknown[],
  read: (entry: unknown) => SourceAlert | undefined,
): ReadAlerts {
  // One alert may be listed once for each group it is in.
  const alerts = new Map<string, SourceAlert>();
  let unreadable = 0;
  for (const entry of entries) {
    const alert = read(entry);
    if (alert === undefined) unreadable += 1;
    else alerts.set(alert.fingerprint, alert);
  }
  return { alerts: [...alerts.values()], unreadable };
}

const statusSchema = z.object({ uptime: optionalInstant });

/** When Alertmanager started: its `uptime` is that instant, in spite of the name. */
export function readStartedAt(data: unknown): Instant | undefined {
  return statusSchema.safeParse(data).data?.uptime;
}
