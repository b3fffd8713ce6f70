import { z } from 'zod';
import { actorSchema } from '../../shared/model/incident.ts';
import { instantSchema } from '../../shared/model/instant.ts';
import { labelMatcherSchema } from '../../shared/model/silence.ts';

const base = { at: instantSchema, by: actorSchema };
const asked = { request: z.string(), source: z.string() };

/** What happens to silences: asked of an Alertmanager by a person, and what became of it there. */
export const silenceEvents = [
  z.object({
    ...base,
    type: z.literal('silence.requested'),
    ...asked,
    act: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('create'),
        matchers: z.array(labelMatcherSchema),
        startsAt: instantSchema,
        endsAt: instantSchema,
        comment: z.string(),
      }),
      z.object({ kind: z.literal('extend'), silence: z.string(), endsAt: instantSchema }),
      z.object({ kind: z.literal('expire'), silence: z.string() }),
    ]),
  }),
  /** Alertmanager has done it; its id there may be another than before. */
  z.object({ ...base, type: z.literal('silence.done'), ...asked, silence: z.string() }),
  z.object({ ...base, type: z.literal('silence.failed'), ...asked, problem: z.string() }),
  /** A silence that hides alerts of an incident began to, changed or ended, whoever did it, and wherever. */
  z.object({
    ...base,
    type: z.literal('silence.told'),
    incident: z.string(),
    /** `<source>/<its id there>` */
    silence: z.string(),
    change: z.enum(['hides', 'extended', 'shortened', 'expired', 'ended', 'gone']),
    /** When it is to end, or ended. */
    endsAt: instantSchema,
    text: z.string(),
  }),
] as const;
